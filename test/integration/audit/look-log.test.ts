import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordLook } from '../../../src/audit/look-log.ts';
import type { LookEntry } from '../../../src/audit/look-log.ts';
import { CASEWORKER, openCaseRoom } from '../../support/case-room.ts';
import type { CaseRoom } from '../../support/case-room.ts';

let room: CaseRoom;
beforeAll(async () => {
  room = await openCaseRoom();
});
afterAll(() => room.close());

const ENTRY: LookEntry = {
  act: 'READ_REPORT',
  purpose: 'CASE_HANDLING',
  fieldKinds: ['REPORT'],
  outcome: 'DONE',
  division: '320213',
};

async function count(): Promise<number> {
  const { rows } = await sql<{ n: number }>`SELECT count(*) AS n FROM look_log`.execute(room.services.db);
  return rows[0]?.n ?? -1;
}

describe('the audit log', () => {
  it('keeps who, role, purpose, kinds, result and time', async () => {
    const { db, clock } = room.services;
    const personId = crypto.randomUUID();
    await recordLook(db, clock, CASEWORKER, { ...ENTRY, personId });
    const row = await db.selectFrom('look_log').selectAll().where('person_id', '=', personId).executeTakeFirstOrThrow();
    expect(row).toMatchObject({
      at: clock.now(),
      actor: 'caseworker-1',
      role: 'CASEWORKER',
      purpose: 'CASE_HANDLING',
      act: 'READ_REPORT',
      field_kinds: ['REPORT'],
      outcome: 'DONE',
      check_id: 'check-1',
      division: '320213',
      application_id: null,
    });
  });

  it.each([
    ['changed', "UPDATE look_log SET actor = 'nobody'"],
    ['deleted', 'DELETE FROM look_log'],
    ['emptied', 'TRUNCATE look_log'],
    ['dropped', 'DROP TABLE look_log'],
  ])('cannot be %s by the application', async (_, statement) => {
    const { db, clock } = room.services;
    await recordLook(db, clock, CASEWORKER, ENTRY);
    const before = await count();
    await expect(sql.raw(statement).execute(db)).rejects.toThrow(/permission denied|must be owner/);
    expect(await count()).toBe(before);
  });

  it('fails the act with the entry, and goes with an act that fails', async () => {
    const { db, clock } = room.services;
    const before = await count();
    const act = (entry: LookEntry, fail: boolean) =>
      db.transaction().execute(async (trx) => {
        await recordLook(trx, clock, CASEWORKER, entry);
        if (fail) throw new Error('the act failed');
      });
    await expect(act(ENTRY, true)).rejects.toThrow('the act failed');
    await expect(act({ ...ENTRY, applicationId: 'no id' }, false)).rejects.toThrow(/uuid/);
    expect(await count()).toBe(before);
  });

  it.each<[string, Partial<LookEntry>]>([
    ['a name as a kind of field', { fieldKinds: ['NAME', '测试甲'] }],
    ['a number as an outcome', { outcome: '320213196001010011' }],
    ['a sentence as a purpose', { purpose: 'just looking' }],
  ])('does not take %s, and does not repeat it', async (_, changes) => {
    const { db, clock } = room.services;
    await expect(recordLook(db, clock, CASEWORKER, { ...ENTRY, ...changes })).rejects.toThrow(
      'the audit log takes words in capitals only',
    );
  });

  it('has an entry for each person of a registration', async () => {
    const { application, household } = await room.register();
    const rows = await room.services.db
      .selectFrom('look_log')
      .select(['act', 'person_id'])
      .where('application_id', '=', application.id)
      .orderBy('seq')
      .execute();
    expect(rows).toEqual(
      household.members.map(({ personId }) => ({ act: 'REGISTER_APPLICATION', person_id: personId })),
    );
  });
});
