import type { Acting } from '../audit/acting.ts';
import { readHouseholdVersions } from '../household/household-store.ts';
import { enterNameTokensInTrx } from '../household/name-token-store.ts';
import type { FieldVault } from '../protection/field-vault.ts';

/**
 * Enters the tokens of cases that were registered before names could be found, the oldest first. Done again it goes on
 * where it stopped, since it looks for what lacks; two at once part the cases between them.
 *
 * @param most cases at once, so that a transaction stays short.
 * @returns how many cases got theirs; 0 where nothing lacks.
 */
export async function indexNamesInTrx(acting: Acting, vault: FieldVault, most: number): Promise<number> {
  const { trx, actor } = acting;
  const rows = await trx
    .selectFrom('application')
    .select(['household_id', 'household_version', 'division'])
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('name_token')
            .select('name_token.token')
            .whereRef('name_token.household_id', '=', 'application.household_id')
            .whereRef('name_token.household_version', '=', 'application.household_version'),
        ),
      ),
    )
    .orderBy('created_at')
    .orderBy('id')
    .limit(most)
    .forUpdate()
    .skipLocked()
    .execute();
  const keys = rows.map((row) => ({ householdId: row.household_id, number: row.household_version }));
  const households = await readHouseholdVersions(trx, vault, keys);
  for (const [position, household] of households.entries()) {
    await enterNameTokensInTrx(trx, vault, { ...household, division: rows[position]?.division ?? actor.division });
  }
  acting.look({
    act: 'INDEX_NAMES',
    purpose: 'UPKEEP',
    fieldKinds: ['NAME'],
    outcome: rows.length === 0 ? 'NOTHING_LACKS' : 'DONE',
    division: actor.division,
  });
  return rows.length;
}
