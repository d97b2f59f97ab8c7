import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AUDITOR, LIANGXI, openAppRoom, OPERATOR, XINWU } from './app-room.ts';
import type { AppRoom, Claims } from './app-room.ts';
import { letterOf, RECORD, REGISTER, registration, REQUEST } from './case-forms.ts';

const REVIEWER: Claims = { role: 'REVIEWER', division: '320213' };
const PARTNER: Claims = { role: 'PARTNER', division: '320200' };

const READERS = { caseworker: LIANGXI, reviewer: REVIEWER, auditor: AUDITOR };
const NOBODY = { partner: PARTNER, operator: OPERATOR, 'a caseworker of another place': XINWU };

/** Every way to a person's data. */
const WAYS: Readonly<Record<string, string>> = {
  application: 'query ($app: ID!) { application(id: $app) { number household { members { name } } } }',
  applications: '{ applications(first: 5) { edges { node { number household { members { name } } } } } }',
  'node of an application':
    'query ($app: ID!) { node(id: $app) { ... on Application { number household { members { name } } } } }',
  'letters through node': 'query ($app: ID!) { node(id: $app) { ... on Application { letters { letterNumber } } } }',
  verification: 'query ($check: ID!) { verification(id: $check) { state preliminary { text } } }',
  'node of a verification':
    'query ($check: ID!) { node(id: $check) { ... on Verification { state preliminary { text } } } }',
  'verifications of an application':
    'query ($app: ID!) { application(id: $app) { verifications { state preliminary { text } } } }',
  evidence: 'query ($check: ID!) { node(id: $check) { ... on Verification { evidence { personId } } } }',
  progress: 'query ($check: ID!) { node(id: $check) { ... on Verification { progress { event } } } }',
};

describe('who may see a person’s data', () => {
  let room: AppRoom;
  let app = '';
  let check = '';
  let letterId = '';
  let people: string[] = [];
  beforeAll(async () => {
    room = await openAppRoom();
    const registered = (await room.ask(REGISTER, { variables: { input: registration() } })).data?.[
      'registerApplication'
    ];
    const { application } = registered as {
      application: { id: string; household: { members: { personId: string }[] } };
    };
    app = application.id;
    people = application.household.members.map(({ personId }) => personId);
    const letter = letterOf(app, people, '锡核授〔2018〕0301号');
    const recorded = (await room.ask(RECORD, { variables: { input: letter } })).data?.['recordLetter'];
    letterId = (recorded as { letter: { id: string } }).letter.id;
    const input = { applicationId: app, purpose: 'APPLICATION', idempotencyKey: 'permission' };
    const requested = (await room.ask(REQUEST, { variables: { input } })).data?.['requestVerification'];
    check = (requested as { verification: { id: string } }).verification.id;
  });
  afterAll(() => room.close());

  const shows = (answer: Awaited<ReturnType<AppRoom['ask']>>): string => JSON.stringify(answer.data ?? null);
  const OF_THE_CASE = /测试|锡核授|REQUESTED|演示数据|SQ-/;

  for (const [way, query] of Object.entries(WAYS)) {
    it.each(Object.entries(NOBODY))(`${way}: nothing is shown to the %s`, async (_who, as) => {
      const answer = await room.ask(query, { as, variables: { app, check } });
      expect(shows(answer)).not.toMatch(OF_THE_CASE);
      for (const personId of people) expect(shows(answer)).not.toContain(personId);
    });
  }

  it.each(Object.entries(READERS))('every way shows it to the %s of the place', async (_who, as) => {
    for (const way of ['node of an application', 'node of a verification']) {
      expect(shows(await room.ask(WAYS[way] ?? '', { as, variables: { app, check } }))).toMatch(OF_THE_CASE);
    }
  });

  it.each(Object.entries({ ...NOBODY, reviewer: REVIEWER, auditor: AUDITOR }))(
    'nothing is done for the %s',
    async (_who, as) => {
      const acts = [
        [REGISTER, { input: registration() }],
        [RECORD, { input: letterOf(app, people, '锡核授〔2018〕0302号') }],
        [REQUEST, { input: { applicationId: app, purpose: 'APPLICATION', idempotencyKey: `by-${as.role}` } }],
        ['mutation ($id: ID!) { cancelVerification(id: $id) { __typename } }', { id: check }],
        ['mutation ($id: ID!) { renewReport(verificationId: $id) { __typename } }', { id: check }],
        ['mutation ($id: ID!) { endLetter(letterId: $id, reason: CHECK_FAILED) { __typename } }', { id: letterId }],
        [
          'mutation ($id: ID!, $person: ID!) { withdrawGrant(letterId: $id, personId: $person) { __typename } }',
          { id: letterId, person: people[0] },
        ],
      ] as const;
      for (const [query, variables] of acts) {
        expect(shows(await room.ask(query, { as, variables }))).toMatch(/"(ForbiddenProblem|NotFoundProblem)"/);
      }
    },
  );

  it('the progress stream refuses who may not read', async () => {
    for (const as of Object.values(NOBODY)) {
      const response = await room.app.request(`/verifications/${check}/progress`, {
        headers: { authorization: `Bearer ${await room.token(as)}` },
      });
      expect([403, 404]).toContain(response.status);
    }
  });

  it('a person’s signature is withdrawn once, and the letter ended once', async () => {
    const withdraw = `mutation ($id: ID!, $person: ID!) { withdrawGrant(letterId: $id, personId: $person) {
      __typename ... on WithdrawGrantSuccess { letter { grants { personId withdrawnAt } } } ... on Problem { code } } }`;
    const end = `mutation ($id: ID!) { endLetter(letterId: $id, reason: ASSISTANCE_ENDED) {
      __typename ... on EndLetterSuccess { letter { endedAt } } ... on Problem { code } } }`;
    const variables = { id: letterId, person: people[0] };
    expect((await room.ask(withdraw, { variables })).data).toMatchObject({
      withdrawGrant: { __typename: 'WithdrawGrantSuccess' },
    });
    expect((await room.ask(withdraw, { variables })).data).toMatchObject({ withdrawGrant: { code: 'CONFLICT' } });
    expect((await room.ask(end, { variables })).data).toMatchObject({ endLetter: { __typename: 'EndLetterSuccess' } });
    expect((await room.ask(end, { variables })).data).toMatchObject({ endLetter: { code: 'CONFLICT' } });
  });

  it('supervision stands on no letter, so no check is made for it', async () => {
    const input = { applicationId: app, purpose: 'SUPERVISION', idempotencyKey: 'supervision' };
    expect((await room.ask(REQUEST, { variables: { input } })).data).toMatchObject({
      requestVerification: { __typename: 'InputProblem', field: 'purpose' },
    });
  });
});
