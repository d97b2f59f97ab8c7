import type { LineSource } from '../indicators/outcome.ts';
import type { CalendarDate } from '../platform/calendar-date.ts';
import type { Term } from '../policy/deadlines.ts';
import type { DecisionKind } from './decision-kind.ts';

type DatedLaw = LineSource & { readonly validFrom: CalendarDate; readonly validTo: CalendarDate | null };

/** The law for a change or an end of aid, by the day of the decision. */
const CHANGE: readonly DatedLaw[] = [
  {
    document: '《社会救助暂行办法》（国务院令第649号）',
    article: '第十三条',
    verified: false,
    validFrom: '2014-05-01' as CalendarDate,
    validTo: '2021-06-30' as CalendarDate,
  },
  {
    document: '《最低生活保障审核确认办法》（民政部，2021年7月1日起施行）',
    article: '第三十二条',
    verified: true,
    validFrom: '2021-07-01' as CalendarDate,
    validTo: null,
  },
];

/** From this day on, a family whose verification does not meet the conditions is informed before it is refused. */
const TELLING: DatedLaw = {
  document: '《最低生活保障审核确认办法》（民政部，2021年7月1日起施行）',
  article: '第十八条',
  verified: true,
  validFrom: '2021-07-01' as CalendarDate,
  validTo: null,
};

/** Whether the law of this day requires the office to inform the family of the findings before it refuses. */
export function isToldFirst(day: CalendarDate): boolean {
  return day >= TELLING.validFrom;
}

/** The law on reconsideration and on an action in court. */
export const REMEDIES_LAW: LineSource = {
  document: '《社会救助暂行办法》（国务院令第649号）',
  article: '第六十五条',
  verified: true,
};

/** The texts that a decision cites. @param procedure The term by which it was due, with its text. */
export function lawOfDecision(kind: DecisionKind, day: CalendarDate, procedure: Term | null): readonly LineSource[] {
  if (kind === 'APPROVED' || kind === 'REFUSED') {
    if (procedure === null) return [];
    const { document, article, verified } = procedure;
    // A pack adds the content after the article; a notice cites only the article.
    return [{ document, article: article.split('：')[0] ?? null, verified }];
  }
  return CHANGE.filter(({ validFrom, validTo }) => validFrom <= day && (validTo === null || day <= validTo)).map(
    ({ document, article, verified }) => ({ document, article, verified }),
  );
}
