import type { FactOf } from '../evidence/facts.ts';
import { mayBeOneCounty } from '../identity/same-division.ts';
import { addMonths } from '../platform/calendar-date.ts';
import type { CaseOf, IndicatorInput } from './define-indicator.ts';
import type { FoundFact } from './known-facts.ts';
import { factsOf, readFacts } from './reading.ts';

type Payment = FoundFact<FactOf<'SUBSIDY_PAYMENT'>>;
type Aid = FactOf<'AID_ENTITLEMENT'>;

const AID = ['AID_ENTITLEMENT'] as const;

/** Words by which offices name the aid that they pay; the narrower one first. */
const PROGRAMS: readonly (readonly [RegExp, Aid['program']])[] = [
  [/边缘/u, 'MINIMUM_LIVING_EDGE'],
  [/低保|最低生活/u, 'MINIMUM_LIVING'],
  [/特困|五保/u, 'EXTREME_POVERTY'],
  [/支出型|刚性支出/u, 'EXPENDITURE_POVERTY'],
  [/孤儿|无人抚养/u, 'ORPHAN'],
  [/临时/u, 'TEMPORARY_AID'],
];
const SCHEMES: readonly (readonly [RegExp, string])[] = [
  ...PROGRAMS,
  [/医疗/u, 'MEDICAL_AID'],
  [/教育|助学/u, 'EDUCATION_AID'],
  [/住房|租/u, 'HOUSING_AID'],
];

/** The programme that a payment names; `null` where it names none, or another kind of aid. */
export function programPaidBy(item: string): Aid['program'] | null {
  return PROGRAMS.find(([words]) => words.test(item))?.[1] ?? null;
}

/**
 * Whether a payment is the allowance that is checked: aid of the case's own scheme from its own county, which the household
 * draws while it is checked again. It is what the check is about, and no income against it.
 *
 * It is known by civil affairs' entry of the same months, or, in a check again, by its name; an allowance of the same
 * scheme that runs in another county may be the one that was paid, unless the amounts tell them apart.
 */
export function isOwnAid(
  input: Pick<IndicatorInput, 'counted' | 'evidence' | 'sources' | 'caseOf'>,
  { fact }: Payment,
): boolean {
  const { caseOf } = input;
  if (caseOf === undefined || fact.kind !== 'SOCIAL_ASSISTANCE') return false;
  const scheme = SCHEMES.find(([words]) => words.test(fact.item))?.[1] ?? caseOf.category;
  if (scheme !== caseOf.category) return false;
  const aids = factsOf(readFacts(input, AID), 'AID_ENTITLEMENT')
    .map((one) => one.fact)
    .filter((aid) => aid.program === caseOf.category && isPaidIn(fact.month, aid));
  const own = aids.filter(({ division }) => mayBeOneCounty(division, caseOf.division));
  if (own.length < aids.length) return own.some(({ monthlyFen }) => monthlyFen === fact.amountFen);
  return own.length > 0 || isCheckedAgain(caseOf);
}

function isCheckedAgain({ purpose }: CaseOf): boolean {
  return purpose === 'REVERIFICATION';
}

/** Whether an entitlement can be what was paid in a month: the last month of it may be paid in the next. */
function isPaidIn(month: string, { since, until }: Aid): boolean {
  return monthOf(since) <= month && (until === null || month <= monthOf(addMonths(until, 1)));
}

function monthOf(day: Aid['since']): string {
  return day.slice(0, 'YYYY-MM'.length);
}
