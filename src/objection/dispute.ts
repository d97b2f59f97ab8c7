import type { Selectable } from 'kysely';
import { z } from 'zod';
import { DISPUTE_OUTCOMES } from '../contested/contest.ts';
import type { DisputeOutcome } from '../contested/contest.ts';
import type { FactRoot } from '../contested/fact-root.ts';
import { disputeContent, disputeSettlement, proofOfLife } from '../contested/sealed.ts';
import type { IdentityDisputeTable } from '../platform/contest-tables.ts';
import type { Database } from '../platform/database.ts';
import type { FieldVault } from '../protection/field-vault.ts';

/** A dispute about a stolen identity 冒名登记 or a false death 错误死亡登记: it covers every fact from one root. */
export type Dispute = {
  readonly id: string;
  readonly number: string;
  readonly applicationId: string;
  readonly personId: string;
  readonly kind: FactRoot['kind'];
  readonly root: FactRoot;
  readonly what: string;
  readonly why: string;
  readonly openedBy: string;
  readonly openedAt: Date;
  readonly dueAt: Date;
  readonly dueProvisional: boolean;
  /** How and when the person was seen to be alive. */
  readonly life: { readonly how: string; readonly confirmedBy: string; readonly confirmedAt: Date } | null;
  readonly state: 'OPEN' | 'SETTLED';
  readonly outcome: DisputeOutcome | null;
  readonly reason: string | null;
  readonly settledBy: string | null;
  readonly settledAt: Date | null;
  readonly division: string;
};

const outcomeSchema = z.enum(DISPUTE_OUTCOMES).nullable();

/** A row as the domain sees it, its sealed parts opened. */
export function toDispute(vault: FieldVault, row: Selectable<IdentityDisputeTable>): Dispute {
  const { life_cipher: life, life_confirmed_by: confirmedBy, life_confirmed_at: confirmedAt } = row;
  return {
    id: row.id,
    number: row.number,
    applicationId: row.application_id,
    personId: row.person_id,
    kind: row.kind,
    ...disputeContent.open(vault, row.id, row.content_cipher),
    openedBy: row.opened_by,
    openedAt: row.opened_at,
    dueAt: row.due_at,
    dueProvisional: row.due_provisional,
    life:
      life === null || confirmedBy === null || confirmedAt === null
        ? null
        : { how: proofOfLife.open(vault, row.id, life).text, confirmedBy, confirmedAt },
    state: row.state,
    outcome: outcomeSchema.parse(row.outcome),
    reason: row.settlement_cipher === null ? null : disputeSettlement.open(vault, row.id, row.settlement_cipher).text,
    settledBy: row.settled_by,
    settledAt: row.settled_at,
    division: row.division,
  };
}

/** The disputes of a case, oldest first. */
export async function readDisputes(
  db: Database,
  vault: FieldVault,
  applicationId: string,
): Promise<readonly Dispute[]> {
  const rows = await db
    .selectFrom('identity_dispute')
    .selectAll()
    .where('application_id', '=', applicationId)
    .orderBy('opened_at')
    .orderBy('id')
    .execute();
  return rows.map((row) => toDispute(vault, row));
}
