import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ACTS, assertMay, assertServes, may, serves } from '../../../src/access/may.ts';
import type { Principal } from '../../../src/access/principal.ts';
import { Problem } from '../../../src/platform/problem.ts';

const KINDS = ['CASEWORKER', 'REVIEWER', 'PARTNER', 'AUDITOR', 'OPERATOR'] as const;
const PLACES = ['320000', '320200', '320213', '320214', '320213001', '320213001002', '320214003'];
const principal = fc.record({
  kind: fc.constantFrom(...KINDS),
  subject: fc.constant('somebody'),
  division: fc.constantFrom(...PLACES),
}) as fc.Arbitrary<Principal>;

const thrownBy = (work: () => void) => {
  try {
    work();
  } catch (thrown) {
    return thrown instanceof Problem ? thrown.code : 'another error';
  }
  return null;
};

describe('what callers may do', () => {
  it('is a table of roles and acts', () => {
    const table = Object.fromEntries(
      KINDS.map((kind) => [kind, ACTS.filter((act) => may({ kind, subject: 's', division: '320200' }, act)).join(' ')]),
    );
    expect(table).toMatchInlineSnapshot(`
      {
        "AUDITOR": "READ_LOG READ_CASE READ_VERIFICATION READ_POLICY_EFFECT",
        "CASEWORKER": "REGISTER_APPLICATION RECORD_LETTER END_LETTER WITHDRAW_GRANT REQUEST_VERIFICATION CANCEL_VERIFICATION RENEW_REPORT RECORD_STEP CLOSE_APPLICATION FILE_OBJECTION OPEN_DISPUTE READ_CASE READ_VERIFICATION",
        "OPERATOR": "READ_SOURCES ATTEND_SOURCE INTROSPECT",
        "PARTNER": "",
        "REVIEWER": "RECORD_STEP REVIEW_REPORT DECIDE CLOSE_APPLICATION SETTLE_OBJECTION SETTLE_DISPUTE READ_CASE READ_VERIFICATION READ_POLICY_EFFECT DECIDE_POLICY_EFFECT",
      }
    `);
  });

  it('is refused exactly where the table has no entry, whatever the place', () => {
    fc.assert(
      fc.property(principal, fc.constantFrom(...ACTS), (who, act) => {
        expect(thrownBy(() => assertMay(who, act))).toBe(may(who, act) ? null : 'FORBIDDEN');
      }),
    );
  });

  it('reaches down from the caller’s place, never up or sideways, whatever the role', () => {
    const within = (outer: string, inner: string) =>
      inner.startsWith(outer.length === 6 ? outer.replace(/(00){1,2}$/, '') : outer);
    fc.assert(
      fc.property(principal, fc.constantFrom(...PLACES), (who, place) => {
        expect(serves(who, place)).toBe(within(who.division, place));
        expect(thrownBy(() => assertServes(who, place, 'division'))).toBe(
          within(who.division, place) ? null : 'FORBIDDEN',
        );
      }),
    );
  });
});
