import { readHouseholdVersions } from '../household/household-store.ts';
import type { HouseholdVersion } from '../household/member.ts';
import type { Database } from '../platform/database.ts';
import { VaultError } from '../protection/field-vault.ts';
import type { VerificationServices } from './services.ts';
import type { Verification } from './verification.ts';

/** The household of each check in the version that it was requested for, by verification. */
export async function readHouseholdsOf(
  services: VerificationServices,
  trx: Database,
  verifications: readonly Verification[],
): Promise<ReadonlyMap<string, HouseholdVersion>> {
  if (verifications.length === 0) return new Map();
  const rows = await trx
    .selectFrom('application')
    .select(['id', 'household_id'])
    .where(
      'id',
      'in',
      verifications.map(({ applicationId }) => applicationId),
    )
    .execute();
  const householdOf = new Map(rows.map((row) => [row.id, row.household_id]));
  const keys = verifications.map(({ applicationId, householdVersion }) => {
    const householdId = householdOf.get(applicationId);
    if (householdId === undefined) throw new Error('a verification without its application');
    return { householdId, number: householdVersion };
  });
  const households = await readHouseholdVersions(trx, services.vault, keys);
  return new Map(
    verifications.flatMap(({ id }, index) => {
      const household = households[index];
      return household === undefined ? [] : [[id, household]];
    }),
  );
}

/** {@link readHouseholdsOf}, where one that cannot be opened does not keep the others closed. */
export async function openHouseholdsOf(
  services: VerificationServices,
  trx: Database,
  verifications: readonly Verification[],
): Promise<{ readonly households: ReadonlyMap<string, HouseholdVersion>; readonly unreadable: ReadonlySet<string> }> {
  try {
    return { households: await readHouseholdsOf(services, trx, verifications), unreadable: new Set() };
  } catch (thrown) {
    if (!(thrown instanceof VaultError)) throw thrown;
  }
  const households = new Map<string, HouseholdVersion>();
  const unreadable = new Set<string>();
  for (const verification of verifications) {
    try {
      for (const [id, household] of await readHouseholdsOf(services, trx, [verification]))
        households.set(id, household);
    } catch (thrown) {
      if (!(thrown instanceof VaultError)) throw thrown;
      unreadable.add(verification.id);
    }
  }
  return { households, unreadable };
}
