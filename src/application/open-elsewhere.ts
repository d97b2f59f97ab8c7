import type { Database } from '../platform/database.ts';

/** A member of one case who stands on the form of another that is open, as a member too. */
export type OpenElsewhere = {
  readonly personId: string;
  /** The other case. */
  readonly applicationId: string;
  readonly division: string;
};

/** Members of a case, by their ids. People are one across all cases by the blind index of their certificate. */
export type MembersOfCase = { readonly applicationId: string; readonly personIds: readonly string[] };

/**
 * The members of several cases who are also members of another open case, by case; a case without such members has
 * no entry. Ordered by member, then by the acceptance of the other case. Support obligors are left out, because they
 * may apply for aid for themselves. A person without a certificate is never found, because a name is no proof of
 * identity.
 */
export async function readOpenElsewhereOf(
  db: Database,
  cases: readonly MembersOfCase[],
): Promise<ReadonlyMap<string, readonly OpenElsewhere[]>> {
  const personIds = [...new Set(cases.flatMap((one) => one.personIds))];
  if (personIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('household_member as m')
    .innerJoin('application as a', (join) =>
      join.onRef('a.household_id', '=', 'm.household_id').onRef('a.household_version', '=', 'm.household_version'),
    )
    .select(['m.person_id', 'a.id', 'a.division'])
    .where('m.person_id', 'in', personIds)
    .where('m.role', '=', 'MEMBER')
    .where('a.state', '=', 'ACCEPTED')
    .orderBy('a.accepted_at')
    .orderBy('a.id')
    .execute();
  const byPerson = Map.groupBy(rows, (row) => row.person_id);
  return new Map(
    cases.flatMap(({ applicationId, personIds: own }): [string, readonly OpenElsewhere[]][] => {
      const found = own.flatMap((personId) =>
        (byPerson.get(personId) ?? [])
          .filter(({ id }) => id !== applicationId)
          .map(({ id, division }) => ({ personId, applicationId: id, division })),
      );
      return found.length === 0 ? [] : [[applicationId, found]];
    }),
  );
}
