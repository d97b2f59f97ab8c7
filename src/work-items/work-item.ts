import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { WorkItemTable } from '../platform/act-tables.ts';
import { WORK_REASONS } from './reasons.ts';
import type { WorkReason } from './reasons.ts';
import type { WorkState } from './state.ts';

type Words = { readonly zh: string; readonly en: string };

/** How urgent an item is for people. */
export const WORK_KINDS = {
  TASK: { zh: '待办', en: 'something to be done' },
  ALERT: { zh: '预警', en: 'something to be looked into' },
  REMINDER: { zh: '提醒', en: 'something that is due soon or overdue' },
  FLAG: { zh: '标记', en: 'something to be known before acting on the case' },
} as const satisfies Readonly<Record<string, Words>>;
export type WorkKind = keyof typeof WORK_KINDS;

/** Where an item came from. */
export const WORK_ORIGINS = {
  CASE: { zh: '个案办理', en: 'the handling of the case' },
  CHANGE: { zh: '家庭变动', en: 'a change in the household' },
  LATE_ANSWER: { zh: '迟到反馈', en: 'an answer that came after the report' },
  OBJECTION: { zh: '异议和争议', en: 'an objection or a dispute' },
  NIGHT: { zh: '夜间比对', en: 'the comparison at night' },
  PUBLIC: { zh: '群众反映', en: 'what the public reported' },
} as const satisfies Readonly<Record<string, Words>>;
export type WorkOrigin = keyof typeof WORK_ORIGINS;

/** The subject of an item, by the id of its row. */
export const WORK_SUBJECTS = ['APPLICATION', 'VERIFICATION', 'DECISION', 'ASSIGNMENT'] as const;
export type WorkSubject = { readonly kind: (typeof WORK_SUBJECTS)[number]; readonly id: string };

/** How an item ended. `CASE_ENDED` is for items that lapse; people choose among the others. */
export const WORK_SETTLEMENTS = {
  DONE: { zh: '已办理', en: 'done' },
  NOT_NEEDED: { zh: '经查无需办理', en: 'looked into: nothing to be done' },
  CASE_ENDED: { zh: '个案已结束', en: 'the case ended' },
} as const satisfies Readonly<Record<string, Words>>;
export type WorkSettlement = keyof typeof WORK_SETTLEMENTS;

/**
 * A piece of work: a task, an alert, a reminder or a flag. It consists of codes and ids; its subject is read in the
 * case. Staff who handle cases of its division see it, and auditors of that division.
 */
export type WorkItem = {
  readonly id: string;
  readonly kind: WorkKind;
  readonly origin: WorkOrigin;
  readonly reason: WorkReason;
  /** `null` where it concerns a division and no case. */
  readonly applicationId: string | null;
  readonly subject: WorkSubject;
  /** Subject of the assigned person; `null`: anybody of the division whose role allows it. */
  readonly owner: string | null;
  readonly assignedBy: string | null;
  readonly assignedAt: Date | null;
  readonly dueAt: Date | null;
  /** The term counts days of a year without a published holiday notice. */
  readonly dueProvisional: boolean;
  readonly state: WorkState;
  readonly openedBy: string;
  readonly openedAt: Date;
  readonly settledBy: string | null;
  readonly settledAt: Date | null;
  readonly settlement: WorkSettlement | null;
  /** When it was last opened, assigned or settled. */
  readonly changedAt: Date;
  readonly division: string;
  /** Starts at 1 and grows with each change. */
  readonly version: number;
};

const reasonSchema = z.enum(Object.keys(WORK_REASONS) as [WorkReason, ...WorkReason[]]);
const settlementSchema = z.enum(Object.keys(WORK_SETTLEMENTS) as [WorkSettlement, ...WorkSettlement[]]).nullable();
const subjectSchema = z.enum(WORK_SUBJECTS);

/** Reads a row into a work item. */
export function toWorkItem(row: Selectable<WorkItemTable>): WorkItem {
  return {
    id: row.id,
    kind: row.kind,
    origin: row.origin,
    reason: reasonSchema.parse(row.reason),
    applicationId: row.application_id,
    subject: { kind: subjectSchema.parse(row.subject_kind), id: row.subject_id },
    owner: row.owner,
    assignedBy: row.assigned_by,
    assignedAt: row.assigned_at,
    dueAt: row.due_at,
    dueProvisional: row.due_provisional,
    state: row.state,
    openedBy: row.opened_by,
    openedAt: row.opened_at,
    settledBy: row.settled_by,
    settledAt: row.settled_at,
    settlement: settlementSchema.parse(row.settlement),
    changedAt: row.changed_at,
    division: row.division,
    version: row.version,
  };
}
