import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openAppRoom } from './app-room.ts';
import type { AppRoom } from './app-room.ts';
import { letterOf, RECORD, REGISTER, registration, REQUEST } from './case-forms.ts';

let room: AppRoom;
beforeAll(async () => {
  room = await openAppRoom();
});
afterAll(() => room.close());

type Registered = {
  readonly id: string;
  readonly household: { readonly members: readonly { readonly personId: string }[] };
};

async function mutate<T>(query: string, input: unknown): Promise<T> {
  const answer = await room.ask(query, { variables: { input } });
  expect(answer.errors).toBeUndefined();
  const [result] = Object.values(answer.data ?? {});
  return result as T;
}
const register = (changes?: Record<string, unknown>) =>
  mutate<{ application: Registered }>(REGISTER, registration(changes));
const count = async () => (await room.services.db.selectFrom('application').select('id').execute()).length;

describe('a case through the interface', () => {
  it('is registered, read, authorised and verified, with numbers masked and ways of writing understood', async () => {
    const { application } = await register();
    expect(application).toMatchObject({
      id: expect.stringMatching(/^Application:/),
      categoryZh: '最低生活保障',
      divisionName: '无锡市梁溪区 320213001',
      acceptedAt: '2018-01-31T01:00:00.000Z',
      household: {
        version: 1,
        members: [
          { name: '测试甲', maskedNumber: expect.stringMatching(/\*{4,}/), birthDate: '1960-01-01', counts: true },
          { relationName: { zh: '子' }, birthDate: '1999-12-31' },
          { maskedNumber: '无证件', birthDate: '2010-05-01' },
        ],
      },
      declaredItems: [
        { content: { __typename: 'DeclaredIncome', yearlyFen: 1_234_500 } },
        { content: { __typename: 'DeclaredHome' } },
        { content: { __typename: 'DeclaredFinancialAsset', amountFen: 3_000_000_000 } },
        { content: { __typename: 'DeclaredByCheck', item: 'WAGE' } },
      ],
      missingSignatures: [{ needs: 'OWN_SIGNATURE' }, { needs: 'OWN_SIGNATURE' }, { needs: 'GUARDIAN_SIGNATURE' }],
    });
    const people = application.household.members.map(({ personId }) => personId);
    const unsigned = await mutate(REQUEST, {
      applicationId: application.id,
      purpose: 'APPLICATION',
      idempotencyKey: 'a',
    });
    expect(unsigned).toMatchObject({ __typename: 'ConflictProblem', code: 'NO_LETTER' });

    const letter = letterOf(application.id, people, '锡核授〔2018〕0001号');
    expect(await mutate(RECORD, letter)).toMatchObject({
      __typename: 'RecordLetterSuccess',
      letter: {
        signedOn: '2018-02-01',
        grants: [{ signedAs: 'SELF' }, { signedAs: 'SELF' }, { signedAs: 'GUARDIAN' }],
      },
    });
    expect(await mutate(RECORD, letter)).toMatchObject({ __typename: 'ConflictProblem', code: 'LETTER_NUMBER_TAKEN' });

    const request = { applicationId: application.id, purpose: 'APPLICATION', idempotencyKey: 'one' };
    const first = await mutate<{ verification: { id: string } }>(REQUEST, request);
    expect(first).toMatchObject({ verification: { state: 'REQUESTED', progress: [{ event: 'REQUESTED' }] } });
    const again = await mutate<{ verification: { id: string } }>(REQUEST, request);
    expect(again.verification.id).toBe(first.verification.id);
    expect(await mutate(REQUEST, { ...request, purpose: 'OBJECTION' })).toMatchObject({
      code: 'IDEMPOTENCY_KEY_REUSED',
    });

    const read = await room.ask(
      `query($a: ID!, $v: ID!) {
        application(id: $a) { verifications { id } letters { letterNumber } missingSignatures { personId } }
        node(id: $v) { ... on Verification { evidence { kind } report { number } reports { version } preliminary { preliminary overall policyNotice text indicators { id resultZh } } } }
      }`,
      { variables: { a: application.id, v: first.verification.id } },
    );
    expect(read.errors).toBeUndefined();
    expect(read.data).toMatchObject({
      application: {
        verifications: [{ id: first.verification.id }],
        letters: [{ letterNumber: '锡核授〔2018〕0001号' }],
        missingSignatures: [],
      },
      node: {
        evidence: [],
        report: null,
        reports: [],
        preliminary: { preliminary: true, text: expect.stringContaining('核对报告'), indicators: expect.any(Array) },
      },
    });
  });

  it('leaves an entry in the audit log for every read, and none of what was read in it', async () => {
    const { application } = await register();
    const before = (await room.looks()).length;
    await room.ask(
      `query($id: ID!) { application(id: $id) { number household { members { name } } declaredItems { personId } letters { id } } }`,
      { variables: { id: application.id } },
    );
    const looks = (await room.looks()).slice(before);
    // The case, three people by name, three of whom something was declared; of the family's own lines, each of them.
    expect(new Set(looks)).toEqual(new Set(['READ_APPLICATION DONE']));
    const people = await room.services.db
      .selectFrom('look_log')
      .select('person_id')
      .distinct()
      .where('application_id', '=', application.id.replace('Application:', ''))
      .where('field_kinds', '@>', sql<string[]>`ARRAY['DECLARED_ITEMS']`)
      .execute();
    expect(people.flatMap(({ person_id: id }) => id ?? [])).toHaveLength(3);
    const log = JSON.stringify(await room.services.db.selectFrom('look_log').selectAll().execute());
    expect(log).not.toMatch(/测试|3202131960|测试路/);
  });

  it('leaves an entry for the case where only a list is read', async () => {
    const before = (await room.looks()).length;
    const page = await room.ask(`{ applications(first: 1) { edges { node { id } cursor } pageInfo { hasNextPage } } }`);
    expect(page.errors).toBeUndefined();
    expect((await room.looks()).slice(before)).toEqual(['READ_APPLICATION DONE']);
  });
});

describe('a form that is not in order', () => {
  it.for<[string, Record<string, unknown>, { code: string; field: string }]>([
    [
      'a wrong checksum',
      { members: [person({ number: '320213196001010012' })] },
      { code: 'INVALID_CITIZEN_NUMBER', field: 'members[0].certificate.number' },
    ],
    [
      'an unknown relation',
      { members: [person({}, '邻居的猫')] },
      { code: 'UNKNOWN_RELATION', field: 'members[0].relation' },
    ],
    [
      'a person named twice',
      { members: [person({}), { ...person({}, '子'), key: 'b' }] },
      { code: 'DUPLICATE_MEMBER', field: expect.stringMatching(/^members\[1\]/) },
    ],
    ['an unknown division', { division: '999999' }, { code: 'INVALID_REGION', field: 'division' }],
  ])('with %s is a typed refusal in both languages, and nothing is written', async ([, changes, expected]) => {
    const before = await count();
    const result = await mutate<{ zh: string; en: string }>(REGISTER, registration({ declared: [], ...changes }));
    expect(result).toMatchObject({
      __typename: 'InputProblem',
      ...expected,
      zh: expect.any(String),
      en: expect.any(String),
    });
    expect(await count()).toBe(before);
  });

  it('of another place is refused', async () => {
    const result = await mutate(REGISTER, registration({ division: '320214' }));
    expect(result).toMatchObject({ __typename: 'ForbiddenProblem', field: 'division' });
  });

  it.for<[string, Record<string, unknown>, { code: string; field: string }]>([
    ['an unknown field', { colour: 'red' }, { code: 'INVALID_INPUT', field: 'colour' }],
    ['a missing field', { residence: undefined }, { code: 'INVALID_INPUT', field: 'residence' }],
    ['an unknown code', { category: '彩票' }, { code: 'INVALID_INPUT', field: 'category' }],
    [
      'a day that never was',
      { members: [{ ...person({}), birthDate: '2017-02-29' }] },
      { code: 'INVALID_DATE', field: 'members[0].birthDate' },
    ],
    ['a time without a zone', { acceptedAt: '2018-01-31T09:00:00' }, { code: 'INVALID_DATE', field: 'acceptedAt' }],
    [
      'a fraction of a fen',
      { declared: [income(1.5)] },
      { code: 'INVALID_AMOUNT', field: 'declared[0].content.income.yearlyFen' },
    ],
    [
      'an amount as text',
      { declared: [income('100')] },
      { code: 'INVALID_AMOUNT', field: 'declared[0].content.income.yearlyFen' },
    ],
    [
      'two kinds of declared content in one',
      { declared: [{ content: { ...income(1).content, jobCost: { yearlyFen: 1 } } }] },
      { code: 'INVALID_INPUT', field: 'declared[0].content' },
    ],
  ])('with %s names the field and repeats nothing of what was sent', async ([, changes, expected]) => {
    const before = await count();
    const answer = await room.ask(REGISTER, { variables: { input: registration(changes) } });
    expect(answer.data).toBeFalsy();
    expect(answer.errors?.[0]?.extensions).toMatchObject({ ...expected, zh: expect.stringMatching(/\p{Script=Han}/u) });
    expect(JSON.stringify(answer.errors)).not.toMatch(/测试|3202|彩票|２/);
    expect(await count()).toBe(before);
  });
});

function person(certificate: Record<string, unknown>, relation = '户主本人') {
  return {
    key: 'father',
    name: '测试甲',
    certificate: { type: 'CITIZEN_NUMBER', number: '320213196001010011', ...certificate },
    relation,
  };
}

function income(yearlyFen: unknown) {
  return { content: { income: { incomeKind: 'WAGE', item: 'WAGE', yearlyFen } } };
}
