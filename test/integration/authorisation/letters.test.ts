import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Application } from '../../../src/application/application.ts';
import { coversNow, readLetters, readLettersOf } from '../../../src/authorisation/letter-store.ts';
import type { Letter } from '../../../src/authorisation/letter.ts';
import { missingSignatures } from '../../../src/authorisation/missing-signatures.ts';
import type { RecordLetterInput } from '../../../src/authorisation/parse-letter.ts';
import { saveHouseholdVersionInTrx } from '../../../src/household/household-store.ts';
import type { HouseholdVersion } from '../../../src/household/member.ts';
import { CASEWORKER, openCaseRoom, refusalOf } from '../../support/case-room.ts';
import type { CaseRoom } from '../../support/case-room.ts';
import { endLetter, recordLetter, withdrawGrant } from '../../support/acts.ts';
import { chineseCalendar } from '../../../src/platform/working-days.ts';
import { openShelf } from '../../../src/rulebook/shelf.ts';

let room: CaseRoom;
let application: Application;
let household: HouseholdVersion;
let serial = 0;
beforeAll(async () => {
  room = await openCaseRoom();
});
afterAll(() => room.close());
beforeEach(async () => {
  ({ application, household } = await room.register());
});

function person(position: number): string {
  return household.members[position]?.personId ?? '';
}

function record(changes: Partial<RecordLetterInput> = {}): Promise<Letter> {
  serial += 1;
  const signed = { sources: ['real-estate', 'banks'], purposes: ['SOCIAL_ASSISTANCE_CHECK'] };
  return recordLetter(room.services, CASEWORKER, {
    applicationId: application.id,
    letterNumber: `L-2018-${serial}`,
    signedOn: '2018-02-01',
    grants: [
      { personId: person(0), ...signed },
      { personId: person(3), ...signed },
    ],
    ...changes,
  });
}

function coverage(personId: string, at = room.services.clock.now(), sourceId = 'banks') {
  const asking = { personId, sourceId, sourceSince: null, purpose: 'APPLICATION', at };
  return coversNow(room.services.db, application.id, asking);
}

describe('recording a letter', () => {
  it('keeps who signed for whom, and it can be read again', async () => {
    const letter = await record();
    expect(letter.grants.map(({ signedByPersonId, signedAs }) => [signedByPersonId, signedAs])).toEqual([
      [person(0), 'SELF'],
      [person(0), 'GUARDIAN'],
    ]);
    const [stored] = await readLetters(room.services.db, application.id);
    const sorted = (of: Letter | undefined) => of?.grants.toSorted((a, b) => a.personId.localeCompare(b.personId));
    expect({ ...stored, grants: sorted(stored) }).toEqual({ ...letter, grants: sorted(letter) });
    const looks = await room.services.db
      .selectFrom('look_log')
      .select(['person_id', 'letter_number', 'field_kinds'])
      .where('application_id', '=', application.id)
      .where('act', '=', 'RECORD_LETTER')
      .orderBy('seq')
      .execute();
    expect(looks).toEqual(
      [person(0), person(3)].map((id) => ({
        person_id: id,
        letter_number: letter.letterNumber,
        field_kinds: ['SIGNATURE'],
      })),
    );
  });

  it('names those who have not signed', async () => {
    const letter = await record();
    const missing = missingSignatures(household, [letter], room.services.clock.now());
    expect(missing.map(({ personId, needs }) => [personId, needs])).toEqual([
      [person(1), 'OWN_SIGNATURE'],
      [person(2), 'OWN_SIGNATURE'],
      [person(4), 'OWN_SIGNATURE'],
    ]);
  });

  it('refuses a number that is taken, also among letters that come at once', async () => {
    const racing = await Promise.allSettled(
      Array.from({ length: 6 }, () => record({ letterNumber: `once ${application.id.slice(0, 8)}` })),
    );
    expect(racing.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const problem = await refusalOf(record({ letterNumber: `ＯＮＣＥ${application.id.slice(0, 8)}` }));
    expect([problem.code, problem.details.field]).toEqual(['LETTER_NUMBER_TAKEN', 'letterNumber']);
    expect(await readLetters(room.services.db, application.id)).toHaveLength(1);
  });

  it.each<[string, () => Partial<RecordLetterInput>, string]>([
    ['an unknown application', () => ({ applicationId: crypto.randomUUID() }), 'NOT_FOUND'],
    ['a day after today', () => ({ signedOn: '2018-02-02' }), 'INVALID_DATE'],
    [
      'a scan of another kind',
      () => ({ scan: { mediaType: 'image/png', bytes: Buffer.from('GIF89a') } }),
      'INVALID_INPUT',
    ],
    [
      'a stranger',
      () => ({ grants: [{ personId: crypto.randomUUID(), sources: ['banks'], purposes: ['OBJECTION_REVIEW'] }] }),
      'INVALID_INPUT',
    ],
  ])('refuses %s and writes nothing', async (_, changes, code) => {
    expect((await refusalOf(record(changes()))).code).toBe(code);
    expect(await readLetters(room.services.db, application.id)).toEqual([]);
  });

  it('refuses a letter for a case that is closed', async () => {
    await room.services.db
      .updateTable('application')
      .set({ state: 'CLOSED' })
      .where('id', '=', application.id)
      .execute();
    expect((await refusalOf(record())).code).toBe('CONFLICT');
  });

  it('reads the letters of many cases at once', async () => {
    const first = application.id;
    await record();
    await record();
    ({ application, household } = await room.register());
    await record();
    const letters = await readLettersOf(room.services.db, [first, application.id, crypto.randomUUID()]);
    expect([letters.get(first)?.length, letters.get(application.id)?.length, letters.size]).toEqual([2, 1, 2]);
  });
});

describe('what a letter covers at the moment of asking', () => {
  it('is what was granted, by those who signed', async () => {
    expect(await coverage(person(0))).toMatchObject({ reason: 'NO_LETTER' });
    const letter = await record();
    expect(await coverage(person(0))).toMatchObject({ covered: true, letter: { id: letter.id } });
    expect(await coverage(person(3))).toMatchObject({ covered: true, grant: { signedAs: 'GUARDIAN' } });
    expect(await coverage(person(1))).toMatchObject({ reason: 'NOT_SIGNED' });
    expect(await coverage(person(0), undefined, 'vehicles')).toMatchObject({ reason: 'SOURCE_NOT_GRANTED' });
    expect(
      await coversNow(room.services.db, crypto.randomUUID(), {
        personId: person(0),
        sourceId: 'banks',
        sourceSince: null,
        purpose: 'APPLICATION',
        at: room.services.clock.now(),
      }),
    ).toMatchObject({ reason: 'NO_LETTER' });
  });

  it('begins with the day of signing in Shanghai', async () => {
    await record();
    expect(await coverage(person(0), new Date('2018-01-31T15:59:59.999Z'))).toMatchObject({ reason: 'NOT_YET_SIGNED' });
    expect((await coverage(person(0), new Date('2018-01-31T16:00:00Z'))).covered).toBe(true);
  });

  it('ends for one who withdraws, at once and for them alone', async () => {
    const letter = await record();
    await withdrawGrant(room.services, CASEWORKER, { letterId: letter.id, personId: person(0) });
    expect(await coverage(person(0))).toMatchObject({ reason: 'WITHDRAWN' });
    expect((await coverage(person(0), new Date(room.services.clock.now().getTime() - 1))).covered).toBe(true);
    expect((await coverage(person(3))).covered).toBe(true);
    const again = withdrawGrant(room.services, CASEWORKER, { letterId: letter.id, personId: person(0) });
    expect((await refusalOf(again)).code).toBe('CONFLICT');
    const other = withdrawGrant(room.services, CASEWORKER, { letterId: letter.id, personId: person(1) });
    expect((await refusalOf(other)).details).toMatchObject({ code: 'NOT_FOUND', field: 'personId' });
  });

  it('ends for everybody when the letter ends, once, with an entry for each', async () => {
    const letter = await record();
    const end = () =>
      endLetter(
        { ...room.services, calendar: chineseCalendar, packs: openShelf(), sources: [], demo: true },
        CASEWORKER,
        { letterId: letter.id, reason: 'NEW_APPLICATION' },
      );
    const both = await Promise.allSettled([end(), end()]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(await coverage(person(0))).toMatchObject({ reason: 'ENDED' });
    const looks = await room.services.db
      .selectFrom('look_log')
      .select('outcome')
      .where('act', '=', 'END_LETTER')
      .where('letter_number', '=', letter.letterNumber)
      .execute();
    expect(looks).toEqual([{ outcome: 'NEW_APPLICATION' }, { outcome: 'NEW_APPLICATION' }]);
    expect(
      (
        await refusalOf(
          endLetter(
            { ...room.services, calendar: chineseCalendar, packs: openShelf(), sources: [], demo: true },
            CASEWORKER,
            { letterId: 'x', reason: 'NEW_APPLICATION' },
          ),
        )
      ).code,
    ).toBe('NOT_FOUND');
  });

  it('ends when the members change, until a new letter is signed', async () => {
    await record();
    const [father, mother] = household.members;
    if (father === undefined || mother === undefined) throw new Error('the family has two adults');
    const { db, vault, clock } = room.services;
    const change = (number: number) =>
      db.transaction().execute(async (trx) => {
        const version = await saveHouseholdVersionInTrx(trx, vault, {
          householdId: household.householdId,
          number,
          reason: 'MEMBERS_CHANGED',
          createdBy: CASEWORKER.subject,
          at: clock.now(),
          division: application.division,
          members: [
            { ...father, guardian: null },
            { ...mother, guardian: null },
          ],
        });
        await trx
          .updateTable('application')
          .set({ household_version: number })
          .where('id', '=', application.id)
          .execute();
        return version;
      });
    const changed = await change(2);
    expect(changed.members.map(({ personId }) => personId)).toEqual([person(0), person(1)]);
    expect(await coverage(person(0))).toMatchObject({ reason: 'HOUSEHOLD_CHANGED' });
    await record({ grants: [{ personId: person(0), sources: ['banks'], purposes: ['SOCIAL_ASSISTANCE_CHECK'] }] });
    expect((await coverage(person(0))).covered).toBe(true);
    expect((await refusalOf(change(2))).code).toBe('CONFLICT');
  });
});
