import type { Database } from '../platform/database.ts';
import type { FieldVault } from '../protection/field-vault.ts';
import type { Retention } from '../protection/retention.ts';
import type { EffectDecision } from './effect-decision.ts';

const RETENTION: Retention = 'CASE_FILE';

function cell(effectId: string) {
  return { table: 'policy_effect_decision', row: effectId, column: 'reasons_cipher' };
}

/**
 * Fails on a key that was used before.
 * @returns false where something was decided on this list already, be it at the same moment.
 */
export async function storeEffectDecisionInTrx(
  trx: Database,
  vault: FieldVault,
  decision: EffectDecision,
  kept: { readonly idempotencyKey: string; readonly checkId: string; readonly division: string },
): Promise<boolean> {
  const stored = await trx
    .insertInto('policy_effect_decision')
    .values({
      effect_id: decision.effectId,
      verdict: decision.verdict,
      reasons_cipher: vault.seal(cell(decision.effectId), decision.reasons),
      covered: decision.covered,
      decided_by: decision.decidedBy,
      decided_at: decision.decidedAt,
      idempotency_key: kept.idempotencyKey,
      check_id: kept.checkId,
      division: kept.division,
      retention: RETENTION,
    })
    .onConflict((conflict) => conflict.column('effect_id').doNothing())
    .executeTakeFirst();
  return (stored.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

/** Decisions on lists, by list; a list on which nothing is decided yet has none. */
export async function readEffectDecisions(
  db: Database,
  vault: FieldVault,
  effectIds: readonly string[],
): Promise<ReadonlyMap<string, EffectDecision & { readonly idempotencyKey: string }>> {
  if (effectIds.length === 0) return new Map();
  const rows = await db.selectFrom('policy_effect_decision').selectAll().where('effect_id', 'in', effectIds).execute();
  return new Map(
    rows.map((row) => [
      row.effect_id,
      {
        effectId: row.effect_id,
        verdict: row.verdict,
        reasons: vault.openText(cell(row.effect_id), row.reasons_cipher),
        covered: row.covered,
        decidedBy: row.decided_by,
        decidedAt: row.decided_at,
        idempotencyKey: row.idempotency_key,
      },
    ]),
  );
}
