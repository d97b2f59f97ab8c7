import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findApplication, getApplication } from '../../../src/application/read.ts';
import type { RegisterApplicationInput } from '../../../src/application/registration-form.ts';
import { CASEWORKER, openCaseRoom, refusalOf } from '../../support/case-room.ts';
import type { CaseRoom } from '../../support/case-room.ts';
import { BROTHER, CHILD, FATHER, form, MOTHER, SON } from '../../support/family.ts';
import { registerApplication } from '../../support/acts.ts';

let room: CaseRoom;
beforeAll(async () => {
  room = await openCaseRoom();
});
afterAll(() => room.close());

const TABLES = [
  'person',
  'household',
  'household_version',
  'household_member',
  'application',
  'declared_item',
  'look_log',
];

async function counts(): Promise<number[]> {
  const list: number[] = [];
  for (const table of TABLES) {
    const { rows } = await sql<{ n: number }>`SELECT count(*) AS n FROM ${sql.table(table)}`.execute(room.services.db);
    list.push(rows[0]?.n ?? -1);
  }
  return list;
}

function register(changes: Partial<RegisterApplicationInput> = {}, actor = CASEWORKER) {
  return registerApplication(room.services, actor, form(changes));
}

describe('registering an application', () => {
  it('gives it a number of place, day and serial, and it can be read again', async () => {
    // 00:30 in Shanghai is still the day before in UTC.
    const acceptedAt = new Date('2018-01-31T16:30:00Z');
    const application = await register({ acceptedAt });
    expect(application.number).toMatch(/^SQ-320213-20180201-\d{6}$/);
    expect(application).toMatchObject({
      state: 'ACCEPTED',
      version: 1,
      householdVersion: 1,
      acceptedAt,
      aidPersonId: null,
    });
    expect(await getApplication(room.services.db, application.id)).toEqual(application);
    const next = await register();
    expect(Number(next.number.slice(-6))).toBe(Number(application.number.slice(-6)) + 1);
  });

  it('keeps the guardian and a single person to be aided', async () => {
    const { application, household } = await room.register({ unit: 'SINGLE_PERSON', aidPerson: 'child' });
    const [father, , , child] = household.members;
    expect(application.aidPersonId).toBe(child?.personId);
    expect(child?.guardianPersonId).toBe(father?.personId);
    expect(application.applicantPersonId).toBe(father?.personId);
  });

  it('finds nothing for an unknown id, nor for a text that is none', async () => {
    expect(await findApplication(room.services.db, crypto.randomUUID())).toBeNull();
    expect(await findApplication(room.services.db, "' OR 1=1")).toBeNull();
    expect((await refusalOf(getApplication(room.services.db, 'x'))).code).toBe('NOT_FOUND');
  });

  it('writes nothing at all when the third member is wrong', async () => {
    const before = await counts();
    const wrong = { ...SON, certificate: { type: 'CITIZEN_NUMBER', number: '320214199912311000' } };
    const problem = await refusalOf(register({ members: [FATHER, MOTHER, wrong, CHILD] }));
    expect(problem.details.field).toBe('members[2].certificate.number');
    expect(await counts()).toEqual(before);
  });

  it('writes nothing at all when its last entry cannot be written', async () => {
    const before = await counts();
    const actor = { ...CASEWORKER, checkId: 'nul\u0000byte' };
    await expect(register({}, actor)).rejects.toThrow(/unsupported Unicode escape sequence/);
    expect(await counts()).toEqual(before);
  });
});

describe('a person', () => {
  it('is one in all cases, however the number was typed; a child without a number is new each time', async () => {
    const first = await room.register();
    const legacy = { ...FATHER, certificate: { type: 'CITIZEN_NUMBER', number: '320213 600101 001' } };
    const second = await room.register({ members: [legacy, MOTHER, SON, CHILD] });
    const ids = (of: typeof first) => of.household.members.map(({ personId }) => personId);
    expect(ids(second).toSpliced(3, 1)).toEqual(ids(first).toSpliced(3, 1));
    expect(ids(second)[3]).not.toBe(ids(first)[3]);
    expect(second.household.householdId).not.toBe(first.household.householdId);
  });

  it('is one when many cases enter the same people at once, in any order', async () => {
    const empty = await openCaseRoom();
    try {
      // Two spouses and the relations seen from each: the same people, in opposite orders.
      const seenFromMother = form({
        applicant: 'mother',
        members: [SON, { ...FATHER, relation: '夫' }, { ...MOTHER, relation: '本人' }],
        obligors: [{ ...BROTHER, relation: '97' }],
      });
      const forms = Array.from({ length: 12 }, (_, i) =>
        i % 2 === 0 ? form({ members: [FATHER, MOTHER, SON] }) : seenFromMother,
      );
      const made = await Promise.all(forms.map((one) => registerApplication(empty.services, CASEWORKER, one)));
      const { rows } = await sql<{ n: number }>`SELECT count(*) AS n FROM person`.execute(empty.services.db);
      expect(rows[0]?.n).toBe(4);
      expect(new Set(made.map(({ number }) => number)).size).toBe(12);
      expect(new Set(made.map(({ applicantPersonId }) => applicantPersonId)).size).toBe(2);
    } finally {
      await empty.close();
    }
  });
});

describe('an idempotency key', () => {
  it('makes one application of a repeated request, also of ten at once', async () => {
    const before = await counts();
    const made = await Promise.all(Array.from({ length: 10 }, () => register({ idempotencyKey: 'k-1' })));
    expect(new Set(made.map(({ id }) => id)).size).toBe(1);
    const after = await counts();
    expect((after[4] ?? 0) - (before[4] ?? 0)).toBe(1);
    room.services.clock.advance(60_000);
    expect((await register({ idempotencyKey: 'k-1' })).id).toBe(made[0]?.id);
  });

  it('understands other ways of writing the same form', async () => {
    const first = await register({ idempotencyKey: 'k-2' });
    const typed = {
      ...FATHER,
      name: ' 测试甲 ',
      relation: '02',
      certificate: { type: 'CITIZEN_NUMBER', number: '320213600101001' },
    };
    const again = await register({
      idempotencyKey: 'k-2',
      category: 'MINIMUM_LIVING',
      members: [typed, MOTHER, SON, CHILD],
    });
    expect(again.id).toBe(first.id);
  });

  it.each<[string, Partial<RegisterApplicationInput>]>([
    ['category', { category: 'MEDICAL_AID' }],
    ['member', { members: [FATHER, MOTHER, CHILD] }],
    ['name', { members: [{ ...FATHER, name: '测试壬' }, MOTHER, SON, CHILD] }],
    ['guardian', { members: [FATHER, MOTHER, SON, { ...CHILD, guardian: 'mother' }] }],
    ['declared amount', { declared: [{ content: { kind: 'JOB_COST', yearlyFen: 1, note: null } }] }],
    ['acceptance', { acceptedAt: new Date('2018-01-15T02:00:00Z') }],
  ])('is refused for a form with another %s', async (what, changes) => {
    const key = `k-${Buffer.from(what).toString('hex')}`;
    await register({ idempotencyKey: key });
    const before = await counts();
    expect((await refusalOf(register({ idempotencyKey: key, ...changes }))).code).toBe('IDEMPOTENCY_KEY_REUSED');
    expect(await counts()).toEqual(before);
  });

  it('belongs to its actor', async () => {
    const first = await register({ idempotencyKey: 'k-3' });
    const other = await register({ idempotencyKey: 'k-3' }, { ...CASEWORKER, subject: 'caseworker-2' });
    expect(other.id).not.toBe(first.id);
  });

  it('is refused when it is no key', async () => {
    expect((await refusalOf(register({ idempotencyKey: '' }))).details.field).toBe('idempotencyKey');
  });
});
