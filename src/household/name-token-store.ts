import { nameForms } from '../identity/name-search.ts';
import type { Database } from '../platform/database.ts';
import { insertRows } from '../platform/insert-rows.ts';
import type { FieldVault } from '../protection/field-vault.ts';
import type { Retention } from '../protection/retention.ts';
import type { HouseholdMember, HouseholdVersion } from './member.ts';
import { shardInHousehold, shardOfTokens, tokensOfName } from './name-tokens.ts';

const RETENTION: Retention = 'CASE_FILE';

/**
 * Enters the tokens by which the people of a version are found, in the caller's transaction. Somebody who was entered
 * before, in whatever case, keeps the shard of that time; newcomers take that of a member of the same surname.
 */
export async function enterNameTokensInTrx(
  trx: Database,
  vault: FieldVault,
  { householdId, number, members, division }: HouseholdVersion & { readonly division: string },
): Promise<void> {
  const shards = await shardsOfMembers(trx, vault, { householdId, number, members });
  const rows = members.flatMap(({ personId, name }, position) =>
    uniqueTokens(tokensOfName(vault, name, shards[position] ?? 0)).map((token) => ({
      household_id: householdId,
      household_version: number,
      person_id: personId,
      token,
      division,
      retention: RETENTION,
    })),
  );
  await insertRows(trx, 'name_token', rows);
}

async function shardsOfMembers(
  trx: Database,
  vault: FieldVault,
  { householdId, members }: HouseholdVersion,
): Promise<readonly number[]> {
  const earlier = await readTokensOf(trx, members);
  const known = members.map(({ personId, name }) => shardOfTokens(vault, name, earlier.get(personId) ?? []));
  const ofSurname = new Map<string, number>();
  for (const [position, { name }] of members.entries()) {
    const { surname } = nameForms(name);
    const shard = known[position];
    if (typeof shard === 'number' && !ofSurname.has(surname)) ofSurname.set(surname, shard);
  }
  return members.map(
    ({ name }, position) =>
      known[position] ?? ofSurname.get(nameForms(name).surname) ?? shardInHousehold(vault, name, householdId),
  );
}

/** Tokens under which people stand already, of all their cases. */
async function readTokensOf(
  trx: Database,
  members: readonly Pick<HouseholdMember, 'personId'>[],
): Promise<ReadonlyMap<string, readonly Buffer[]>> {
  if (members.length === 0) return new Map();
  const rows = await trx
    .selectFrom('household_member as member')
    .innerJoin('name_token as known', (join) =>
      join
        .onRef('known.household_id', '=', 'member.household_id')
        .onRef('known.household_version', '=', 'member.household_version')
        .onRef('known.person_id', '=', 'member.person_id'),
    )
    .select(['known.person_id', 'known.token'])
    .where(
      'member.person_id',
      'in',
      members.map(({ personId }) => personId),
    )
    .execute();
  const byPerson = Map.groupBy(rows, (row) => row.person_id);
  return new Map([...byPerson].map(([personId, own]) => [personId, own.map(({ token }) => token)]));
}

/** A name that holds its character twice, or whose readings meet, has one token for both. */
function uniqueTokens(tokens: readonly Buffer[]): readonly Buffer[] {
  return [...new Map(tokens.map((token) => [token.toString('hex'), token])).values()];
}
