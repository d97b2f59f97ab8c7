import type { Database } from '../platform/database.ts';
import type { PolicyPack } from '../policy/pack.ts';
import type { VerificationServices } from './services.ts';
import type { Verification } from './verification.ts';

/** Makes sure that the packs of these checks are at hand, also those that were loaded after this process started. */
export function holdPacks(
  { packs }: Pick<VerificationServices, 'packs'>,
  db: Database,
  checks: readonly Pick<Verification, 'packId'>[],
): Promise<void> {
  return packs.hold(
    db,
    checks.map(({ packId }) => packId),
  );
}

/** @throws Error when a stored check names a pack that this installation no longer has. */
export function findPack(packs: Iterable<PolicyPack>, id: string): PolicyPack {
  for (const pack of packs) if (pack.id === id) return pack;
  throw new Error(`no policy pack "${id}": packs in use by stored checks must be kept`);
}
