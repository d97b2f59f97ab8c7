import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SOURCE_FIELDS } from '../../../schema/source-answers.ts';
import type { Application } from '../../../src/application/application.ts';
import { addDays, shanghaiDate } from '../../../src/platform/calendar-date.ts';
import type { CalendarDate } from '../../../src/platform/calendar-date.ts';
import { settleSilentInTrx } from '../../../src/verification/settle-overdue.ts';
import { lockVerificationInTrx } from '../../../src/verification/store.ts';
import { CASEWORKER } from '../../support/case-room.ts';
import { openDesk } from '../../support/desk.ts';
import type { Desk } from '../../support/desk.ts';
import { LIANGXI, signedApp } from './app-room.ts';
import type { SignedApp } from './app-room.ts';
import { requestLookup } from '../../support/acts.ts';

const REGISTER = 'real-estate';
const HOUR_MS = 3_600_000;

let desk: Desk;
let app: SignedApp;
let own: Application;
/** When the test began, and a day well before it. */
let began: Date;
let earlier: CalendarDate;
beforeAll(async () => {
  desk = await openDesk();
  app = await signedApp(desk.services);
});
beforeEach(async () => {
  await desk.clear();
  own = await desk.admit();
  began = desk.services.clock.now();
  earlier = addDays(shanghaiDate(began), -12);
});
afterAll(() => desk.close());

type Seen = { readonly kind: string; readonly lookupId: string | null; readonly wouldAsk: readonly unknown[] };

/** The register's answer about the applicant as a case sees it, and the cost of the query. */
async function see(
  { householdId: id, applicantPersonId }: Application,
  { maxAge, ask = false }: { readonly maxAge?: string; readonly ask?: boolean } = {},
) {
  const answer = await app.ask(
    `query ($id: ID!, $ask: Boolean!, $maxAge: Duration) { household(id: $id, ask: $ask, patience: "PT0.01S") {
      members { personId realEstate(maxAge: $maxAge) { kind lookupId wouldAsk { kind } } } } }`,
    { variables: { id, ask, maxAge } },
  );
  expect(answer.errors).toBeUndefined();
  const household = answer.data?.['household'] as { members: { personId: string; realEstate: Seen }[] };
  const seen = household.members.find(({ personId }) => personId.endsWith(applicantPersonId))?.realEstate;
  return { ...seen, calls: answer.extensions?.['sourceCalls'] as { readonly asked: number; readonly needed: number } };
}

/** A check of a case as of a day, asked at the register, and answered there if a kind of answer is given. */
async function check(application: Application, day: CalendarDate | null, kind: 'HIT' | 'NO_RECORD' | null) {
  await desk.check(application, day === null ? {} : { baseDate: day });
  const claimed = await desk.claim(REGISTER);
  if (kind !== null) for (const { requestId } of claimed) await desk.answer(requestId, kind);
}

const lookups = async () =>
  (
    await desk.services.db
      .selectFrom('verification')
      .select('id')
      .where('kind', '=', 'LOOKUP')
      .where('created_at', '>=', began)
      .execute()
  ).length;

describe('an answer as of an earlier day', () => {
  it('is as old as that day, whenever it was given', async () => {
    await check(own, earlier, 'NO_RECORD');
    expect(await see(own, { maxAge: 'P20D' })).toMatchObject({ kind: 'NO_RECORD' });
    expect(await see(own, { maxAge: 'P7D' })).toMatchObject({ kind: 'NOT_ASKED', wouldAsk: [{}] });
  });

  it('comes after one that was given before it about a later day', async () => {
    await check(own, null, 'HIT');
    desk.services.clock.advance(HOUR_MS);
    await check(own, earlier, 'NO_RECORD');
    expect(await see(own)).toMatchObject({ kind: 'HIT' });
  });

  it('that is still awaited is not what a query about today waits for', async () => {
    await check(own, earlier, null);
    expect(await see(own)).toMatchObject({ kind: 'NOT_ASKED', wouldAsk: [{}] });
    await check(own, null, null);
    expect(await see(own)).toMatchObject({ kind: 'OUTSTANDING', wouldAsk: [] });
  });
});

it('what another case asked is shown for as long as its source allows its re-use', async () => {
  const other = await desk.admit();
  await check(other, null, 'NO_RECORD');
  desk.services.clock.advance(12 * HOUR_MS);
  expect(await see(own)).toMatchObject({ kind: 'NO_RECORD' });
  desk.services.clock.advance(13 * HOUR_MS);
  expect(await see(own)).toMatchObject({ kind: 'NOT_ASKED', wouldAsk: [{}] });
  expect(await see(other)).toMatchObject({ kind: 'NO_RECORD' });
});

describe('whoever looks again and again', () => {
  const NOW = { maxAge: 'PT0S', ask: true };

  it('has what is under way, and what was told within the last minute', async () => {
    const { lookupId, calls } = await see(own, NOW);
    expect(calls.asked).toBeGreaterThan(0);
    expect(await see(own, NOW)).toMatchObject({ kind: 'OUTSTANDING', lookupId, calls: { asked: 0 } });
    for (const { requestId } of await desk.claim(REGISTER)) await desk.answer(requestId, 'NO_RECORD');
    desk.services.clock.advance(59_000);
    expect(await see(own, NOW)).toMatchObject({ kind: 'NO_RECORD', calls: { asked: 0, needed: 0 } });
    expect(await lookups()).toBe(1);
    desk.services.clock.advance(2_000);
    expect((await see(own, NOW)).calls).toEqual(calls);
  });

  it('does not ask a department again that has just said nothing', async () => {
    await see(own, NOW);
    const [asked, ...others] = await desk.claim(REGISTER);
    const questionIds = [asked, ...others].flatMap((one) => one?.questionId ?? []);
    await desk.services.db.transaction().execute(async (trx) => {
      const lookup = await lockVerificationInTrx(trx, asked?.verificationId ?? '');
      await settleSilentInTrx(
        desk.services,
        trx,
        lookup,
        { why: 'FAULT', questionIds, fault: 'REFUSED' },
        desk.services.clock.now(),
      );
    });
    expect(await see(own, NOW)).toMatchObject({ kind: 'NO_RESPONSE', calls: { asked: 0 } });
    desk.services.clock.advance(61_000);
    expect(await see(own, NOW)).toMatchObject({ kind: 'OUTSTANDING' });
    expect(await lookups()).toBe(2);
  });

  it('asks once with two queries at one moment', async () => {
    const wish = {
      applicationId: own.id,
      purpose: 'APPLICATION',
      answers: [{ personId: own.applicantPersonId, sourceId: REGISTER, institution: '' }],
    } as const;
    const both = await Promise.all([1, 2].map(() => requestLookup(desk.services, CASEWORKER, wish)));
    expect(await lookups()).toBe(1);
    const { id } = both.find(({ lookup }) => lookup !== null)?.lookup ?? {};
    expect(both.find(({ lookup }) => lookup === null)?.already).toEqual([{ ...wish.answers[0], verificationId: id }]);
  });
});

describe('a query over several households', () => {
  const everything = SOURCE_FIELDS.map(({ name }) => `${name} { kind }`).join(' ');
  const seeAll = (cases: readonly Application[]) =>
    app.ask(
      `{ ${cases
        .map(
          ({ householdId: id }, n) =>
            `h${n}: household(id: "Household:${id}", patience: "PT0.01S") { members { ${everything} } }`,
        )
        .join(' ')} }`,
    );

  it('asks for all of them where it may, and for none where it is too much', { timeout: 30_000 }, async () => {
    const cases = [own, await desk.admit(), await desk.admit(), await desk.admit()];
    const refused = await seeAll(cases);
    expect(refused.errors?.map(({ extensions }) => extensions['code'])).toContain('INVALID_INPUT');
    expect(refused.extensions?.['sourceCalls']).toMatchObject({ needed: 276, asked: 0, limit: 250 });
    expect(await lookups()).toBe(0);
    const asked = await seeAll(cases.slice(1));
    expect(asked.errors).toBeUndefined();
    expect(asked.extensions?.['sourceCalls']).toMatchObject({ needed: 207, asked: 207 });
    expect(await lookups()).toBe(3);
  });
});

it('each look at an answer names its letter, also while other bodies of the same check are awaited', async () => {
  await desk.check(own);
  const [first] = await desk.claim('banks');
  await desk.answer(first?.requestId ?? '', 'NO_RECORD');
  await app.ask(`query ($id: ID!) { household(id: $id, ask: false) { members { banks { kind } } } }`, {
    variables: { id: own.householdId },
  });
  const looks = await desk.services.db
    .selectFrom('look_log')
    .select('letter_number')
    .where('act', '=', 'READ_EVIDENCE')
    .where('application_id', '=', own.id)
    .where('verification_id', 'is not', null)
    .execute();
  expect(looks.length).toBeGreaterThan(0);
  expect(looks.map(({ letter_number: letter }) => letter)).toEqual(looks.map(() => desk.letterOf(own)));
});

describe('a query that asks', () => {
  const query = `query ($id: ID!) { household(id: $id, ask: true, patience: "PT0.01S") {
    members { realEstate { kind wouldAsk { kind } } } } }`;

  it('sends nothing by GET, whatever it says, and tells what POST would ask', async () => {
    const variables = JSON.stringify({ id: own.householdId });
    const address = `/graphql?${new URLSearchParams({ query, variables })}`;
    const headers = { authorization: `Bearer ${await app.token(LIANGXI)}` };
    const body = await (await app.app.request(address, { headers })).json();
    expect(body).toMatchObject({
      data: {
        household: {
          members: expect.arrayContaining([
            expect.objectContaining({ realEstate: { kind: 'NOT_ASKED', wouldAsk: [{ kind: 'NOT_ASKED' }] } }),
          ]),
        },
      },
      extensions: { sourceCalls: { asked: 0 } },
    });
    expect(await lookups()).toBe(0);
    await app.ask(query, { variables: { id: own.householdId } });
    expect(await lookups()).toBe(1);
  });
});
