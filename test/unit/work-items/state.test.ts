import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ROLES } from '../../../src/audit/actor.ts';
import { maySettle, WORK_REASONS } from '../../../src/work-items/reasons.ts';
import type { WorkReason } from '../../../src/work-items/reasons.ts';
import { stateAfter, WORK_STATES, WORK_TRANSITIONS } from '../../../src/work-items/state.ts';
import type { WorkMove, WorkState } from '../../../src/work-items/state.ts';
import { WORK_KINDS, WORK_ORIGINS, WORK_SETTLEMENTS } from '../../../src/work-items/work-item.ts';

const MOVES = [...new Set(WORK_TRANSITIONS.map(({ move }) => move))];

describe('the life of a work item', () => {
  it('takes no step but those of the list, and none after its end, in whatever order they are tried', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom<WorkMove>(...MOVES), { maxLength: 20 }), (moves) => {
        let state: WorkState = 'OPEN';
        for (const move of moves) {
          const next = stateAfter(state, move);
          const listed = WORK_TRANSITIONS.some((step) => step.move === move && step.from === state && step.to === next);
          expect(next !== null).toBe(listed);
          if (state !== 'OPEN') expect(next).toBeNull();
          state = next ?? state;
        }
        const end = moves.find((move) => move !== 'ASSIGN');
        expect(state).toBe(end === undefined ? 'OPEN' : end === 'SETTLE' ? 'SETTLED' : 'LAPSED');
      }),
    );
  });

  it('reaches every state, and from no state by two ways with one move', () => {
    expect(new Set(['OPEN', ...WORK_TRANSITIONS.map(({ to }) => to)])).toEqual(new Set(WORK_STATES));
    expect(new Set(WORK_TRANSITIONS.map(({ move, from }) => `${move} ${from}`)).size).toBe(WORK_TRANSITIONS.length);
  });
});

describe('the closed lists of work items', () => {
  it.each(Object.entries({ WORK_KINDS, WORK_ORIGINS, WORK_SETTLEMENTS, WORK_REASONS }))(
    '%s: codes that the table takes, with words in both languages and no figures in them',
    (_name, list) => {
      for (const [code, { zh, en }] of Object.entries(list)) {
        expect(code).toMatch(/^[A-Z][A-Z0-9_]{1,59}$/);
        expect(zh).toMatch(/^[^\dA-Za-z]+$/);
        expect(en).toMatch(/^[^\d\u4e00-\u9fff]+$/);
      }
    },
  );

  it('every reason is settled by somebody, and never by a partner, a program or the public', () => {
    for (const reason of Object.keys(WORK_REASONS) as WorkReason[]) {
      const roles = ROLES.filter((role) => maySettle(role, reason));
      expect(roles.length).toBeGreaterThan(0);
      for (const role of ['PARTNER', 'SYSTEM', 'PUBLIC', 'OPERATOR', 'AUDITOR'] as const) {
        expect(roles).not.toContain(role);
      }
    }
  });
});
