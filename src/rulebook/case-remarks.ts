import type { Application } from '../application/application.ts';
import { successorOf } from '../identity/divisions.ts';
import { regionName } from '../identity/region.ts';
import { shanghaiDate } from '../platform/calendar-date.ts';
import type { Database } from '../platform/database.ts';
import { missingWords, standingOf } from '../policy/missing.ts';
import type { PackShelf } from '../policy/pack-shelf.ts';

export const CASE_REMARKS = {
  /** The place lacks values by which its cases are judged: no check can be requested before they are entered. */
  MISSING_POLICY_VALUES: '缺少政策数值',
  /** The disposable income of the year before, which this category needs, is not entered. */
  MISSING_DISPOSABLE_INCOME: '未登记上年度人均可支配收入',
  /** A newer standard may be in force. */
  STANDARD_UNCONFIRMED: '标准待确认',
  /** The division was abolished. */
  ABOLISHED_DIVISION: '行政区划已撤销',
} as const;
export type CaseRemarkCode = keyof typeof CASE_REMARKS;

/** A remark to the caseworkers of a case; it refuses nothing. */
export type CaseRemark = {
  readonly code: CaseRemarkCode;
  readonly zh: string;
  readonly en: string;
  /** Rules that are missing, by their names in a policy file; or the code that took the place of an abolished one. */
  readonly about: readonly string[];
};

/**
 * Obstacles of a case that are known at its registration, before the family signs anything: rules that its place has
 * not entered as of today, and a division that no longer exists.
 */
export function remarksOn(
  { division, residence, category, acceptedAt }: Application,
  packs: PackShelf<Database>,
  now: Date,
): readonly CaseRemark[] {
  const today = shanghaiDate(now);
  const dates = { application: shanghaiDate(acceptedAt), base: today, decision: today };
  const query = { region: division, residence, dates };
  const { chosen, missing } = standingOf(packs, packs.layers, query);
  const remarks: CaseRemark[] = [];
  if (chosen === null) {
    const about = missing.map(({ rule }) => rule);
    remarks.push({ code: 'MISSING_POLICY_VALUES', about, ...missingWords(missing, query) });
  } else {
    if (chosen.notice !== null) {
      const en = `a newer standard may be in force; what is known is of ${chosen.pack.effectiveFrom}`;
      remarks.push({ code: 'STANDARD_UNCONFIRMED', about: ['dibaoStandardFen'], zh: chosen.notice, en });
    }
    const needsIncome = category === 'EXPENDITURE_POVERTY';
    if (needsIncome && chosen.pack.rules.disposableIncomeYearlyFen.value === null) remarks.push(NO_DISPOSABLE_INCOME);
  }
  return [...remarks, ...abolished(division)];
}

const NO_DISPOSABLE_INCOME: CaseRemark = {
  code: 'MISSING_DISPOSABLE_INCOME',
  about: ['disposableIncomeYearlyFen'],
  zh: '尚未登记上年度当地居民人均可支配收入，刚性支出困难家庭的收入条件无法判断，请联系政策管理员',
  en: "last year's local disposable income is not entered, so that the condition of income cannot be judged",
};

function abolished(division: string): readonly CaseRemark[] {
  const county = division.slice(0, 6);
  const name = regionName(county);
  const successor = successorOf(county);
  if (successor !== null) {
    const { code, known } = successor;
    const guess = known ? { zh: '现为', en: 'it is now' } : { zh: '按名称推定现为', en: 'by its name it is now' };
    const zh = `${county} ${name}；${guess.zh} ${code} ${regionName(code)}，请核对后按现行代码登记`;
    const en = `the code ${county} was abolished; ${guess.en} ${code}. Compare, and register by the code in use`;
    return [{ code: 'ABOLISHED_DIVISION', about: [code], zh, en }];
  }
  if (!name.endsWith('（已撤销）')) return [];
  const zh = `${county} ${name}，请按现行代码登记`;
  return [
    { code: 'ABOLISHED_DIVISION', about: [], zh, en: `the code ${county} was abolished; register by the code in use` },
  ];
}
