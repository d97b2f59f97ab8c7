import { regionCovers, regionName } from '../identity/region.ts';
import { addDays, addMonths } from '../platform/calendar-date.ts';
import type { CalendarDate } from '../platform/calendar-date.ts';
import type { PackFault } from './issue-words.ts';
import type { MissingValue } from './missing.ts';
import type { PackOrLayer } from './pack.ts';

/** How a place of a file begins that somebody has still to fill. */
const TO_FILL = '待填写';

/** How each value that a place enters is written in a file. */
const FORM: Readonly<Record<string, string>> = {
  dibaoStandardFen: '单位为分：每人每月 820 元写 82000',
  edgeMultiple: '倍数，如 1.5',
  financialMonths: '低保标准的月数，如 24',
  rigidRatioPercent: '百分数，如 60',
  homesAllowed: '套数，如 1',
  vehiclesAllowed: '辆数，如 0',
  enterprisesAllowed: '户数，如 0',
};

/** The scope of a new pack. */
export type NewPack = {
  readonly id: string;
  readonly region: string;
  readonly residence: 'URBAN' | 'RURAL';
  readonly effectiveFrom: CalendarDate;
  /** The layer above, from which it inherits. */
  readonly inherits: string;
  /** The values that the layer leaves open. */
  readonly missing: readonly MissingValue[];
};

/** A pack in which every place that the office has to fill says so; `hedui policy check` names those that are left. */
export function templateOf({ id, region, residence, effectiveFrom, inherits, missing }: NewPack): object {
  const name = regionName(region);
  const kind = residence === 'URBAN' ? { zh: '城镇', en: 'urban residents' } : { zh: '农村', en: 'rural residents' };
  return {
    id,
    inherits,
    title: { zh: `${name}${kind.zh}居民社会救助`, en: `${region}, ${kind.en}` },
    region,
    exceptRegions: [],
    residence,
    effectiveFrom,
    effectiveTo: null,
    // As a rule a standard is set anew after a year.
    confirmedUntil: addDays(addMonths(effectiveFrom, 12), -1),
    knownSince: effectiveFrom,
    chosenBy: 'BASE_DATE',
    rules: Object.fromEntries(
      missing.map(({ rule, zh }) => [
        rule,
        {
          value: null,
          document: `${TO_FILL}：${zh}的文件名称和文号`,
          article: `${TO_FILL}：条款（${FORM[rule] ?? '见 docs/zh/policy.md'}）`,
          verified: false,
        },
      ]),
    ),
  };
}

/** The id of a new pack: `330100-urban-2026-07`. */
export function newPackId(region: string, residence: 'URBAN' | 'RURAL', effectiveFrom: CalendarDate): string {
  return `${region}-${residence.toLowerCase()}-${effectiveFrom.slice(0, 7)}`;
}

/** The layer that a new pack of a place inherits from: the nearest that holds on its first day. */
export function layerFor<Layer extends PackOrLayer>(
  layers: readonly Layer[],
  region: string,
  day: CalendarDate,
): Layer | undefined {
  return layers
    .filter(
      (layer) =>
        regionCovers(layer.region, region) &&
        layer.effectiveFrom <= day &&
        (layer.effectiveTo === null || day <= layer.effectiveTo),
    )
    .toSorted((a, b) => (regionCovers(a.region, b.region) ? 1 : -1))[0];
}

/** Places of a template that are still to be filled. */
export function unfilledFaults({ id: pack, rules }: PackOrLayer): PackFault[] {
  return Object.entries(rules).flatMap(([rule, held]) =>
    (['document', 'article'] as const).flatMap((part): PackFault[] => {
      const text: unknown = typeof held === 'object' && part in held ? (held as Record<string, unknown>)[part] : '';
      if (typeof text !== 'string' || !text.startsWith(TO_FILL)) return [];
      return [{ pack, path: ['rules', rule, part], zh: '尚未填写', en: 'it is still to be filled' }];
    }),
  );
}
