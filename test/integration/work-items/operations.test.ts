import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { perform } from '../../../src/access/acts/perform.ts';
import { recordStaffAct } from '../../../src/access/acts/staff.ts';
import { openWorkItemInTrx } from '../../../src/work-items/open-item.ts';
import type { NewWorkItem } from '../../../src/work-items/open-item.ts';
import type { WorkItem } from '../../../src/work-items/work-item.ts';
import { AUDITOR, LIANGXI, openAppRoom, OPERATOR, XINWU } from '../http/app-room.ts';
import type { AppRoom, Claims } from '../http/app-room.ts';

const DECIDER: Claims = { role: 'DECIDER', division: '320213', subject: 'decider-1' };
const PARTNER: Claims = { role: 'PARTNER', division: '320200' };

const LIST = `query ($filter: WorkItemFilter, $first: Int, $after: String) {
  workItems(filter: $filter, first: $first, after: $after) {
    edges { cursor node { id kind origin reason words { zh } owner state subjectKind division application { number } } }
    pageInfo { hasNextPage endCursor } } }`;
const ANSWER = 'items { id outcome item { state owner settledBy settlement } }';
const ASSIGN = `mutation ($ids: [ID!]!, $owner: String) { assignWorkItems(ids: $ids, owner: $owner) {
  __typename ... on Problem { code field } ... on AssignWorkItemsSuccess { ${ANSWER} } } }`;
const SETTLE = `mutation ($ids: [ID!]!) { settleWorkItems(ids: $ids, settlement: DONE) {
  __typename ... on Problem { code field } ... on SettleWorkItemsSuccess { ${ANSWER} } } }`;

type Page = {
  readonly edges: readonly {
    readonly node: { readonly id: string; readonly state: string; readonly owner: string | null };
  }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
};
type Answers = {
  readonly items?: readonly { readonly id: string; readonly outcome: string; readonly item: object | null }[];
  readonly code?: string;
};

describe('work items through the public endpoint', () => {
  let room: AppRoom;
  let applicationId = '';
  beforeAll(async () => {
    room = await openAppRoom();
    applicationId = (await room.room.register()).application.id;
  });
  afterAll(() => room.close());

  const open = (changes: Partial<NewWorkItem> = {}): Promise<WorkItem> =>
    room.services.db.transaction().execute((trx) =>
      openWorkItemInTrx(trx, {
        kind: 'TASK',
        origin: 'LATE_ANSWER',
        reason: 'REVIEW_LATE_VERSION',
        applicationId,
        subject: { kind: 'VERIFICATION', id: crypto.randomUUID() },
        division: '320213',
        by: 'hedui-worker',
        at: room.services.clock.now(),
        ...changes,
      }),
    );
  const recordStaff = (division: string, subject: string) =>
    perform(room.services, { kind: 'SYSTEM', program: 'hedui-test' }, 'c', recordStaffAct, {
      subject,
      name: '测试员',
      office: '演示单位',
      roles: ['REVIEWER'],
      division,
    });
  const list = async (as: Claims, filter: object = {}, page: object = {}): Promise<Page> => {
    const answer = await room.ask(LIST, { as, variables: { filter, ...page } });
    expect(answer.errors).toBeUndefined();
    return answer.data?.['workItems'] as Page;
  };
  const change = async (query: string, ids: readonly string[], as: Claims, more: object = {}): Promise<Answers> => {
    const answer = await room.ask(query, { as, variables: { ids, ...more } });
    return (Object.values(answer.data ?? {})[0] ?? { code: answer.errors?.[0]?.extensions['code'] }) as Answers;
  };
  const outcomes = ({ items = [] }: Answers) => items.map(({ outcome }) => outcome);

  it('are listed with their words and their case, by filter and page by page, and each is on record as read', async () => {
    const item = await open({ kind: 'ALERT' });
    await open({ kind: 'ALERT', owner: 'caseworker-320213' });
    await open();
    const { edges } = await list(LIANGXI, { kinds: ['ALERT'], owner: { unassigned: true } });
    expect(edges).toMatchObject([
      {
        node: {
          id: item.id,
          origin: 'LATE_ANSWER',
          reason: 'REVIEW_LATE_VERSION',
          words: { zh: '收到迟到的反馈，已出具新版本报告；请复核新版本。' },
          subjectKind: 'VERIFICATION',
          application: { number: expect.stringMatching(/^SQ-/) },
        },
      },
    ]);
    expect((await list(LIANGXI, { owner: { me: true } })).edges).toHaveLength(1);
    const first = await list(LIANGXI, { applicationId: `Application:${applicationId}` }, { first: 2 });
    const rest = await list(LIANGXI, {}, { first: 2, after: first.pageInfo.endCursor });
    expect([first.pageInfo.hasNextPage, rest.pageInfo.hasNextPage]).toEqual([true, false]);
    expect(new Set([...first.edges, ...rest.edges].map(({ node }) => node.id)).size).toBe(3);
    expect((await list(LIANGXI, { applicationId: 'none' })).edges).toEqual([]);
    const looks = await room.looks();
    expect(looks.filter((one) => one === 'READ_WORK_ITEMS DONE').length).toBeGreaterThanOrEqual(5);
  });

  it('are given to a person and settled, and the second to settle is told who did', async () => {
    const { id } = await open();
    expect(await change(ASSIGN, [id], LIANGXI, { owner: 'decider-1' })).toMatchObject({
      items: [{ outcome: 'CHANGED', item: { owner: 'decider-1', state: 'OPEN' } }],
    });
    const both = await Promise.all([change(SETTLE, [id], LIANGXI), change(SETTLE, [id], DECIDER)]);
    expect(both.flatMap(outcomes).sort()).toEqual(['ALREADY_SETTLED', 'CHANGED']);
    const settled = both.flatMap(({ items = [] }) => items.map(({ item }) => item));
    expect(settled[0]).toEqual(settled[1]);
    expect(await change(ASSIGN, [id], LIANGXI)).toMatchObject({ items: [{ outcome: 'ALREADY_SETTLED' }] });
    const looks = await room.looks();
    for (const left of ['ASSIGN_WORK_ITEMS DONE', 'SETTLE_WORK_ITEMS DONE', 'SETTLE_WORK_ITEMS ALREADY_SETTLED']) {
      expect(looks).toContain(left);
    }
  });

  it('go to somebody whom the office has recorded, once it records anybody, and to oneself', async () => {
    const { id } = await open();
    const give = (owner: string) => change(ASSIGN, [id], LIANGXI, { owner });
    await recordStaff('320214', 'elsewhere');
    expect(outcomes(await give('anybody'))).toEqual(['CHANGED']);
    await recordStaff('320200', 'reviewer-9');
    expect(await give('anybody')).toMatchObject({ code: 'INVALID_INPUT', field: 'owner' });
    for (const known of ['reviewer-9', 'caseworker-320213']) expect(outcomes(await give(known))).toEqual(['CHANGED']);
  });

  it('of another place are neither seen nor changed, and answered like what does not exist', async () => {
    const { id } = await open();
    expect((await list(XINWU)).edges).toEqual([]);
    const missing = crypto.randomUUID();
    for (const query of [ASSIGN, SETTLE]) {
      const { items = [] } = await change(query, [id, missing, 'no id'], XINWU);
      expect(items.map((answer) => ({ ...answer, id: '' }))).toEqual(
        Array.from({ length: 3 }, () => ({ id: '', outcome: 'NOT_YOURS', item: null })),
      );
    }
    expect((await list(LIANGXI)).edges.find(({ node }) => node.id === id)?.node).toMatchObject({
      state: 'OPEN',
      owner: null,
    });
    expect(await room.looks()).toContain('SETTLE_WORK_ITEMS REFUSED');
  });

  it('that ask for a decision are settled by somebody who may decide, and by no caseworker', async () => {
    const { id } = await open({ origin: 'OBJECTION', reason: 'REVIEW_DECISION_SET_ASIDE' });
    expect(outcomes(await change(SETTLE, [id], LIANGXI))).toEqual(['NOT_YOURS']);
    expect(outcomes(await change(SETTLE, [id], DECIDER))).toEqual(['CHANGED']);
  });

  it.each([
    ['partner', PARTNER],
    ['operator', OPERATOR],
  ])('are not for the %s', async (_who, as) => {
    const answer = await room.ask(LIST, { as });
    expect(answer.errors?.[0]?.extensions['code']).toBe('FORBIDDEN');
    expect((await change(SETTLE, [crypto.randomUUID()], as)).code).toBe('FORBIDDEN');
  });

  it('are read by the auditor of the place, who changes none', async () => {
    const { id } = await open();
    expect((await list(AUDITOR)).edges.map(({ node }) => node.id)).toContain(id);
    for (const query of [ASSIGN, SETTLE]) expect((await change(query, [id], AUDITOR)).code).toBe('FORBIDDEN');
  });

  it('are named 1 to 100 at once', async () => {
    expect(await change(SETTLE, [], LIANGXI)).toMatchObject({ code: 'INVALID_INPUT', field: 'ids' });
    const many = Array.from({ length: 101 }, () => crypto.randomUUID());
    expect(await change(SETTLE, many, LIANGXI)).toMatchObject({ code: 'INVALID_INPUT', field: 'ids' });
  });
});
