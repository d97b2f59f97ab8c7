import { Problem } from '../platform/problem.ts';
import { choosePack } from '../policy/choose.ts';
import type { PolicyPack } from '../policy/pack.ts';

/** Whether, of these packs, the one that is asked about governs a case of this place and these dates. */
export function isChosen(
  packs: readonly PolicyPack[],
  pack: PolicyPack,
  { division, residence }: { readonly division: string; readonly residence: 'URBAN' | 'RURAL' },
  dates: Parameters<typeof choosePack>[1]['dates'],
): boolean {
  try {
    return choosePack(packs, { region: division, residence, dates }).pack.id === pack.id;
  } catch (thrown) {
    if (thrown instanceof Problem && thrown.code === 'NOT_FOUND') return false;
    throw thrown;
  }
}
