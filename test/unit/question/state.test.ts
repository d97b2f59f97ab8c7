import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { QUESTION_STATES, TRANSITIONS } from '../../../src/question/state.ts';
import type { QuestionState, TransitionName } from '../../../src/question/state.ts';

const NAMES = Object.keys(TRANSITIONS) as TransitionName[]; // the keys of a constant are its own
const anyWishes = fc.array(fc.constantFrom(...NAMES), { maxLength: 20 });

/** The state after a step; `null` where the step is not allowed. */
function after(state: QuestionState, name: TransitionName): QuestionState | null {
  const { from, to } = TRANSITIONS[name];
  const allowed: readonly QuestionState[] = from;
  return allowed.includes(state) ? (to ?? state) : null;
}

/** The states through which a question goes by those of the wishes that are allowed. */
function pathOf(wishes: readonly TransitionName[]): readonly { name: TransitionName; state: QuestionState }[] {
  let state: QuestionState = 'PLANNED';
  return wishes.flatMap((name) => {
    const next = after(state, name);
    if (next === null) return [];
    state = next;
    return [{ name, state }];
  });
}

describe('the life of a question', () => {
  it('ends when it is settled, whatever is tried afterwards', () => {
    fc.assert(
      fc.property(anyWishes, (wishes) => {
        const states = pathOf(wishes).map(({ state }) => state);
        const settled = states.indexOf('SETTLED');
        if (settled >= 0) expect(new Set(states.slice(settled))).toEqual(new Set(['SETTLED']));
      }),
    );
  });

  it('is asked or joined before it is known to have left, and never stands in line after that but by parting', () => {
    fc.assert(
      fc.property(anyWishes, (wishes) => {
        let asked = false;
        for (const { name, state } of pathOf(wishes)) {
          if (name === 'ASK' || name === 'JOIN') asked = true;
          if (name === 'PART') asked = false;
          if (name === 'MARK_SENT' || name === 'RELEASE' || name === 'KEEP_IN_HAND') expect(asked).toBe(true);
          if (state.startsWith('WAITING') || state === 'PLANNED') expect(asked).toBe(false);
        }
      }),
    );
  });

  it('can be answered in every state, and given up, refused and called off while it is open', () => {
    for (const state of QUESTION_STATES) {
      expect(after(state, 'ANSWER')).toBe('SETTLED');
      for (const name of ['GIVE_UP', 'REFUSE', 'CALL_OFF'] as const) {
        expect(after(state, name)).toBe(state === 'SETTLED' ? null : 'SETTLED');
      }
    }
  });

  it('reaches every state', () => {
    const reached = new Set<QuestionState>(['PLANNED']);
    for (let size = 0; size < reached.size;) {
      size = reached.size;
      for (const state of QUESTION_STATES.filter((one) => reached.has(one)))
        for (const name of NAMES) reached.add(after(state, name) ?? state);
    }
    expect([...reached].toSorted()).toEqual([...QUESTION_STATES].toSorted());
  });
});
