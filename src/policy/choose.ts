import { regionChain, regionName } from '../identity/region.ts';
import { printDate } from '../platform/calendar-date.ts';
import type { CalendarDate } from '../platform/calendar-date.ts';
import { Problem } from '../platform/problem.ts';
import type { PolicyPack } from './pack.ts';

/** The days of a case by which rules are chosen. Before a decision, `decision` is the present day. */
export type CaseDates = {
  readonly application: CalendarDate;
  readonly base: CalendarDate;
  readonly decision: CalendarDate;
};

export type ChosenPack = {
  readonly pack: PolicyPack;
  /** False where a newer standard may be in force at the base date: a result by a line is then a warning only. */
  readonly confirmed: boolean;
  /** The notice on every page while `confirmed` is false: `标准待确认（依据 2017-07-01）`. */
  readonly notice: string | null;
};

/**
 * The rules for a case: those of its own division before those of the divisions above, those of its residence before
 * those for any, the latest where a change of `chosenBy` lets two apply. Packs not known by the decision are left out, and those that
 * were superseded by then.
 * @throws Problem INVALID_REGION for an unknown division; NOT_FOUND where no pack applies.
 */
export function choosePack(
  packs: Iterable<PolicyPack>,
  query: { readonly region: string; readonly residence: 'URBAN' | 'RURAL'; readonly dates: CaseDates },
): ChosenPack {
  const { residence, dates } = query;
  const chain: readonly string[] = regionChain(query.region);
  const known = [...packs].filter(({ knownSince }) => knownSince <= dates.decision);
  const superseded = new Set(known.map(({ supersedes }) => supersedes));
  const applicable = known.filter((pack) => !superseded.has(pack.id) && applies(pack, chain, residence, dates));
  const [pack] = applicable.toSorted(
    (a, b) =>
      chain.indexOf(a.region) - chain.indexOf(b.region) ||
      Number(a.residence === 'ANY') - Number(b.residence === 'ANY') ||
      (a.effectiveFrom > b.effectiveFrom ? -1 : 1),
  );
  if (pack === undefined) throw nothingApplies(query.region, residence, dates);
  const notice = noticeOf(pack, dates.base);
  return { pack, confirmed: notice === null, notice };
}

/** `标准待确认（依据 2017-07-01）` where a newer standard may be in force at the base date, else `null`. */
export function noticeOf(pack: PolicyPack, base: CalendarDate): string | null {
  return base <= pack.confirmedUntil ? null : `标准待确认（依据 ${pack.effectiveFrom}）`;
}

/** Whether a pack may be used for a case at all, by division, residence and days; another may go before it. */
export function choosesPack(
  pack: PolicyPack,
  { region, residence, dates }: { region: string; residence: 'URBAN' | 'RURAL'; dates: CaseDates },
): boolean {
  return applies(pack, regionChain(region), residence, dates);
}

function applies(pack: PolicyPack, chain: readonly string[], residence: 'URBAN' | 'RURAL', dates: CaseDates): boolean {
  const day = decisiveDay(pack, dates);
  return (
    chain.includes(pack.region) &&
    !pack.exceptRegions.some((code) => chain.includes(code)) &&
    (pack.residence === 'ANY' || pack.residence === residence) &&
    pack.effectiveFrom <= day &&
    (pack.effectiveTo === null || day <= pack.effectiveTo)
  );
}

function decisiveDay(pack: PolicyPack, dates: CaseDates): CalendarDate {
  if (pack.chosenBy === 'BASE_DATE') return dates.base;
  return pack.chosenBy === 'APPLICATION' ? dates.application : dates.decision;
}

function nothingApplies(region: string, residence: 'URBAN' | 'RURAL', dates: CaseDates): Problem {
  const kind = residence === 'URBAN' ? '城镇' : '农村';
  return new Problem({
    code: 'NOT_FOUND',
    field: 'policy',
    zh: `没有适用于${regionName(region)}${kind}、基准日 ${printDate(dates.base)} 的政策包，请先登记当地标准`,
    en: `No policy pack applies to ${region} (${residence}) on ${dates.base}; enter the local standard first`,
  });
}
