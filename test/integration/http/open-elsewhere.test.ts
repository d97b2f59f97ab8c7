import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { syntheticCitizenNumber } from '../../../src/identity/synthetic.ts';
import { parseCalendarDate } from '../../../src/platform/calendar-date.ts';
import { AUDITOR, LIANGXI, openAppRoom, XINWU } from './app-room.ts';
import type { AppRoom, Claims } from './app-room.ts';
import { letterOf, RECORD, registration, REQUEST } from './case-forms.ts';

const born = (date: string, index: number, sex: 'MALE' | 'FEMALE') =>
  syntheticCitizenNumber(index, parseCalendarDate(date), sex);
const CHILD = { name: '测试丁', number: born('2012-02-29', 4, 'FEMALE') };

const REGISTER = `mutation($input: RegisterApplicationInput!) {
  registerApplication(input: $input) {
    __typename
    ... on Problem { code field zh }
    ... on RegisterApplicationSuccess {
      application {
        id number
        openElsewhere { personId county countyName application { id number } }
        household { members { personId name } }
      }
    }
  }
}`;
const SEE = `query($id: ID!) { application(id: $id) { openElsewhere { personId county countyName application { id } } } }`;
const PRELIMINARY = `query($id: ID!) { verification(id: $id) { preliminary { json } } }`;

type Elsewhere = {
  readonly personId: string;
  readonly county: string;
  readonly countyName: string;
  readonly application: { readonly id: string } | null;
};
type Registered = {
  readonly id: string;
  readonly number: string;
  readonly openElsewhere: readonly Elsewhere[];
  readonly household: { readonly members: readonly { readonly personId: string; readonly name: string }[] };
};

let room: AppRoom;
let first: Registered;
let second: Registered;
beforeAll(async () => {
  room = await openAppRoom();
  first = await register(LIANGXI, '320213001', born('1980-05-05', 2, 'MALE'), CHILD.name);
  // The same child by another spelling of her name.
  second = await register(XINWU, '320214001', born('1981-06-06', 6, 'FEMALE'), `${CHILD.name}\u200B`);
});
afterAll(() => room.close());

async function mutate<T>(as: Claims, query: string, input: unknown): Promise<T> {
  const answer = await room.ask(query, { as, variables: { input } });
  expect(answer.errors).toBeUndefined();
  const [result] = Object.values(answer.data ?? {});
  return result as T;
}

/** A parent with the child, who is a member; and the brother of the parent, who is not. */
async function register(as: Claims, division: string, parent: string, child: string): Promise<Registered> {
  const person = (key: string, name: string, number: string, relation: string) => ({
    key,
    name,
    certificate: { type: 'CITIZEN_NUMBER', number },
    relation,
  });
  const form = registration({
    division,
    applicant: 'parent',
    members: [
      person('parent', '测试甲', parent, '户主本人'),
      { ...person('child', child, CHILD.number, '女儿'), guardian: 'parent' },
    ],
    obligors: [person('brother', '测试庚', born('1975-07-07', 8, 'MALE'), '73')],
    declared: [],
  });
  const { application } = await mutate<{ application: Registered }>(as, REGISTER, form);
  return application;
}

const childOf = ({ household }: Registered) => household.members[1]?.personId ?? '';
async function seen(as: Claims, { id }: Registered): Promise<readonly Elsewhere[]> {
  const { data } = await room.ask(SEE, { as, variables: { id } });
  const { application } = data as { application: { openElsewhere: readonly Elsewhere[] } };
  return application.openElsewhere;
}

describe('a child in two open cases', () => {
  it('is remarked upon when the second is registered: where, and nothing of the other case', () => {
    expect(first.openElsewhere).toEqual([]);
    expect(second.openElsewhere).toEqual([
      { personId: childOf(second), county: '320213', countyName: '无锡市梁溪区', application: null },
    ]);
    expect(childOf(second)).toBe(childOf(first));
  });

  it('shows in the first from then on, and which case it is to whoever serves its place', async () => {
    const told = { personId: childOf(first), county: '320214', countyName: '无锡市新吴区' };
    expect(await seen(LIANGXI, first)).toEqual([{ ...told, application: null }]);
    expect(await seen(AUDITOR, first)).toEqual([{ ...told, application: { id: second.id } }]);
    expect((await room.looks()).filter((look) => look.startsWith('READ_APPLICATION')).length).toBeGreaterThan(0);
  });

  it('is a doubt in the reports of both, by place in words, and an obligor of both is none', async () => {
    for (const [as, own, place, letterNumber] of [
      [LIANGXI, first, '无锡市新吴区', '锡核授〔2018〕0101号'],
      [XINWU, second, '无锡市梁溪区', '锡核授〔2018〕0102号'],
    ] as const) {
      const people = own.household.members.map(({ personId }) => personId);
      await mutate(as, RECORD, letterOf(own.id, people, letterNumber));
      const requested = await mutate<{ verification?: { id: string } }>(as, REQUEST, {
        applicationId: own.id,
        purpose: 'APPLICATION',
        idempotencyKey: own.id,
      });
      const { data } = await room.ask(PRELIMINARY, { as, variables: { id: requested.verification?.id } });
      const { verification } = data as { verification: { preliminary: { json: { doubts: { zh: string }[] } } } };
      const { json } = verification.preliminary;
      const told = json.doubts.map(({ zh }) => zh).filter((zh) => zh.includes('另一未办结的申请'));
      expect(told).toEqual([`${CHILD.name}同时在另一未办结的申请中填报（${place}）`]);
      const other = own === first ? second : first;
      expect(JSON.stringify(json)).not.toContain(other.number);
    }
  });

  it('is none any more when the other case is closed', async () => {
    await room.services.db
      .updateTable('application')
      .set({ state: 'CLOSED' })
      .where('number', '=', second.number)
      .execute();
    expect(await seen(LIANGXI, first)).toEqual([]);
  });
});
