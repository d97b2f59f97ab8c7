import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseRegion } from '../../../src/identity/region.ts';
import {
  assignItemsInTrx,
  lapseItemsInTrx,
  settleDoneInTrx,
  settleItemsInTrx,
} from '../../../src/work-items/change-items.ts';
import type { Change } from '../../../src/work-items/change-items.ts';
import { openWorkItemInTrx } from '../../../src/work-items/open-item.ts';
import type { NewWorkItem } from '../../../src/work-items/open-item.ts';
import { listWorkItems, readChangedSince } from '../../../src/work-items/read-items.ts';
import type { WorkFilter } from '../../../src/work-items/read-items.ts';
import type { WorkItem } from '../../../src/work-items/work-item.ts';
import { openCaseRoom } from '../../support/case-room.ts';
import type { CaseRoom } from '../../support/case-room.ts';

const LIANGXI = parseRegion('320213');
const WUXI = parseRegion('320200');
const XINWU = parseRegion('320214');
const HOUR = 3_600_000;

describe('work items on a real database', () => {
  let room: CaseRoom;
  let applicationId = '';
  beforeAll(async () => {
    room = await openCaseRoom();
    applicationId = (await room.register()).application.id;
  });
  afterAll(() => room.close());

  const now = () => room.services.clock.now();
  const item = (changes: Partial<NewWorkItem> = {}): NewWorkItem => ({
    kind: 'TASK',
    origin: 'LATE_ANSWER',
    reason: 'REVIEW_LATE_VERSION',
    applicationId,
    subject: { kind: 'VERIFICATION', id: crypto.randomUUID() },
    division: LIANGXI,
    by: 'hedui-worker',
    at: now(),
    ...changes,
  });
  const inTrx = <T>(work: Parameters<ReturnType<CaseRoom['services']['db']['transaction']>['execute']>[0]) =>
    room.services.db.transaction().execute(work) as Promise<T>;
  const open = (changes: Partial<NewWorkItem> = {}) => inTrx<WorkItem>((trx) => openWorkItemInTrx(trx, item(changes)));
  const by = (subject: string, isOwn = true): Change => ({ by: subject, at: now(), isOwn: () => isOwn });
  const settle = (ids: readonly string[], change: Change = by('reviewer-1')) =>
    inTrx<Awaited<ReturnType<typeof settleItemsInTrx>>>((trx) => settleItemsInTrx(trx, ids, 'DONE', change));
  const list = async (filter: Partial<WorkFilter> = {}, first = 100) =>
    (await listWorkItems(room.services.db, { division: LIANGXI, ...filter }, { first, after: null })).edges.map(
      (edge) => edge.item,
    );

  it('of one case, kind, reason and subject one item is open, also where eight open it at once', async () => {
    const subject = { kind: 'VERIFICATION', id: crypto.randomUUID() } as const;
    const opened = await Promise.all(Array.from({ length: 8 }, (_, place) => open({ subject, by: `worker-${place}` })));
    expect(new Set(opened.map(({ id }) => id)).size).toBe(1);
    expect(new Set(opened.map((one) => `${one.openedBy} ${one.version}`)).size).toBe(1);
    expect((await open({ subject, kind: 'FLAG' })).id).not.toBe(opened[0]?.id);
    expect((await open({ subject, reason: 'RECONSIDER_AFTER_LATE_ANSWER' })).id).not.toBe(opened[0]?.id);
  });

  it('is opened once where it belongs to no case, too, and anew once it is settled', async () => {
    const subject = { kind: 'VERIFICATION', id: crypto.randomUUID() } as const;
    const first = await open({ subject, applicationId: null });
    expect((await open({ subject, applicationId: null })).id).toBe(first.id);
    await settle([first.id]);
    const second = await open({ subject, applicationId: null });
    expect(second).toMatchObject({ state: 'OPEN', version: 1 });
    expect(second.id).not.toBe(first.id);
  });

  it('is not there when the transaction that opened it ends otherwise', async () => {
    const subject = { kind: 'VERIFICATION', id: crypto.randomUUID() } as const;
    await expect(
      inTrx(async (trx) => {
        await openWorkItemInTrx(trx, item({ subject }));
        throw new Error('undone');
      }),
    ).rejects.toThrow('undone');
    expect((await list()).filter((one) => one.subject.id === subject.id)).toEqual([]);
  });

  it('answers for each of several: settled, already settled, not yours, and the rest is as it was', async () => {
    const [one, two, three] = await Promise.all([open(), open(), open({ division: XINWU })]);
    await settle([two.id], by('reviewer-1'));
    const missing = crypto.randomUUID();
    const change: Change = { ...by('reviewer-2'), isOwn: ({ division }) => division === LIANGXI };
    const answers = await settle([one.id, two.id, three.id, missing], change);
    expect(answers.map(({ outcome }) => outcome)).toEqual(['CHANGED', 'ALREADY_SETTLED', 'NOT_YOURS', 'NOT_YOURS']);
    expect(answers[0]?.item).toMatchObject({
      state: 'SETTLED',
      settledBy: 'reviewer-2',
      settlement: 'DONE',
      version: 2,
    });
    expect(answers[1]?.item).toMatchObject({ settledBy: 'reviewer-1', version: 2 });
    expect(answers.slice(2).map((answer) => answer.item)).toEqual([null, null]);
    expect(await list({ division: XINWU })).toMatchObject([{ id: three.id, state: 'OPEN', version: 1 }]);
  });

  it('of two who settle the same items at once one does, and the other is told', async () => {
    const ids = (await Promise.all([open(), open(), open()])).map(({ id }) => id);
    const ends = await Promise.all([settle(ids, by('a')), settle(ids.toReversed(), by('b'))]);
    for (const id of ids) {
      const both = ends.flatMap((answers) => answers.filter((answer) => answer.id === id));
      expect(both.map(({ outcome }) => outcome).sort()).toEqual(['ALREADY_SETTLED', 'CHANGED']);
      expect(new Set(both.map((answer) => answer.item?.settledBy)).size).toBe(1);
    }
  });

  it('is given to somebody, to another, to nobody again, and to nobody once it is settled', async () => {
    const { id } = await open();
    const assign = async (owner: string | null) =>
      (
        await inTrx<Awaited<ReturnType<typeof assignItemsInTrx>>>((trx) =>
          assignItemsInTrx(trx, [id], owner, by('lead')),
        )
      )[0];
    expect(await assign('reviewer-1')).toMatchObject({
      outcome: 'CHANGED',
      item: { owner: 'reviewer-1', assignedBy: 'lead' },
    });
    expect((await assign('reviewer-2'))?.item?.owner).toBe('reviewer-2');
    expect(await list({ owner: { subject: 'reviewer-2' } })).toMatchObject([{ id, state: 'OPEN', version: 3 }]);
    expect((await assign(null))?.item?.owner).toBeNull();
    expect((await list({ owner: 'NOBODY' })).map((one) => one.id)).toContain(id);
    await settle([id]);
    expect(await assign('reviewer-1')).toMatchObject({ outcome: 'ALREADY_SETTLED', item: { owner: null } });
  });

  it('is settled with what it asks for, and lapses with its case', async () => {
    const { application } = await room.register();
    const own = { applicationId: application.id };
    const done = await open(own);
    const waiting = await open({ ...own, reason: 'RECONSIDER_AFTER_LATE_ANSWER' });
    await inTrx((trx) =>
      settleDoneInTrx(trx, { ...own, reasons: ['REVIEW_LATE_VERSION'], by: 'reviewer-1', at: now() }),
    );
    await inTrx((trx) => lapseItemsInTrx(trx, { ...own, by: 'reviewer-1', at: now() }));
    const items = new Map((await list(own)).map((one) => [one.id, one]));
    expect(items.get(done.id)).toMatchObject({ state: 'SETTLED', settlement: 'DONE', settledBy: 'reviewer-1' });
    expect(items.get(waiting.id)).toMatchObject({ state: 'LAPSED', settlement: 'CASE_ENDED' });
  });

  it('is listed with the first due first, page by page, each once, what has no due date last', async () => {
    const { application } = await room.register();
    const dues = [5, null, 1, 3, 1, null, 2];
    const own = { applicationId: application.id };
    for (const due of dues) {
      const at = due === null ? null : new Date(now().getTime() + due * HOUR);
      await open({ ...own, due: at === null ? null : { at, provisional: false } });
    }
    const seen: WorkItem[] = [];
    let after: string | null = null;
    do {
      const page = await listWorkItems(room.services.db, { division: WUXI, ...own }, { first: 2, after });
      seen.push(...page.edges.map((edge) => edge.item));
      after = page.hasNextPage ? (page.edges.at(-1)?.cursor ?? null) : null;
    } while (after !== null);
    expect(new Set(seen.map(({ id }) => id)).size).toBe(dues.length);
    const hours = seen.map(({ dueAt }) => (dueAt === null ? null : (dueAt.getTime() - now().getTime()) / HOUR));
    expect(hours).toEqual([1, 1, 2, 3, 5, null, null]);
    const dueBefore = new Date(now().getTime() + 3 * HOUR);
    expect(await list({ ...own, dueBefore })).toHaveLength(3);
  });

  it('is found by kind, origin and state, within the place only', async () => {
    const { application } = await room.register();
    const own = { applicationId: application.id };
    const flag = await open({ ...own, kind: 'FLAG', origin: 'OBJECTION' });
    await open(own);
    expect(await list({ ...own, kinds: ['FLAG', 'ALERT'] })).toMatchObject([{ id: flag.id }]);
    expect(await list({ ...own, origins: ['OBJECTION'] })).toMatchObject([{ id: flag.id }]);
    expect(await list({ ...own, states: ['SETTLED', 'LAPSED'] })).toEqual([]);
    expect(await list({ ...own, division: XINWU })).toEqual([]);
    expect(await list({ ...own, division: WUXI })).toHaveLength(2);
  });

  it('tells what changed since, by opening, assigning and settling, in that place', async () => {
    const { id } = await open();
    room.services.clock.advance(1_000);
    const since = now();
    expect(await readChangedSince(room.services.db, LIANGXI, since)).toEqual([]);
    await settle([id]);
    expect(await readChangedSince(room.services.db, WUXI, since)).toMatchObject([
      { id, state: 'SETTLED', changedAt: since },
    ]);
    expect(await readChangedSince(room.services.db, XINWU, since)).toEqual([]);
  });

  it('takes no text where codes belong, and the program can change neither what it is about nor delete it', async () => {
    const { id } = await open();
    const { db } = room.services;
    const about = { reason: '张三，月收入 820 元' as 'REVIEW_LATE_VERSION' };
    await expect(open(about)).rejects.toThrow('work_item_reason_check');
    await expect(db.deleteFrom('work_item').where('id', '=', id).execute()).rejects.toThrow('permission denied');
    for (const change of [{ reason: 'X1' }, { division: '320214' }, { opened_by: 'x' }, { due_at: now() }]) {
      await expect(db.updateTable('work_item').set(change).where('id', '=', id).execute()).rejects.toThrow(
        'permission denied',
      );
    }
  });
});
