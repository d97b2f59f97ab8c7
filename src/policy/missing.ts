import { NATION, regionCovers, regionName } from '../identity/region.ts';
import { printDate } from '../platform/calendar-date.ts';
import { Problem } from '../platform/problem.ts';
import { choosePack } from './choose.ts';
import type { ChosenPack } from './choose.ts';
import { REQUIRED_RULES } from './pack.ts';
import type { PolicyLayer, PolicyPack } from './pack.ts';
import { LIST_WORDS, RULE_WORDS } from './rule-words.ts';
import type { SingleRule } from './rule-words.ts';

type Words = { readonly zh: string; readonly en: string };
type Query = Parameters<typeof choosePack>[1];

/** A value that a place must enter before a case of it can be judged. */
export type MissingValue = Words & { readonly rule: string };

/** Rules by which a case can be judged, or the values that are missing. */
export type Standing =
  | { readonly chosen: ChosenPack; readonly missing: readonly [] }
  | { readonly chosen: null; readonly missing: readonly MissingValue[] };

/** The rules for a case, or what its place must still enter: all that the layers above it leave open. Pure. */
export function standingOf(packs: Iterable<PolicyPack>, layers: Iterable<PolicyLayer>, query: Query): Standing {
  try {
    return { chosen: choosePack(packs, query), missing: [] };
  } catch (thrown) {
    if (!(thrown instanceof Problem) || thrown.code !== 'NOT_FOUND') throw thrown;
  }
  const stated = new Set(Object.keys(nearestLayer(layers, query)?.rules ?? {}));
  const missing = REQUIRED_RULES.filter((rule) => !stated.has(rule)).map((rule) => ({ rule, ...wordsOf(rule) }));
  return { chosen: null, missing };
}

/**
 * {@link choosePack}, whose refusal names the values that are missing.
 * @throws Problem NOT_FOUND, INVALID_REGION
 */
export function chooseOrName(packs: Iterable<PolicyPack>, layers: Iterable<PolicyLayer>, query: Query): ChosenPack {
  const { chosen, missing } = standingOf(packs, layers, query);
  if (chosen !== null) return chosen;
  throw new Problem({ code: 'NOT_FOUND', field: 'policy', ...missingWords(missing, query) });
}

/** The values that a place lacks, in words for its caseworkers. */
export function missingWords(missing: readonly MissingValue[], { region, residence, dates }: Query): Words {
  const kind = residence === 'URBAN' ? { zh: '城镇', en: 'urban' } : { zh: '农村', en: 'rural' };
  return {
    zh: `${regionName(region)}${kind.zh}没有 ${printDate(dates.base)} 适用的政策包，尚缺：${missing.map(({ zh }) => zh).join('、')}。可以登记和签署授权书；补齐前不能核对，请联系政策管理员`,
    en: `no policy pack applies to ${region} (${kind.en}) on ${dates.base}; missing: ${missing.map(({ en }) => en).join(', ')}. A case may be registered; it cannot be checked until a policy officer has entered them`,
  };
}

function nearestLayer(layers: Iterable<PolicyLayer>, { region, residence, dates }: Query): PolicyLayer | undefined {
  return [...layers]
    .filter(
      (layer) =>
        regionCovers(layer.region, region) &&
        (layer.residence === 'ANY' || layer.residence === residence) &&
        layer.effectiveFrom <= dates.base &&
        (layer.effectiveTo === null || dates.base <= layer.effectiveTo),
    )
    .toSorted((a, b) => depth(b.region) - depth(a.region))[0];
}

/** The nation, a province, a city, a county. */
function depth(region: string): number {
  if (region === NATION) return 0;
  return region.replace(/(?:00)+$/, '').length;
}

function wordsOf(rule: string): Words {
  return LIST_WORDS[rule] ?? RULE_WORDS[rule as SingleRule];
}
