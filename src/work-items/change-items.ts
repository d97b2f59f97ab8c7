import type { Database } from '../platform/database.ts';
import type { WorkReason } from './reasons.ts';
import { stateAfter } from './state.ts';
import type { WorkMove } from './state.ts';
import { toWorkItem } from './work-item.ts';
import type { WorkItem, WorkSettlement } from './work-item.ts';

/** The result for one item of a change; `NOT_YOURS` also where there is no item with this id. */
export const WORK_OUTCOMES = ['CHANGED', 'ALREADY_SETTLED', 'NOT_YOURS'] as const;
export type WorkOutcome = (typeof WORK_OUTCOMES)[number];

/** The answer for one id: the item as it is now, `null` where it is not the caller's. */
export type ChangedItem = { readonly id: string; readonly outcome: WorkOutcome; readonly item: WorkItem | null };

/** A change of items: the person, the time, and which items the person may change. */
export type Change = {
  readonly by: string;
  readonly at: Date;
  readonly isOwn: (item: WorkItem) => boolean;
};

/**
 * Assigns items to a person, or to anybody of the division again, in the caller's transaction.
 *
 * @param owner subject of the person; `null` for nobody in particular.
 * @returns an answer for each id, in their order.
 */
export async function assignItemsInTrx(
  trx: Database,
  ids: readonly string[],
  owner: string | null,
  change: Change,
): Promise<readonly ChangedItem[]> {
  const { by, at } = change;
  return changeInTrx(trx, ids, 'ASSIGN', change, { owner, assigned_by: by, assigned_at: at });
}

/**
 * Settles items by hand in the caller's transaction. When two people settle an item at once, one succeeds and the
 * other receives `ALREADY_SETTLED`.
 *
 * @returns an answer for each id, in their order.
 */
export async function settleItemsInTrx(
  trx: Database,
  ids: readonly string[],
  settlement: WorkSettlement,
  change: Change,
): Promise<readonly ChangedItem[]> {
  const { by, at } = change;
  return changeInTrx(trx, ids, 'SETTLE', change, { settlement, settled_by: by, settled_at: at });
}

/** Settles the open items of a case with these reasons, because somebody did the work. */
export async function settleDoneInTrx(
  trx: Database,
  done: {
    readonly applicationId: string;
    /** The row that they are about; by default any row of the case. */
    readonly subjectId?: string;
    readonly reasons: readonly WorkReason[];
    readonly by: string;
    readonly at: Date;
  },
): Promise<void> {
  let settling = trx
    .updateTable('work_item')
    .set((eb) => ({
      state: 'SETTLED' as const,
      settlement: 'DONE',
      settled_by: done.by,
      settled_at: done.at,
      changed_at: done.at,
      version: eb('version', '+', 1),
    }))
    .where('application_id', '=', done.applicationId)
    .where('state', '=', 'OPEN')
    .where('reason', 'in', done.reasons);
  if (done.subjectId !== undefined) settling = settling.where('subject_id', '=', done.subjectId);
  await settling.execute();
}

/** Closes the open items of a case that has ended. */
export async function lapseItemsInTrx(
  trx: Database,
  ended: { readonly applicationId: string; readonly by: string; readonly at: Date },
): Promise<void> {
  await trx
    .updateTable('work_item')
    .set((eb) => ({
      state: 'LAPSED' as const,
      settlement: 'CASE_ENDED',
      settled_by: ended.by,
      settled_at: ended.at,
      changed_at: ended.at,
      version: eb('version', '+', 1),
    }))
    .where('application_id', '=', ended.applicationId)
    .where('state', '=', 'OPEN')
    .execute();
}

type Changes = {
  readonly owner?: string | null;
  readonly assigned_by?: string;
  readonly assigned_at?: Date;
  readonly settlement?: WorkSettlement;
  readonly settled_by?: string;
  readonly settled_at?: Date;
};

async function changeInTrx(
  trx: Database,
  ids: readonly string[],
  move: WorkMove,
  { at, isOwn }: Change,
  changes: Changes,
): Promise<readonly ChangedItem[]> {
  const rows = await trx.selectFrom('work_item').selectAll().where('id', 'in', ids).orderBy('id').forUpdate().execute();
  const found = new Map(rows.map((row) => [row.id, toWorkItem(row)]));
  const answers = ids.map((id): ChangedItem => {
    const item = found.get(id);
    if (item === undefined || !isOwn(item)) return { id, outcome: 'NOT_YOURS', item: null };
    return { id, outcome: stateAfter(item.state, move) === null ? 'ALREADY_SETTLED' : 'CHANGED', item };
  });
  const changing = answers.flatMap(({ outcome, item }) => (outcome === 'CHANGED' && item !== null ? [item] : []));
  const [first] = changing;
  if (first === undefined) return answers;
  const state = stateAfter(first.state, move) ?? first.state;
  const changed = await trx
    .updateTable('work_item')
    .set((eb) => ({ ...changes, state, changed_at: at, version: eb('version', '+', 1) }))
    .where(
      'id',
      'in',
      changing.map(({ id }) => id),
    )
    .returningAll()
    .execute();
  const now = new Map(changed.map((row) => [row.id, toWorkItem(row)]));
  return answers.map((answer) => ({ ...answer, item: now.get(answer.id) ?? answer.item }));
}
