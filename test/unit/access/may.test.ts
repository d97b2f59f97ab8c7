import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mayPerform, performer } from '../../../src/access/acts/admit.ts';
import { ACTS } from '../../../src/access/acts/registry.ts';
import { assertMay, assertServes, may, READS, serves } from '../../../src/access/may.ts';
import type { Read } from '../../../src/access/may.ts';
import type { Principal, Staff } from '../../../src/access/principal.ts';
import { STAFF_ROLES } from '../../../src/audit/actor.ts';
import { accessMatrix } from '../../../src/main/commands/access-matrix.ts';
import { Problem } from '../../../src/platform/problem.ts';

const PLACES = ['320000', '320200', '320213', '320214', '320213001', '320213001002', '320214003'];
const staff = fc.record({
  kind: fc.constant('STAFF' as const),
  subject: fc.constant('somebody'),
  division: fc.constantFrom(...PLACES),
  roles: fc.uniqueArray(fc.constantFrom(...STAFF_ROLES), { minLength: 1 }),
}) as unknown as fc.Arbitrary<Staff>;
const OTHERS: readonly Principal[] = [
  { kind: 'PARTNER', subject: 'p', partnerId: 'medical', agreements: [] },
  { kind: 'APPLICANT', subject: 'a', personId: 'p', applicationId: 'a' },
  { kind: 'SYSTEM', program: 'hedui-worker' },
];
const principal: fc.Arbitrary<Principal> = fc.oneof(staff, fc.constantFrom(...OTHERS));
const READ_NAMES = Object.keys(READS) as Read[];

const thrownBy = (work: () => void) => {
  try {
    work();
  } catch (thrown) {
    return thrown instanceof Problem ? thrown.code : 'another error';
  }
  return null;
};

describe('what callers may do', () => {
  it('is a table of roles, reads and acts', () => {
    const table = Object.fromEntries(
      STAFF_ROLES.map((role) => {
        const who: Principal = { kind: 'STAFF', subject: 's', division: '320200', roles: [role] };
        const reads = READ_NAMES.filter((read) => may(who, read));
        const acts = ACTS.filter((act) => mayPerform(who, act)).map(({ name }) => name);
        return [role, [...reads, ...acts].join(' ')];
      }),
    );
    expect(table).toMatchInlineSnapshot(`
      {
        "AUDITOR": "READ_CASE FIND_CASES READ_VERIFICATION READ_WORK_ITEMS READ_LOG READ_POLICY READ_POLICY_EFFECT",
        "CASEWORKER": "READ_CASE FIND_CASES READ_VERIFICATION READ_WORK_ITEMS READ_POLICY REGISTER_APPLICATION RECORD_LETTER WITHDRAW_GRANT END_LETTER REQUEST_VERIFICATION REQUEST_LOOKUP CANCEL_VERIFICATION RENEW_REPORT RECORD_STEP CLOSE_APPLICATION RECORD_CONTACT ASSIGN_CASES WITHDRAW_APPLICATION END_APPLICATION FILE_OBJECTION ADD_OBJECTION_PROOF ASK_AGAIN OPEN_DISPUTE ADD_DISPUTE_PROOF CONFIRM_LIFE SEND_CORRECTION RECORD_CORRECTION ASSIGN_WORK_ITEMS SETTLE_WORK_ITEMS",
        "COUNTY_OFFICER": "READ_CASE FIND_CASES READ_VERIFICATION READ_WORK_ITEMS READ_POLICY READ_SOURCES RENEW_REPORT RECORD_STEP ASSIGN_CASES SEND_CORRECTION RECORD_CORRECTION ASSIGN_WORK_ITEMS SETTLE_WORK_ITEMS REMIND_SOURCE SET_EXPECTED_TIME",
        "DECIDER": "READ_CASE FIND_CASES READ_VERIFICATION READ_WORK_ITEMS READ_POLICY READ_POLICY_EFFECT RECORD_STEP DECIDE CLOSE_APPLICATION ASSIGN_CASES END_APPLICATION ASSIGN_WORK_ITEMS SETTLE_WORK_ITEMS",
        "DUTY_OFFICER": "READ_CASE FIND_CASES READ_VERIFICATION READ_WORK_ITEMS READ_POLICY READ_SOURCES ASSIGN_CASES ASSIGN_WORK_ITEMS SETTLE_WORK_ITEMS REMIND_SOURCE SET_EXPECTED_TIME",
        "OPERATOR": "READ_POLICY READ_SOURCES INTROSPECT LOAD_POLICY TAKE_EFFECT REMIND_SOURCE SET_EXPECTED_TIME RECORD_STAFF SETTLE_FOLLOWERS TAKE_KEPT_ANSWERS CLOSE_REPLAYED INDEX_NAMES",
        "POLICY_OFFICER": "READ_WORK_ITEMS READ_POLICY READ_POLICY_EFFECT ASSIGN_WORK_ITEMS SETTLE_WORK_ITEMS LOAD_POLICY ENTER_POLICY_VALUE CONFIRM_POLICY_VALUE TAKE_EFFECT DECIDE_POLICY_EFFECT",
        "REVIEWER": "READ_CASE FIND_CASES READ_VERIFICATION READ_WORK_ITEMS READ_POLICY READ_POLICY_EFFECT RECORD_STEP REVIEW_REPORT SETTLE_OBJECTION SETTLE_DISPUTE ASSIGN_WORK_ITEMS SETTLE_WORK_ITEMS",
      }
    `);
  });

  it('is nothing yet for partners and applicants', () => {
    for (const who of OTHERS.filter(({ kind }) => kind !== 'SYSTEM')) {
      expect(READ_NAMES.filter((read) => may(who, read))).toEqual([]);
      expect(ACTS.filter((act) => mayPerform(who, act))).toEqual([]);
    }
  });

  it('is printed as a matrix, from the same definitions', () => {
    const matrix = accessMatrix();
    expect(matrix.map(({ name }) => name)).toEqual([...READ_NAMES, ...ACTS.map(({ name }) => name)]);
    expect(matrix.find(({ name }) => name === 'DECIDE')).toEqual({
      kind: 'ACT',
      name: 'DECIDE',
      roles: ['DECIDER'],
      target: 'CASE',
      keyed: true,
      apart: ['REQUESTED', 'REGISTERED'],
    });
  });

  it('lets no act go without its own audit entry but work of the programs, which concerns no place', () => {
    const silent = ACTS.filter(({ traces }) => traces !== undefined);
    expect(silent.filter(({ target, keyed }) => target !== 'NONE' || keyed)).toEqual([]);
    const people = silent.filter(({ roles }) => roles.some((role) => role !== 'SYSTEM'));
    expect(people.map(({ name, roles }) => [name, ...roles])).toEqual([
      ['SETTLE_FOLLOWERS', 'SYSTEM', 'OPERATOR'],
      ['TAKE_KEPT_ANSWERS', 'OPERATOR'],
      ['CLOSE_REPLAYED', 'OPERATOR'],
    ]);
    expect(ACTS.filter(({ entry, traces }) => entry === null && traces === undefined)).toEqual([]);
  });

  it('has each act once', () => {
    expect(new Set(ACTS.map(({ name }) => name)).size).toBe(ACTS.length);
  });

  it('is refused exactly where the table has no entry, whatever the place', () => {
    fc.assert(
      fc.property(principal, fc.constantFrom(...READ_NAMES), fc.constantFrom(...ACTS), (who, read, act) => {
        expect(thrownBy(() => assertMay(who, read))).toBe(may(who, read) ? null : 'FORBIDDEN');
        const perform = () => performer(act, { principal: who, requestId: 'r', input: {} });
        expect(thrownBy(perform)).toBe(mayPerform(who, act) ? null : 'FORBIDDEN');
      }),
    );
  });

  it('is the sum of what each role of a person may do, and recorded under a role that includes it', () => {
    fc.assert(
      fc.property(staff, fc.constantFrom(...ACTS), (who, act) => {
        const single = who.roles.filter((role) => mayPerform({ ...who, roles: [role] }, act));
        expect(mayPerform(who, act)).toBe(single.length > 0);
        if (single.length > 0) {
          expect(single).toContain(performer(act, { principal: who, requestId: 'r', input: {} }).role);
        }
      }),
    );
  });

  it('reaches down from the caller’s place, never up or sideways, whatever the role', () => {
    const within = (outer: string, inner: string) =>
      inner.startsWith(outer.length === 6 ? outer.replace(/(00){1,2}$/, '') : outer);
    fc.assert(
      fc.property(staff, fc.constantFrom(...PLACES), (who, place) => {
        expect(serves(who, place)).toBe(within(who.division, place));
        expect(thrownBy(() => assertServes(who, place, 'division'))).toBe(
          within(who.division, place) ? null : 'FORBIDDEN',
        );
      }),
    );
  });
});
