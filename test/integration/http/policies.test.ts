import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { KNOWN_NAMES } from '../../../src/main/known-names.ts';
import { loadPolicy } from '../../support/acts.ts';
import { proposedPack } from '../../support/proposed-pack.ts';
import { AUDITOR, LIANGXI, openAppRoom, OPERATOR } from './app-room.ts';
import type { AppRoom, Claims } from './app-room.ts';
import { REGISTER, registration } from './case-forms.ts';

const FIRST: Claims = { role: 'POLICY_OFFICER', division: '320200', subject: 'policy-1' };
const SECOND: Claims = { role: 'POLICY_OFFICER', division: '320200', subject: 'policy-2' };
const COUNTY: Claims = { role: 'POLICY_OFFICER', division: '320213', subject: 'policy-3' };
const PARTNER: Claims = { role: 'PARTNER', division: '320200' };

const PACKS = `{ policyPacks { id sha256 layer divisionName loadedBy confirmedBy
  values(state: PENDING) { rule state } confirmed: values(state: CONFIRMED) { rule zh document } } }`;
const COMPARE = `query ($a: String!, $b: String!) {
  comparePolicies(before: $a, after: $b) { rule nameZh change before { zh state } after { zh state document } }
}`;
const ENTER = `mutation ($input: EnterPolicyValueInput!) {
  enterPolicyValue(input: $input) {
    __typename
    ... on Problem { code field zh }
    ... on EnterPolicyValueSuccess { policyValue { id nameZh valueZh confirmedBy edition } }
  }
}`;
const CONFIRM = `mutation ($id: ID!) {
  confirmPolicyValue(policyValueId: $id) {
    __typename
    ... on Problem { code field zh }
    ... on ConfirmPolicyValueSuccess { policyValue { confirmedBy edition } }
  }
}`;

const PACK = 'wuxi-urban-2017-07-3';
const value = (changes: object = {}) => ({
  packId: PACK,
  rule: 'vehiclesAllowed',
  value: '0',
  effectiveFrom: '2017-07-01',
  document: '演示文件',
  documentNumber: '演民〔2018〕1号',
  article: '第二条',
  ...changes,
});

describe('policies over GraphQL', () => {
  let room: AppRoom;
  beforeAll(async () => {
    room = await openAppRoom();
  });
  afterAll(() => room.close());

  const enter = async (as: Claims, input: object) =>
    (await room.ask(ENTER, { as, variables: { input } })).data?.['enterPolicyValue'];
  const confirm = async (as: Claims, id: string) =>
    (await room.ask(CONFIRM, { as, variables: { id } })).data?.['confirmPolicyValue'];

  it('are read by whoever works by them, with who loaded them, and by nobody else', async () => {
    await loadPolicy(
      room.services,
      { subject: 'cli', role: 'OPERATOR', division: '320200', checkId: 'check-1' },
      {
        files: [{ name: 'n.json', text: JSON.stringify({ ...proposedPack(90_000), follows: PACK }) }],
        known: KNOWN_NAMES,
        by: 'policy-1',
        confirmedBy: 'policy-2',
        division: '320200',
      },
    );
    for (const as of [FIRST, LIANGXI, AUDITOR, OPERATOR]) {
      const { data } = await room.ask(PACKS, { as });
      const packs = data?.['policyPacks'] as { id: string; loadedBy: string | null; layer: boolean }[];
      expect(packs.find(({ id }) => id === 'proposal')).toMatchObject({
        loadedBy: 'policy-1',
        confirmedBy: 'policy-2',
      });
      expect(packs.find(({ id }) => id === 'national-2026')).toMatchObject({ layer: true, divisionName: '全国' });
      expect(packs.find(({ id }) => id === PACK)?.loadedBy).toBeNull();
    }
    expect((await room.ask(PACKS, { as: PARTNER })).errors?.[0]?.extensions['code']).toBe('FORBIDDEN');
  });

  it('are compared rule by rule, in words', async () => {
    const { data } = await room.ask(COMPARE, { as: FIRST, variables: { a: PACK, b: 'proposal' } });
    const rows = data?.['comparePolicies'] as { rule: string }[];
    expect(rows.find(({ rule }) => rule === 'dibaoStandardFen')).toEqual({
      rule: 'dibaoStandardFen',
      nameZh: '最低生活保障标准',
      change: 'CHANGED',
      before: { zh: '820.00 元/人·月', state: 'SEEN' },
      after: { zh: '900.00 元/人·月', state: 'PENDING', document: '拟定稿' },
    });
    const unknown = await room.ask(COMPARE, { as: FIRST, variables: { a: PACK, b: 'none' } });
    expect(unknown.errors?.[0]?.extensions).toMatchObject({ code: 'NOT_FOUND', field: 'after' });
  });

  it('get a value by two officers: the next edition carries it, with both and the number of the document', async () => {
    const entered = (await enter(FIRST, value())) as { policyValue: { id: string } };
    expect(entered).toMatchObject({ policyValue: { nameZh: '车辆上限', valueZh: '0 辆', confirmedBy: null } });
    expect(await confirm(FIRST, entered.policyValue.id)).toMatchObject({ code: 'SECOND_PERSON_NEEDED' });
    expect(await confirm(COUNTY, entered.policyValue.id)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await confirm(SECOND, entered.policyValue.id)).toMatchObject({
      policyValue: { confirmedBy: 'policy-2', edition: `${PACK}-e2` },
    });
    expect(await confirm(SECOND, entered.policyValue.id)).toMatchObject({ code: 'CONFLICT' });
    const packs = (await room.ask(PACKS, { as: FIRST })).data?.['policyPacks'] as { id: string; confirmed: unknown }[];
    expect(packs.find(({ id }) => id === `${PACK}-e2`)?.confirmed).toEqual([
      { rule: 'vehiclesAllowed', zh: '0 辆', document: '演示文件（演民〔2018〕1号）' },
    ]);
    expect(packs.find(({ id }) => id === PACK)?.confirmed).toEqual([]);
  });

  it('build one edition on the other', async () => {
    const entered = (await enter(FIRST, value({ rule: 'homesAllowed', value: '1' }))) as {
      policyValue: { id: string };
    };
    expect(await confirm(SECOND, entered.policyValue.id)).toMatchObject({ policyValue: { edition: `${PACK}-e3` } });
    const packs = (await room.ask(PACKS, { as: FIRST })).data?.['policyPacks'] as {
      id: string;
      confirmed: { rule: string }[];
    }[];
    expect(packs.find(({ id }) => id === `${PACK}-e3`)?.confirmed.map(({ rule }) => rule)).toEqual([
      'homesAllowed',
      'vehiclesAllowed',
    ]);
  });

  it.each([
    ['a rule that is not entered singly', { rule: 'degreeBands' }, 'INVALID_INPUT rule'],
    ['what is no amount', { rule: 'dibaoStandardFen', value: '八百二十' }, 'INVALID_INPUT value'],
    ['what the form of a pack refuses', { rule: 'edgeMultiple', value: '0.5' }, 'INVALID_INPUT value'],
    ['a day before the pack', { effectiveFrom: '2016-01-01' }, 'INVALID_DATE effectiveFrom'],
    ['a pack that is not there', { packId: 'none' }, 'NOT_FOUND packId'],
  ])('refuse %s', async (_case, changes, expected) => {
    const answer = (await enter(FIRST, value(changes))) as { code: string; field: string };
    expect(`${answer.code} ${answer.field}`).toBe(expected);
  });

  it('are their own place’s: a county enters nothing for its city', async () => {
    expect(await enter(COUNTY, value())).toMatchObject({ code: 'FORBIDDEN', field: 'packId' });
  });

  it('tell at registration what a case lacks', async () => {
    const query = REGISTER.replace('application {', 'application { remarks { code about }');
    const input = registration({});
    const { data } = await room.ask(query, { variables: { input } });
    expect(data?.['registerApplication']).toMatchObject({ application: { remarks: [] } });
    const rural = await room.ask(query, {
      variables: { input: { ...input, residence: 'RURAL', idempotencyKey: 'r' } },
    });
    expect(rural.data?.['registerApplication']).toMatchObject({
      application: {
        remarks: [{ code: 'MISSING_POLICY_VALUES', about: expect.arrayContaining(['dibaoStandardFen']) }],
      },
    });
  });
});
