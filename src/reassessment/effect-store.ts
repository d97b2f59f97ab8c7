import type { Selectable } from 'kysely';
import type { Database } from '../platform/database.ts';
import type { PolicyEffectTable } from '../platform/policy-tables.ts';
import { insertRows } from '../platform/insert-rows.ts';
import { parseCalendarDate } from '../platform/calendar-date.ts';
import type { FieldVault } from '../protection/field-vault.ts';
import type { Retention } from '../protection/retention.ts';
import type { EffectOutcome, PolicyEffect, PolicyEffectCase } from './effect.ts';
import type { Standing } from './standing.ts';
import type { StaleSource } from './stale.ts';
import type { NotReplayed } from './stock.ts';
import type { Tally } from './tally.ts';

const RETENTION: Retention = 'CASE_FILE';

/** The encrypted part of a case. */
type Details = { readonly before: Standing; readonly after: Standing; readonly stale: readonly StaleSource[] };

function cell(effectId: string, position: number) {
  return { table: 'policy_effect_case', row: `${effectId}/${position}`, column: 'details_cipher' };
}

/** Cases of a list whose own row follows in the same transaction. */
export async function storeEffectCasesInTrx(
  trx: Database,
  vault: FieldVault,
  effectId: string,
  cases: readonly PolicyEffectCase[],
): Promise<void> {
  if (cases.length === 0) return;
  await insertRows(
    trx,
    'policy_effect_case',
    cases.map(({ position, standing, stale, ...one }) => {
      const details: Details | null = standing === null ? null : { ...standing, stale };
      return {
        effect_id: effectId,
        application_id: one.applicationId,
        position,
        verification_id: one.verificationId,
        outcome: one.outcome,
        stale: stale.length > 0,
        reason: one.reason,
        details_cipher: details === null ? null : vault.seal(cell(effectId, position), JSON.stringify(details)),
        division: one.division,
        retention: RETENTION,
      };
    }),
  );
}

export async function storeEffectInTrx(trx: Database, effect: PolicyEffect, checkId: string): Promise<void> {
  await trx
    .insertInto('policy_effect')
    .values({
      id: effect.id,
      pack_id: effect.packId,
      pack_sha256: effect.packSha256,
      as_of: effect.asOf,
      drawn_up_by: effect.drawnUpBy,
      drawn_up_at: effect.drawnUpAt,
      check_id: checkId,
      tally: JSON.stringify(effect.tally),
      division: effect.division,
      retention: RETENTION,
    })
    .execute();
}

/** Lists, the newest first. */
export async function readEffects(db: Database, most: number): Promise<readonly PolicyEffect[]> {
  const rows = await db
    .selectFrom('policy_effect')
    .selectAll()
    .orderBy('drawn_up_at', 'desc')
    .orderBy('id')
    .limit(most)
    .execute();
  return rows.map(toEffect);
}

/** The list with this id, or `null`. */
export async function findEffect(db: Database, id: string): Promise<PolicyEffect | null> {
  const row = await db.selectFrom('policy_effect').selectAll().where('id', '=', id).executeTakeFirst();
  return row === undefined ? null : toEffect(row);
}

function toEffect(row: Selectable<PolicyEffectTable>): PolicyEffect {
  return {
    id: row.id,
    packId: row.pack_id,
    packSha256: row.pack_sha256,
    asOf: parseCalendarDate(row.as_of),
    drawnUpBy: row.drawn_up_by,
    drawnUpAt: row.drawn_up_at,
    // Written by this application only, and counts alone.
    tally: row.tally as Tally,
    division: row.division,
  };
}

/** The newest list of a pack; `null` where it has none. */
export async function newestEffect(db: Database, packId: string): Promise<string | null> {
  const row = await db
    .selectFrom('policy_effect')
    .select('id')
    .where('pack_id', '=', packId)
    .orderBy('drawn_up_at', 'desc')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
  return row?.id ?? null;
}

/** Cases of a list that move on evidence that is not stale. */
export async function countCovered(trx: Database, effectId: string): Promise<number> {
  const { covered } = await trx
    .selectFrom('policy_effect_case')
    .select((select) => select.fn.countAll<string>().as('covered'))
    .where('effect_id', '=', effectId)
    .where('outcome', '=', 'MOVED')
    .where('stale', '=', false)
    .executeTakeFirstOrThrow();
  return Number(covered);
}

/** Which cases of a list are wanted: those of a place, after a position, of some outcomes. */
export type CasePage = {
  readonly divisionPrefix: string;
  readonly after: number;
  readonly first: number;
  readonly outcomes: readonly EffectOutcome[];
  readonly staleOnly: boolean;
};

/** One page of a list, in its order. */
export async function readEffectCases(
  db: Database,
  vault: FieldVault,
  effectId: string,
  { divisionPrefix, after, first, outcomes, staleOnly }: CasePage,
): Promise<readonly PolicyEffectCase[]> {
  const rows = await db
    .selectFrom('policy_effect_case')
    .selectAll()
    .where('effect_id', '=', effectId)
    .where('position', '>', after)
    .where('division', 'like', `${divisionPrefix}%`)
    .$if(outcomes.length > 0, (query) => query.where('outcome', 'in', outcomes))
    .$if(staleOnly, (query) => query.where('stale', '=', true))
    .orderBy('position')
    .limit(first)
    .execute();
  return rows.map((row) => {
    const details = row.details_cipher === null ? null : open(vault, effectId, row.position, row.details_cipher);
    return {
      position: row.position,
      applicationId: row.application_id,
      verificationId: row.verification_id,
      division: row.division,
      outcome: row.outcome,
      reason: row.reason as NotReplayed | null,
      standing: details === null ? null : { before: details.before, after: details.after },
      stale: details?.stale ?? [],
    };
  });
}

function open(vault: FieldVault, effectId: string, position: number, sealed: Buffer): Details {
  return JSON.parse(vault.openText(cell(effectId, position), sealed)) as Details;
}
