import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assertMove, canMove, VERIFICATION_STATES } from '../../../src/verification/state.ts';
import type { VerificationState } from '../../../src/verification/state.ts';

const anyState = fc.constantFrom(...VERIFICATION_STATES);
const ISSUED: readonly VerificationState[] = ['ISSUED_COMPLETE', 'ISSUED_INCOMPLETE'];

describe('the life of a verification', () => {
  it('goes from the request over asking to a report', () => {
    expect(canMove('REQUESTED', 'ASKING')).toBe(true);
    expect(canMove('ASKING', 'ISSUED_COMPLETE')).toBe(true);
    expect(canMove('ASKING', 'ISSUED_INCOMPLETE')).toBe(true);
    expect(canMove('ISSUED_INCOMPLETE', 'ISSUED_COMPLETE')).toBe(true);
  });

  it('refuses an unknown step with a typed sentence in both languages', () => {
    expect(() => assertMove('ISSUED_COMPLETE', 'ASKING')).toThrow(
      expect.objectContaining({ details: expect.objectContaining({ code: 'ILLEGAL_TRANSITION' }) }),
    );
  });

  it('never issues without asking, never leaves a cancelled check, never goes in a ring', () => {
    fc.assert(
      fc.property(fc.array(anyState, { minLength: 1, maxLength: 12 }), (wishes) => {
        const path: VerificationState[] = ['REQUESTED'];
        for (const wish of wishes) {
          const here = path.at(-1) ?? 'REQUESTED';
          if (canMove(here, wish)) path.push(wish);
        }
        expect(new Set(path).size).toBe(path.length);
        const issuedAt = path.findIndex((state) => ISSUED.includes(state));
        if (issuedAt >= 0) expect(path.slice(0, issuedAt)).toContain('ASKING');
        if (path.includes('CANCELLED')) expect(path.at(-1)).toBe('CANCELLED');
      }),
    );
  });
});
