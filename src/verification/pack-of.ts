import type { PolicyPack } from '../policy/pack.ts';

/** @throws Error when a stored check names a pack that this installation no longer has. */
export function findPack(packs: readonly PolicyPack[], id: string): PolicyPack {
  const pack = packs.find((candidate) => candidate.id === id);
  if (pack === undefined) throw new Error(`no policy pack "${id}": packs in use by stored checks must be kept`);
  return pack;
}
