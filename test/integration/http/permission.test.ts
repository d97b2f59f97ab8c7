import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AUDITOR, LIANGXI, openAppRoom, OPERATOR, XINWU } from './app-room.ts';
import type { AppRoom, Claims } from './app-room.ts';
import { letterOf, RECORD, REGISTER, registration, REQUEST } from './case-forms.ts';
import { getVerification } from '../../../src/verification/store.ts';
import { drawUp } from '../../support/drawn-report.ts';
import { APPROVE, CONTESTABLE, EXPLAIN, FILE, OPEN, SETTLE } from '../objection/operations.ts';
import type { ObjectionAnswer } from '../objection/operations.ts';
import { planChecks } from '../../support/acts.ts';

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
  'contradictions in the household':
    'query ($app: ID!) { application(id: $app) { household { members { personId name contradictions { state } } } } }',
  'contradictions in the evidence':
    'query ($check: ID!) { verification(id: $check) { persons { personId name contradictions { state } } } }',
  'evidence by person, obligors among them':
    'query ($check: ID!) { verification(id: $check) { persons { personId name tax { kind } } } }',
  objections: 'query ($app: ID!) { application(id: $app) { objections { number what why proofs { base64 } } } }',
  'what is contested in the place': '{ openContests { edges { node { number application { number } } } } }',
  'disputes and tickets':
    'query ($app: ID!) { application(id: $app) { identityDisputes { number what tickets { text } } } }',
  explanations: EXPLAIN.replace('$id', '$check').replace('id: $id', 'id: $check'),
  'rows that can be objected to': CONTESTABLE.replaceAll('$id', '$check'),
  progress: 'query ($check: ID!) { node(id: $check) { ... on Verification { progress { event } } } }',
};

/** A support obligor outside the household. */
const OBLIGOR = {
  key: 'brother',
  name: '测试戊',
  certificate: { type: 'CITIZEN_NUMBER', number: '320213198506151230' },
  relation: '弟弟',
};

/** Acts on a dispute or a ticket. */
const DISPUTE_ACTS = [
  'mutation ($id: ID!) { addDisputeProof(disputeId: $id, proofs: []) { __typename } }',
  'mutation ($id: ID!) { confirmLife(disputeId: $id, how: "见", proofs: []) { __typename } }',
  'mutation ($id: ID!) { sendCorrection(disputeId: $id, sourceId: "tax") { __typename } }',
  'mutation ($id: ID!) { recordCorrection(ticketId: $id, answer: REFUSED, text: "无", answeredOn: "2018-01-01") { __typename } }',
];

describe('who may see a person’s data', () => {
  let room: AppRoom;
  let app = '';
  let check = '';
  let letterId = '';
  let objectionId = '';
  let people: string[] = [];
  beforeAll(async () => {
    room = await openAppRoom();
    const input = registration({ obligors: [OBLIGOR] });
    const registered = (await room.ask(REGISTER, { variables: { input } })).data?.['registerApplication'];
    const { application } = registered as {
      application: { id: string; household: { members: { personId: string }[] } };
    };
    app = application.id;
    people = application.household.members.map(({ personId }) => personId);
    const letter = letterOf(app, people, '锡核授〔2018〕0301号');
    const recorded = (await room.ask(RECORD, { variables: { input: letter } })).data?.['recordLetter'];
    letterId = (recorded as { letter: { id: string } }).letter.id;
    const wish = { applicationId: app, purpose: 'APPLICATION', idempotencyKey: 'permission' };
    const requested = (await room.ask(REQUEST, { variables: { input: wish } })).data?.['requestVerification'];
    check = (requested as { verification: { id: string } }).verification.id;
    const checkId = check.split(':')[1] ?? '';
    await planChecks(room.services, [checkId]);
    await drawUp(room.services, await getVerification(room.services.db, checkId));
    const reviewing = { verificationId: check, version: 1, idempotencyKey: 'review' };
    await room.ask(APPROVE, { as: REVIEWER, variables: { input: reviewing } });
    const objecting = { verificationId: check, key: 'indicator:I03', why: '测试异议', idempotencyKey: 'object' };
    const filed = (await room.ask(FILE, { variables: { input: objecting } })).data?.['fileObjection'];
    objectionId = (filed as { objection: ObjectionAnswer }).objection.id;
  });
  afterAll(() => room.close());

  const shows = (answer: Awaited<ReturnType<AppRoom['ask']>>): string => JSON.stringify(answer.data ?? null);
  const OF_THE_CASE = /测试|锡核授|REQUESTED|演示数据|SQ-|YY-|indicator:/;

  for (const [way, query] of Object.entries(WAYS)) {
    it.each(Object.entries(NOBODY))(`${way}: nothing is shown to the %s`, async (_who, as) => {
      const answer = await room.ask(query, { as, variables: { app, check } });
      expect(shows(answer)).not.toMatch(OF_THE_CASE);
      for (const personId of people) expect(shows(answer)).not.toContain(personId);
    });
  }

  it.each(Object.entries(READERS))('every way shows it to the %s of the place', async (_who, as) => {
    const ways = [
      'node of an application',
      'node of a verification',
      'contradictions in the household',
      'objections',
      'rows that can be objected to',
      'explanations',
      'what is contested in the place',
    ];
    for (const way of ways) {
      expect(shows(await room.ask(WAYS[way] ?? '', { as, variables: { app, check } }))).toMatch(OF_THE_CASE);
    }
  });

  it.each(Object.entries(READERS))(
    'what was asked about an obligor is read by the %s as members’ is',
    async (_who, as) => {
      const answer = await room.ask(WAYS['evidence by person, obligors among them'] ?? '', {
        as,
        variables: { check },
      });
      expect(shows(answer)).toContain(OBLIGOR.name);
    },
  );

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
        [FILE, { input: { verificationId: check, key: 'indicator:I01', why: '不', idempotencyKey: `by-${as.role}` } }],
        ['mutation ($id: ID!) { askAgain(objectionId: $id) { __typename } }', { id: objectionId }],
        ['mutation ($id: ID!) { addObjectionProof(objectionId: $id, proofs: []) { __typename } }', { id: objectionId }],
        [
          OPEN,
          { input: { applicationId: app, personId: people[0], kind: 'FALSE_DEATH', why: '不', idempotencyKey: 'd' } },
        ],
        ...DISPUTE_ACTS.map((act) => [act, { id: crypto.randomUUID() }] as const),
      ] as const;
      for (const [query, variables] of acts) {
        expect(shows(await room.ask(query, { as, variables }))).toMatch(/"(ForbiddenProblem|NotFoundProblem)"/);
      }
    },
  );

  it.each(Object.entries({ ...NOBODY, caseworker: LIANGXI, auditor: AUDITOR }))(
    'nothing is settled by the %s',
    async (_who, as) => {
      const input = { objectionId, outcome: 'UPHELD', reason: '无' };
      const settle =
        'mutation ($id: ID!) { settleDispute(disputeId: $id, outcome: CONFIRMED, reason: "无") { __typename } }';
      for (const [query, variables] of [
        [SETTLE, { input }],
        [settle, { id: crypto.randomUUID() }],
      ] as const) {
        expect(shows(await room.ask(query, { as, variables }))).toMatch(/"(ForbiddenProblem|NotFoundProblem)"/);
      }
      const row = await room.services.db.selectFrom('objection').select('state').executeTakeFirstOrThrow();
      expect(row.state).toBe('OPEN');
    },
  );

  it('an objection of another place is as if it were not there, and the attempt stands in the log', async () => {
    const input = { objectionId, outcome: 'UPHELD', reason: '无' };
    const before = (await room.looks()).filter((one) => one === 'SETTLE_OBJECTION REFUSED').length;
    const answer = await room.ask(SETTLE, { as: { ...XINWU, role: 'REVIEWER' }, variables: { input } });
    expect(answer.data).toMatchObject({ settleObjection: { code: 'NOT_FOUND', field: 'objectionId' } });
    expect((await room.looks()).filter((one) => one === 'SETTLE_OBJECTION REFUSED')).toHaveLength(before + 1);
  });

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
