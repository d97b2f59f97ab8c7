import { readGrantsToSettle } from '../../decision/grants-to-settle.ts';
import type { GrantToSettle } from '../../decision/grants-to-settle.ts';
import { regionCovers } from '../../identity/region.ts';
import { readValueEntries } from '../../rulebook/policy-values.ts';
import type { PolicyValueEntry } from '../../rulebook/policy-values.ts';
import { placeOf } from '../may.ts';
import type { Reader } from '../reader.ts';
import { digestOf } from '../../report/canonical.ts';
import { readLoadedPacks } from '../../rulebook/pack-store.ts';
import type { LoadedPack } from '../../rulebook/pack-store.ts';
import { Problem } from '../../platform/problem.ts';
import type { PackOrLayer } from '../../policy/pack.ts';
import type { VerificationServices } from '../../verification/services.ts';

/** A pack or layer of the installation; `loaded` is `null` where it came with the release. */
export type HeldPack = {
  readonly pack: PackOrLayer;
  readonly sha256: string;
  readonly loaded: LoadedPack | null;
};

/** Every pack and layer, those of the release first. Rules are nobody's data, so that no look is left. */
export async function seePolicies({ db, packs }: VerificationServices): Promise<readonly HeldPack[]> {
  await packs.renew(db);
  const loaded = new Map((await readLoadedPacks(db)).map((one) => [one.sha256, one]));
  return [...packs, ...packs.layers].map((pack) => {
    const sha256 = digestOf(pack);
    return { pack, sha256, loaded: loaded.get(sha256) ?? null };
  });
}

/**
 * The packs with these ids.
 * @throws Problem NOT_FOUND naming the argument.
 */
export async function seePoliciesNamed(
  services: VerificationServices,
  wanted: Readonly<Record<string, string>>,
): Promise<readonly PackOrLayer[]> {
  const held = await seePolicies(services);
  return Object.entries(wanted).map(([field, id]) => {
    const found = held.find(({ pack }) => pack.id === id);
    if (found !== undefined) return found.pack;
    throw new Problem({
      code: 'NOT_FOUND',
      field,
      zh: '没有这个编号的政策包；policyPacks 列出全部。',
      en: 'no policy pack has this id; policyPacks lists them all',
    });
  });
}

/** Values that were entered for packs which touch the caller's place. */
export async function seePolicyValues({ services, principal }: Reader): Promise<readonly PolicyValueEntry[]> {
  const own = placeOf(principal);
  const entries = await readValueEntries(services.db);
  return entries.filter(({ division }) => regionCovers(own, division) || regionCovers(division, own));
}

/** Grants of the caller's place that rest on lines which are not confirmed; numbers of cases only, so that no look is left. */
export async function seeGrantsToSettle(
  { principal }: Reader,
  services: VerificationServices,
): Promise<readonly GrantToSettle[]> {
  return readGrantsToSettle(services, services.db, placeOf(principal));
}
