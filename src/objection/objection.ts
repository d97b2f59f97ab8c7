import type { Selectable } from 'kysely';
import { z } from 'zod';
import { OBJECTION_OUTCOMES } from '../contested/contest.ts';
import type { ObjectionOutcome } from '../contested/contest.ts';
import { objectionContent, objectionSettlement } from '../contested/sealed.ts';
import type { ObjectionTable } from '../platform/contest-tables.ts';
import type { Database } from '../platform/database.ts';
import type { FieldVault } from '../protection/field-vault.ts';

/** An objection 异议: which row of a report is held to be wrong, why, and how that was settled. */
export type Objection = {
  readonly id: string;
  readonly number: string;
  readonly applicationId: string;
  readonly verificationId: string;
  /** The version that it speaks of. */
  readonly reportId: string;
  readonly subject: 'FACT' | 'ANSWER' | 'INDICATOR';
  readonly personId: string | null;
  readonly sourceId: string | null;
  readonly institution: string;
  readonly key: string;
  readonly keys: readonly string[];
  readonly what: string;
  readonly why: string;
  readonly filedBy: string;
  readonly filedAt: Date;
  readonly dueAt: Date;
  readonly dueProvisional: boolean;
  /** The lookup by which the source was asked again. */
  readonly askedAgain: string | null;
  readonly state: 'OPEN' | 'SETTLED';
  readonly outcome: ObjectionOutcome | null;
  readonly reason: string | null;
  readonly settledBy: string | null;
  readonly settledAt: Date | null;
  readonly settledReportId: string | null;
  readonly division: string;
};

const outcomeSchema = z.enum(OBJECTION_OUTCOMES).nullable();

/** A row as the domain sees it, its sealed parts opened. */
export function toObjection(vault: FieldVault, row: Selectable<ObjectionTable>): Objection {
  const { key, keys, what, why } = objectionContent.open(vault, row.id, row.content_cipher);
  const settlement =
    row.settlement_cipher === null ? null : objectionSettlement.open(vault, row.id, row.settlement_cipher);
  return {
    id: row.id,
    number: row.number,
    applicationId: row.application_id,
    verificationId: row.verification_id,
    reportId: row.report_id,
    subject: row.subject,
    personId: row.person_id,
    sourceId: row.source_id,
    institution: row.institution,
    key,
    keys,
    what,
    why,
    filedBy: row.filed_by,
    filedAt: row.filed_at,
    dueAt: row.due_at,
    dueProvisional: row.due_provisional,
    askedAgain: row.asked_again,
    state: row.state,
    outcome: outcomeSchema.parse(row.outcome),
    reason: settlement?.reason ?? null,
    settledBy: row.settled_by,
    settledAt: row.settled_at,
    settledReportId: row.settled_report_id,
    division: row.division,
  };
}

/** The objections of a case, oldest first. */
export async function readObjections(
  db: Database,
  vault: FieldVault,
  applicationId: string,
): Promise<readonly Objection[]> {
  const rows = await db
    .selectFrom('objection')
    .selectAll()
    .where('application_id', '=', applicationId)
    .orderBy('filed_at')
    .orderBy('id')
    .execute();
  return rows.map((row) => toObjection(vault, row));
}
