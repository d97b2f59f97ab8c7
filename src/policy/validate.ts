import { parseRegion, regionCovers } from '../identity/region.ts';
import { addDays } from '../platform/calendar-date.ts';
import { Problem } from '../platform/problem.ts';
import { inheritRules } from './inherit.ts';
import { policyPackSchema } from './pack.ts';
import type { PolicyPack } from './pack.ts';

/**
 * Reads policy packs as data and refuses what could make two rules, or none, apply on a day: unknown or wrong
 * fields, unknown regions, one id twice, overlaps and gaps between packs of one region and residence.
 * @throws Problem BAD_CONFIGURATION naming each pack and field.
 */
export function validatePacks(packs: readonly unknown[]): readonly PolicyPack[] {
  const faults: string[] = [];
  const sound: PolicyPack[] = [];
  const { whole, circular } = inheritRules(packs);
  for (const [index, pack] of whole.entries()) {
    const parsed = policyPackSchema.safeParse(pack);
    if (parsed.success) {
      sound.push(parsed.data);
      continue;
    }
    for (const issue of parsed.error.issues) {
      const keys = issue.code === 'unrecognized_keys' ? issue.keys : [];
      const fields = keys.length === 0 ? [issue.path] : keys.map((key) => [...issue.path, key]);
      for (const field of fields) faults.push(`${nameOf(pack, index)}: ${field.join('.')}: ${issue.message}`);
    }
  }
  for (const pack of sound) faults.push(...regionFaults(pack));
  for (const id of circular) faults.push(`${id}: inherits: leads back to itself`);
  faults.push(...idFaults(sound), ...lineageFaults(sound), ...spanFaults(sound));
  if (faults.length > 0) {
    throw new Problem({
      code: 'BAD_CONFIGURATION',
      field: 'policy',
      zh: `政策包有误，请改正后重新启动：${faults.join('；')}`,
      en: `Policy packs are wrong, mend them and start again: ${faults.join('; ')}`,
    });
  }
  return sound;
}

function nameOf(pack: unknown, index: number): string {
  const named = typeof pack === 'object' && pack !== null && 'id' in pack && typeof pack.id === 'string';
  return named ? String(pack.id) : `pack ${index + 1}`;
}

function regionFaults(pack: PolicyPack): string[] {
  const faults: string[] = [];
  const known = (field: string, code: string): boolean => {
    try {
      parseRegion(code);
      return true;
    } catch (thrown) {
      if (!(thrown instanceof Problem)) throw thrown;
      faults.push(`${pack.id}: ${field}: ${thrown.details.en}`);
      return false;
    }
  };
  const regionKnown = known('region', pack.region);
  for (const [index, code] of pack.exceptRegions.entries()) {
    const field = `exceptRegions.${index}`;
    if (known(field, code) && regionKnown && (code === pack.region || !regionCovers(pack.region, code))) {
      faults.push(`${pack.id}: ${field}: not below ${pack.region}`);
    }
  }
  return faults;
}

function idFaults(packs: readonly PolicyPack[]): string[] {
  const seen = new Set<string>();
  return packs.flatMap(({ id }) => (seen.has(id) ? [`${id}: id: used twice`] : (seen.add(id), [])));
}

/** What a pack inherits from and stands in for is there, and rules over it. */
function lineageFaults(packs: readonly PolicyPack[]): string[] {
  const byId = new Map(packs.map((pack) => [pack.id, pack]));
  return packs.flatMap(({ id, region, residence, effectiveFrom, effectiveTo, inherits, supersedes }) => {
    const faults: string[] = [];
    const above = inherits === undefined ? undefined : byId.get(inherits);
    if (inherits !== undefined && above === undefined) faults.push(`${id}: inherits: there is no pack ${inherits}`);
    if (above !== undefined && !regionCovers(above.region, region)) {
      faults.push(`${id}: inherits: ${above.id} is of a division that does not cover ${region}`);
    }
    // A county that follows its city follows it into its next pack too.
    const end = above?.effectiveTo ?? null;
    const outlives = end !== null && (effectiveTo === null || effectiveTo > end);
    if (above !== undefined && above.region !== region && outlives) {
      faults.push(`${id}: effectiveTo: outlasts ${above.id}, from which it inherits; end both on ${end}`);
    }
    const other = supersedes === undefined ? undefined : byId.get(supersedes);
    if (supersedes !== undefined && other === undefined)
      faults.push(`${id}: supersedes: there is no pack ${supersedes}`);
    if (
      other !== undefined &&
      (other.id === id ||
        other.region !== region ||
        other.residence !== residence ||
        other.effectiveFrom !== effectiveFrom ||
        other.effectiveTo !== effectiveTo)
    ) {
      faults.push(`${id}: supersedes: ${other.id} is another pack of the same division, residence and days`);
    }
    return faults;
  });
}

/** Within one region and residence each pack must begin on the day after the one before it ends. */
function spanFaults(packs: readonly PolicyPack[]): string[] {
  const faults: string[] = [];
  const superseded = new Set(packs.map(({ supersedes }) => supersedes));
  const last = packs.filter(({ id }) => !superseded.has(id));
  for (const series of Map.groupBy(last, (pack) => `${pack.region} ${pack.residence}`).values()) {
    const inOrder = series.toSorted((a, b) => (a.effectiveFrom < b.effectiveFrom ? -1 : 1));
    for (const [index, pack] of inOrder.entries()) {
      const before = inOrder[index - 1];
      if (before === undefined) continue;
      if (before.effectiveTo === null || before.effectiveTo >= pack.effectiveFrom) {
        faults.push(`${pack.id}: effectiveFrom: overlaps ${before.id}, whose effectiveTo must be the day before`);
      } else if (addDays(before.effectiveTo, 1) !== pack.effectiveFrom) {
        faults.push(`${pack.id}: effectiveFrom: leaves a gap after effectiveTo of ${before.id}`);
      }
    }
  }
  return faults;
}
