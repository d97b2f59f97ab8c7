import { randomUUID } from 'node:crypto';
import type { Database } from '../platform/database.ts';
import type { Deadline } from '../platform/working-days.ts';
import type { Retention } from '../protection/retention.ts';
import type { WorkReason } from './reasons.ts';
import { toWorkItem } from './work-item.ts';
import type { WorkItem, WorkKind, WorkOrigin, WorkSubject } from './work-item.ts';

const RETENTION: Retention = 'CASE_FILE';

/** The item to be opened. */
export type NewWorkItem = {
  readonly kind: WorkKind;
  readonly origin: WorkOrigin;
  readonly reason: WorkReason;
  readonly applicationId: string | null;
  readonly subject: WorkSubject;
  /** The person who should do it, where the case determines one; otherwise anybody of the division. */
  readonly owner?: string | null;
  readonly due?: Deadline | null;
  /** Division of the case; staff who serve it see the item. */
  readonly division: string;
  /** Subject of the person whose act opens it. */
  readonly by: string;
  readonly at: Date;
};

/**
 * Opens an item in the caller's transaction. For one case, kind, reason and subject only one item is open at a time:
 * opening it again, even concurrently, returns the open item unchanged.
 */
export async function openWorkItemInTrx(trx: Database, item: NewWorkItem): Promise<WorkItem> {
  const row = await trx
    .insertInto('work_item')
    .values({
      id: randomUUID(),
      kind: item.kind,
      origin: item.origin,
      reason: item.reason,
      application_id: item.applicationId,
      subject_kind: item.subject.kind,
      subject_id: item.subject.id,
      owner: item.owner ?? null,
      assigned_by: null,
      assigned_at: null,
      due_at: item.due?.at ?? null,
      due_provisional: item.due?.provisional ?? false,
      state: 'OPEN',
      opened_by: item.by,
      opened_at: item.at,
      settled_by: null,
      settled_at: null,
      settlement: null,
      changed_at: item.at,
      version: 1,
      division: item.division,
      retention: RETENTION,
    })
    // The update changes nothing; it locks and returns the open row, which DO NOTHING would not.
    .onConflict((conflict) =>
      conflict
        .columns(['application_id', 'kind', 'reason', 'subject_id'])
        .where('state', '=', 'OPEN')
        .doUpdateSet((eb) => ({ version: eb.ref('work_item.version') })),
    )
    .returningAll()
    .executeTakeFirstOrThrow();
  return toWorkItem(row);
}
