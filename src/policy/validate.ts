import type { z } from 'zod';
import { NATION, parseRegion, regionCovers } from '../identity/region.ts';
import { Problem } from '../platform/problem.ts';
import { idFaults, lineageFaults, spanFaults } from './between-packs.ts';
import { inheritRules } from './inherit.ts';
import { faultsOf, pathText } from './issue-words.ts';
import type { Fault, PackFault } from './issue-words.ts';
import { nameFaults } from './known-names.ts';
import type { KnownNames } from './known-names.ts';
import { unfilledFaults } from './template.ts';
import { policyLayerSchema, policyPackSchema } from './pack.ts';
import type { PackFrame, PolicyLayer, PolicyPack } from './pack.ts';

/**
 * Reads policy packs as data and refuses what could make two rules, or none, apply on a day: unknown or wrong
 * fields, unknown regions, one id twice, overlaps and gaps between packs of one region and residence.
 * @throws Problem BAD_CONFIGURATION naming each pack and field, and how to mend it.
 */
export function validatePacks(packs: readonly unknown[]): readonly PolicyPack[] {
  return validated(packs).packs;
}

/** {@link validatePacks} of rules that packs inherit. */
export function validateLayers(layers: readonly unknown[]): readonly PolicyLayer[] {
  return validated(layers).layers;
}

function validated(packs: readonly unknown[]): CheckedPacks {
  const checked = checkPacks(packs);
  const { faults } = checked;
  if (faults.length === 0) return checked;
  const told = (words: 'zh' | 'en'): readonly string[] =>
    faults.map((fault) => `${fault.pack}: ${pathText(fault.path)}: ${fault[words]}`);
  throw new Problem({
    code: 'BAD_CONFIGURATION',
    field: 'policy',
    zh: `政策包有误，请改正后重新启动：${told('zh').join('；')}`,
    en: `Policy packs are wrong, mend them and start again: ${told('en').join('; ')}`,
  });
}

/** Packs and layers as they were read, with everything that is wrong. */
export type CheckedPacks = {
  readonly packs: readonly PolicyPack[];
  readonly layers: readonly PolicyLayer[];
  readonly faults: readonly PackFault[];
};

/** How strictly packs are checked. */
export type CheckOptions = { readonly apart?: boolean; readonly known?: KnownNames };

/**
 * {@link validatePacks} without throwing.
 * @param options.apart omits the check that packs follow one another without overlap and gap, which a proposal need
 * not.
 * @param options.known known sources and categories; by default names are not compared with them.
 * @returns the packs and layers without faults of their own, complete with inherited rules, and every fault.
 */
export function checkPacks(raw: readonly unknown[], options: CheckOptions = {}): CheckedPacks {
  const faults: PackFault[] = [];
  const packs: PolicyPack[] = [];
  const layers: PolicyLayer[] = [];
  for (const [index, { pack, fault }] of inheritRules(raw).entries()) {
    if (fault !== null) {
      faults.push({ pack: packName(pack, index), path: ['inherits'], ...NOTHING_TO_INHERIT[fault] });
      continue;
    }
    const read = readPack(pack);
    if ('layer' in read) layers.push(read.layer);
    else if ('pack' in read) packs.push(read.pack);
    else faults.push(...faultsOf(read.error, pack).map((fault) => ({ ...fault, pack: packName(pack, index) })));
  }
  const all = [...packs, ...layers];
  faults.push(...all.flatMap(regionFaults), ...idFaults(all), ...lineageFaults(packs, layers));
  faults.push(...all.flatMap(unfilledFaults));
  if (options.apart !== true) faults.push(...spanFaults(packs), ...spanFaults(layers));
  if (options.known !== undefined) faults.push(...nameFaults(all, options.known));
  return { packs, layers, faults };
}

/** One pack, or layer, whole with what it inherits; or what is wrong with its fields. */
export function readPack(
  pack: unknown,
): { readonly pack: PolicyPack } | { readonly layer: PolicyLayer } | { readonly error: z.ZodError } {
  if (typeof pack === 'object' && pack !== null && 'layer' in pack) {
    const parsed = policyLayerSchema.safeParse(pack);
    return parsed.success ? { layer: parsed.data } : { error: parsed.error };
  }
  const parsed = policyPackSchema.safeParse(pack);
  return parsed.success ? { pack: parsed.data } : { error: parsed.error };
}

const NOTHING_TO_INHERIT = {
  NO_SUCH_PACK: { zh: '没有这个政策包，请核对编号', en: 'there is no such pack; look at its id' },
  CIRCLE: { zh: '循环沿用，请改为其他政策包', en: 'it leads back to itself; name another' },
} as const;

/** How a fault names the pack at a place of the list. */
export function packName(pack: unknown, index: number): string {
  const named = typeof pack === 'object' && pack !== null && 'id' in pack && typeof pack.id === 'string';
  return named ? String(pack.id) : `pack ${index + 1}`;
}

function regionFaults(pack: PackFrame & { readonly layer?: true }): PackFault[] {
  const faults: PackFault[] = [];
  const known = (path: Fault['path'], code: string): boolean => {
    // Only rules that others inherit may be for the whole nation: a case lies in some place of it.
    if (code === NATION && pack.layer === true) return true;
    try {
      parseRegion(code);
      return true;
    } catch (thrown) {
      if (!(thrown instanceof Problem)) throw thrown;
      faults.push({ pack: pack.id, path, zh: thrown.details.zh, en: thrown.details.en });
      return false;
    }
  };
  const regionKnown = known(['region'], pack.region);
  for (const [index, code] of pack.exceptRegions.entries()) {
    const path = ['exceptRegions', index];
    if (known(path, code) && regionKnown && (code === pack.region || !regionCovers(pack.region, code))) {
      faults.push({
        pack: pack.id,
        path,
        zh: `不在 ${pack.region} 之下，请删除`,
        en: `not below ${pack.region}; take it out`,
      });
    }
  }
  return faults;
}
