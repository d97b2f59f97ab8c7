import { addDays, addMonths } from '../platform/calendar-date.ts';
import { formatYuan } from '../identity/fen.ts';
import type { PackFault } from './issue-words.ts';
import type { PackFrame, PackOrLayer } from './pack.ts';

/** A span in which a value lies wherever one was seen; outside it somebody has probably mistyped. */
type Usual = {
  readonly least: number;
  readonly most: number;
  readonly told: (value: number) => string;
  readonly hint: string;
};

const yuan = (fen: number): string => `${formatYuan(fen)} 元`;

/** Wide on purpose: what is warned of must be rare. None of these bounds is law. */
const USUAL = {
  dibaoStandardFen: { least: 10_000, most: 500_000, told: yuan, hint: '单位是分，每人每月' },
  edgeMultiple: { least: 1.05, most: 3, told: (value) => `${value} 倍`, hint: '1.5 倍写 1.5' },
  financialMonths: { least: 3, most: 60, told: (value) => `${value} 个月`, hint: '低保标准的月数' },
  rigidRatioPercent: { least: 20, most: 100, told: (value) => `${value}%`, hint: '百分之六十写 60' },
  homesAllowed: { least: 1, most: 3, told: (value) => `${value} 套`, hint: '共同生活家庭的住房套数' },
  vehiclesAllowed: { least: 0, most: 3, told: (value) => `${value} 辆`, hint: '豁免车辆不计' },
  enterprisesAllowed: { least: 0, most: 3, told: (value) => `${value} 户`, hint: '有营收的市场主体' },
  disposableIncomeYearlyFen: { least: 500_000, most: 20_000_000, told: yuan, hint: '单位是分，每人每年' },
} as const satisfies Readonly<Record<string, Usual>>;

/**
 * Values that a pack may have but hardly intends: a standard of 9 yuan, a multiple of 15, unusual days. A person
 * should look at them; they refuse nothing.
 * @param others packs and layers that it may inherit from, and that it may follow.
 */
export function doubtsOf(pack: PackOrLayer, others: Iterable<PackOrLayer>): readonly PackFault[] {
  const byId = new Map([...others].map((other) => [other.id, other]));
  return [
    ...unusualValues(pack),
    ...oddDays(pack),
    ...lapsedLayer(pack, byId.get(pack.inherits ?? '')),
    ...leap(pack, byId.get(pack.follows ?? pack.supersedes ?? '')),
  ];
}

function unusualValues({ id: pack, rules }: PackOrLayer): PackFault[] {
  return (Object.keys(USUAL) as (keyof typeof USUAL)[]).flatMap((rule): PackFault[] => {
    const value = rules[rule]?.value;
    const { least, most, told, hint } = USUAL[rule];
    if (value === undefined || value === null || (value >= least && value <= most)) return [];
    const zh = `${told(value)}，不在常见范围 ${told(least)} 至 ${told(most)} 内（${hint}），请核对`;
    const en = `${value} lies outside what is usual, ${least} to ${most}; look again`;
    return [{ pack, path: ['rules', rule, 'value'], zh, en }];
  });
}

function oddDays({ id: pack, effectiveFrom, confirmedUntil, knownSince }: PackFrame): PackFault[] {
  const doubts: PackFault[] = [];
  const doubt = (field: string, zh: string, en: string) => doubts.push({ pack, path: [field], zh, en });
  if (!effectiveFrom.endsWith('-01')) {
    doubt('effectiveFrom', '不是某月 1 日，请核对', 'it is not the first of a month; look again');
  }
  if (confirmedUntil > addMonths(effectiveFrom, 24)) {
    doubt(
      'confirmedUntil',
      '晚于生效两年以上；标准通常每年调整，请核对',
      'it lies more than two years after the first day',
    );
  }
  if (knownSince < addMonths(effectiveFrom, -12)) {
    doubt('knownSince', '早于生效一年以上，请核对', 'it lies more than a year before the first day; look again');
  }
  return doubts;
}

/** The content of a layer stays in force after its last day, but later papers would cite an outdated law. */
function lapsedLayer(pack: PackOrLayer, layer: PackOrLayer | undefined): PackFault[] {
  if (layer === undefined || layer.region === pack.region) return [];
  const path = ['inherits'];
  if (layer.effectiveFrom > pack.effectiveFrom) {
    const zh = `${layer.id} 自 ${layer.effectiveFrom} 起，晚于本政策包生效日，请沿用当时的一层`;
    return [{ pack: pack.id, path, zh, en: `${layer.id} begins later, on ${layer.effectiveFrom}` }];
  }
  if (layer.effectiveTo === null || (pack.effectiveTo !== null && pack.effectiveTo <= layer.effectiveTo)) return [];
  const next = addDays(layer.effectiveTo, 1);
  const zh = `${layer.id} 至 ${layer.effectiveTo} 止；请另建自 ${next} 起的政策包，沿用其后的一层`;
  return [{ pack: pack.id, path, zh, en: `${layer.id} ends on ${layer.effectiveTo}; enter a pack from ${next} on` }];
}

/** Next year's standard is near this year's. */
function leap(pack: PackOrLayer, before: PackOrLayer | undefined): PackFault[] {
  const [now, then] = [pack.rules.dibaoStandardFen?.value, before?.rules.dibaoStandardFen?.value];
  if (now === undefined || then === undefined || (now >= then * 0.9 && now <= then * 1.3)) return [];
  const zh = `由 ${yuan(then)} 变为 ${yuan(now)}，变化异常，请核对`;
  const en = `it leaps from ${formatYuan(then)} to ${formatYuan(now)} yuan; look again`;
  return [{ pack: pack.id, path: ['rules', 'dibaoStandardFen', 'value'], zh, en }];
}
