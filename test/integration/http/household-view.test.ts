import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Application } from '../../../src/application/application.ts';
import { gatherRequests } from '../../../src/main/gather-requests.ts';
import { hearMoved } from '../../../src/main/hear-moved.ts';
import { shiftedClock, systemClock } from '../../../src/platform/clock.ts';
import { silentLog } from '../../../src/platform/log.ts';
import { chineseCalendar, compressedCalendar } from '../../../src/platform/working-days.ts';
import { CASEWORKER, openTestHouse } from '../../support/house.ts';
import type { TestHouse } from '../../support/house.ts';
import { AUDITOR, signedApp, XINWU } from './app-room.ts';
import type { Claims, SignedApp } from './app-room.ts';
import { REQUEST } from './case-forms.ts';
import { keepsObligorsApart } from './obligors-of-a-case.ts';
import { endLetter, recordLetter } from '../../support/acts.ts';

const clock = shiftedClock(new Date('2018-03-05T01:30:00Z').getTime() - systemClock.now().getTime());

/** Long enough that nobody is given up while other tests have the processor. */
const calendar = compressedCalendar(chineseCalendar, { workingDayMs: 3_000, windowWaitMs: 0 });

type Answer = {
  readonly kind: string;
  readonly territory: string;
  readonly source: string;
  readonly askedAt: string | null;
  readonly requestId: string | null;
  readonly lookupId: string | null;
  readonly wouldAsk: readonly { readonly kind: string }[];
  readonly titles?: readonly { readonly usage: string; readonly area: string; readonly share: number }[] | null;
};
type Member = Readonly<Record<'realEstate' | 'vehicles' | 'banks' | 'socialInsurance', Answer>> & {
  readonly maskedNumber: string;
};
type Calls = { readonly fromStore: number; readonly needed: number; readonly asked: number; readonly limit: number };

const REAL_ESTATE = `realEstate(maxAge: "P30D") {
  kind territory source askedAt dataDate requestId lookupId wouldAsk { kind } titles { usage area share status } }`;

/** The query that a newcomer is shown. */
const EVERYTHING = `query ($id: ID!) { household(id: $id, patience: "PT15S") { members { maskedNumber
  ${REAL_ESTATE}
  vehicles { kind vehicles { class status use } }
  banks { kind answered of accounts { bank balance } }
  socialInsurance { kind months { employer base } } } } }`;

const HOMES = `query ($id: ID!, $ask: Boolean! = true) {
  household(id: $id, ask: $ask, patience: "PT15S") { members { maskedNumber ${REAL_ESTATE} } } }`;

describe('every department about one household', () => {
  let house: TestHouse;
  let app: SignedApp;
  beforeAll(async () => {
    house = await openTestHouse({ clock, calendar });
    await house.work();
    const { queue } = house.services;
    app = await signedApp(house.services, {
      doors: gatherRequests(house.services, queue, silentLog),
      subscribe: hearMoved(queue),
    });
  });
  afterAll(() => house.close());

  const admit = (label: Parameters<typeof house.sandbox.population.family>[0], options?: { unsigned: number[] }) =>
    house.admit(house.sandbox.population.family(label), options);

  async function see(application: Application, query = EVERYTHING, options: Parameters<SignedApp['ask']>[1] = {}) {
    const variables = { id: application.householdId, ...(options.variables as object | undefined) };
    const answer = await app.ask(query, { ...options, variables });
    expect(answer.errors).toBeUndefined();
    const household = answer.data?.['household'] as { members: Member[] };
    return { members: household.members, calls: answer.extensions?.['sourceCalls'] as Calls };
  }

  const countOf = (sourceId: string): number => Object.keys(house.sandbox.counts()[sourceId] ?? {}).length;

  it('asks what is missing and has it in the same response', { timeout: 40_000 }, async () => {
    const application = await admit('family-two-homes');
    const { members, calls } = await see(application);
    const [applicant] = members;
    expect(applicant?.maskedNumber).toMatch(/^\d{6}\*{8}/);
    expect(applicant?.realEstate).toMatchObject({ kind: 'HIT', territory: '320200', source: 'real-estate' });
    expect(applicant?.realEstate.titles?.length).toBeGreaterThan(0);
    expect(applicant?.realEstate.titles?.[0]?.area).toMatch(/^\d+\.\d\d$/);
    expect(applicant?.banks).toMatchObject({ answered: 5, of: 5 });
    expect(calls).toMatchObject({ fromStore: 0, limit: 250 });
    expect(calls.asked).toBe(calls.needed);
  });

  it('answers from the store what is fresh, and asks nobody again', { timeout: 40_000 }, async () => {
    const application = await admit('historical-title');
    const first = await see(application, HOMES);
    const asked = countOf('real-estate');
    const second = await see(application, HOMES);
    expect(second.members.map(({ realEstate }) => realEstate.requestId)).toEqual(
      first.members.map(({ realEstate }) => realEstate.requestId),
    );
    expect(second.calls).toEqual({ ...first.calls, fromStore: first.calls.asked, needed: 0, asked: 0 });
    expect(countOf('real-estate')).toBe(asked);
    // A query for data newer than the last minute's does not ask at once either.
    const atOnce = await see(application, HOMES.replace('P30D', 'PT0S'));
    expect(atOnce.calls).toEqual(second.calls);
  });

  it('says what it would cost without asking', async () => {
    const application = await admit('scrapped-car');
    const { members, calls } = await see(application, HOMES, { variables: { ask: false } });
    expect(calls.needed).toBeGreaterThan(0);
    expect(calls.asked).toBe(0);
    expect(members[0]?.realEstate).toMatchObject({ kind: 'NOT_ASKED', requestId: null, titles: null });
    expect(members[0]?.realEstate.wouldAsk).toHaveLength(1);
  });

  it('a silent department is a value, told as outstanding, with a lookup to watch', async () => {
    const application = await admit('dormant-account');
    const { members } = await see(
      application,
      `query ($id: ID!) { household(id: $id, patience: "PT0.01S") { members {
        banks { kind lookupId answered of accounts { balance } wouldAsk { kind } } } } }`,
    );
    expect(members[0]?.banks).toMatchObject({ kind: 'OUTSTANDING', answered: 0, of: 5, accounts: null, wouldAsk: [] });
    const id = members[0]?.banks.lookupId ?? '';
    // A second query waits for the same questions: it asks nothing again and writes nothing.
    const again = await see(
      application,
      `query ($id: ID!) { household(id: $id, patience: "PT0.01S") { members { banks { kind lookupId } } } }`,
    );
    expect(again.calls).toMatchObject({ needed: 0, asked: 0 });
    expect(again.members.map(({ banks }) => banks.lookupId)).toEqual(members.map(({ banks }) => banks.lookupId));
    const watched = await app.ask('query ($id: ID!) { verification(id: $id) { kind state } }', { variables: { id } });
    expect(watched.data?.['verification']).toMatchObject({ kind: 'LOOKUP' });
    await house.finished(id.split(':')[1] ?? '');
  });

  it('shows the evidence of a check in the same types', { timeout: 40_000 }, async () => {
    const application = await admit('spouse-here-none-there');
    const requested = await app.ask(REQUEST, {
      variables: { input: { applicationId: application.id, purpose: 'APPLICATION', idempotencyKey: 'same-types' } },
    });
    const { verification } = (requested.data ?? {})['requestVerification'] as { verification: { id: string } };
    await house.finished(verification.id.split(':')[1] ?? '');
    const seen = await app.ask(
      `query ($id: ID!) { verification(id: $id) { persons { maskedNumber
        realEstate { __typename kind source requestId titles { area } }
        banks { kind answered of accounts { balance } } justice { kind }
        contradictions { state sides { words { zh } } } } } }`,
      { variables: { id: verification.id } },
    );
    const { persons } = (seen.data ?? {})['verification'] as { persons: Record<string, unknown>[] };
    expect(persons.length).toBeGreaterThan(0);
    expect(persons[0]).toMatchObject({
      realEstate: { __typename: 'RealEstateAnswer', source: 'real-estate' },
      banks: { answered: 5, of: 5 },
      justice: { kind: 'NOT_CONNECTED' },
      contradictions: [{ state: 'CONTRADICTED', sides: [expect.anything(), { words: { zh: '户籍登记为未婚' } }] }],
    });
  });

  keepsObligorsApart(() => ({ house, app }));

  it('asks nothing about somebody whom no letter covers', async () => {
    const application = await admit('rich-deposits', { unsigned: [0] });
    const asked = countOf('real-estate');
    const { members, calls } = await see(application, HOMES);
    expect(members[0]?.realEstate).toMatchObject({ kind: 'NOT_AUTHORISED', titles: null, wouldAsk: [] });
    expect(countOf('real-estate') - asked).toBe(calls.asked);
    expect(calls.asked).toBe(members.filter(({ realEstate }) => realEstate.kind !== 'NOT_AUTHORISED').length);
  });

  it('another case sees what was asked for the same person only under a letter of its own', async () => {
    const first = await admit('name-mismatch');
    await see(first, HOMES);
    const asked = countOf('real-estate');
    const second = await admit('name-mismatch');
    const { calls } = await see(second, HOMES);
    expect(calls).toMatchObject({ needed: 0 });
    expect(countOf('real-estate')).toBe(asked);
    const letters = await house.services.db
      .selectFrom('letter')
      .select('id')
      .where('application_id', '=', second.id)
      .execute();
    for (const { id } of letters)
      await endLetter(house.services, CASEWORKER, { letterId: id, reason: 'NEW_APPLICATION' });
    const after = await see(second, HOMES);
    expect(after.members.map(({ realEstate }) => realEstate.kind)).toEqual(after.members.map(() => 'NOT_AUTHORISED'));
  });

  describe('a spouse in civil affairs and none in the household register', () => {
    const AT_ODDS = `contradictions(maxAge: "P30D") { subject state sides { source kind words { zh } } notHeard { source kind } }`;
    const VIEW = `query ($id: ID!) { household(id: $id, patience: "PT15S") { members {
      civilAffairs { kind } householdRegister { kind } tax { kind } ${AT_ODDS} } } }`;
    const contradictionsOf = async (application: Application, query: string, as?: Claims) => {
      const { members, calls } = await see(application, query, as === undefined ? {} : { as });
      return { calls, first: (members[0] as unknown as { contradictions: unknown }).contradictions };
    };
    const ONLY = `query ($id: ID!) { household(id: $id) { members { ${AT_ODDS} } } }`;
    const MARRIAGE = {
      subject: 'MARRIAGE',
      state: 'CONTRADICTED',
      sides: [
        { source: 'civil-affairs', kind: 'HIT', words: { zh: '婚姻登记为结婚（2014-02-14）' } },
        { source: 'household-register', kind: 'HIT', words: { zh: '户籍登记为未婚' } },
      ],
      notHeard: [],
    };

    it('asks nothing by itself and takes silence for no agreement', async () => {
      const application = await admit('scrapped-car');
      const { first, calls } = await contradictionsOf(application, ONLY);
      const silent = (source: string) => ({ source, kind: 'NOT_ASKED' });
      const [affairs, register] = [silent('civil-affairs'), silent('household-register')];
      expect(first).toEqual([
        { subject: 'MARRIAGE', state: 'NOT_KNOWN', sides: [], notHeard: [affairs, register] },
        { subject: 'LIFE', state: 'NOT_KNOWN', sides: [], notHeard: [affairs, register, silent('tax')] },
      ]);
      expect(calls).toMatchObject({ fromStore: 0, needed: 0, asked: 0 });
      const looks = await house.services.db
        .selectFrom('look_log')
        .select(['source_id', 'field_kinds'])
        .where('application_id', '=', application.id)
        .where('person_id', '=', application.applicantPersonId)
        .where('act', '=', 'READ_EVIDENCE')
        .orderBy('source_id')
        .execute();
      expect(looks.map(({ source_id }) => source_id)).toEqual(['civil-affairs', 'household-register', 'tax']);
    });

    it('keeps both sides, in the response that asks and from the store', { timeout: 40_000 }, async () => {
      const application = await admit('spouse-here-none-there');
      expect((await contradictionsOf(application, VIEW)).first).toEqual([MARRIAGE]);
      expect((await contradictionsOf(application, ONLY, AUDITOR)).first).toEqual([MARRIAGE]);
    });

    it('is not told to a case whose letter leaves one of the two departments out', async () => {
      const application = await admit('spouse-here-none-there', { unsigned: [0] });
      await recordLetter(house.services, CASEWORKER, {
        applicationId: application.id,
        letterNumber: '锡核授〔2018〕0900号',
        signedOn: '2018-03-01',
        grants: [
          {
            personId: application.applicantPersonId,
            sources: ['household-register', 'tax'],
            purposes: ['SOCIAL_ASSISTANCE_CHECK'],
          },
        ],
      });
      const { first } = await contradictionsOf(application, VIEW);
      const notHeard = [{ source: 'civil-affairs', kind: 'NOT_AUTHORISED' }];
      expect(first).toEqual([
        { subject: 'MARRIAGE', state: 'NOT_KNOWN', sides: [], notHeard },
        { subject: 'LIFE', state: 'NOT_KNOWN', sides: [], notHeard },
      ]);
    });
  });

  it('those who may only read are shown the store and told what would be asked', async () => {
    const application = await admit('fifteen-digit');
    const { members, calls } = await see(application, HOMES, { as: AUDITOR });
    expect(calls.asked).toBe(0);
    expect(members[0]?.realEstate.kind).toBe('NOT_ASKED');
    expect(members[0]?.realEstate.wouldAsk).toHaveLength(1);
  });

  it('another place finds no such household', async () => {
    const application = await admit('rare-character');
    const answer = await app.ask(HOMES, { as: XINWU, variables: { id: application.householdId } });
    expect(answer.data?.['household'] ?? null).toBeNull();
    expect(answer.errors?.[0]?.extensions['code']).toBe('NOT_FOUND');
  });

  it('each look at a department leaves its entry', async () => {
    const application = await admit('middle-dot-name');
    const { members } = await see(application, HOMES);
    const looks = await house.services.db
      .selectFrom('look_log')
      .select(['source_id', 'field_kinds', 'purpose'])
      .where('application_id', '=', application.id)
      .where('act', '=', 'READ_EVIDENCE')
      .execute();
    expect(looks).toHaveLength(members.length);
    expect(looks[0]).toMatchObject({ source_id: 'real-estate', purpose: 'CASE_HANDLING' });
  });
});
