import type { AnswerKind } from '../evidence/answer.ts';
import { addDays } from '../platform/calendar-date.ts';
import type { CalendarDate } from '../platform/calendar-date.ts';

/** Data older at the base date than the source promises are `STALE`: there, but not the last word. */
export function freshness(
  answer: { readonly kind: AnswerKind; readonly dataDate: CalendarDate | null },
  source: { readonly staleAfterDays: number },
  baseDate: CalendarDate,
): AnswerKind {
  const conclusive = answer.kind === 'HIT' || answer.kind === 'NO_RECORD';
  if (!conclusive || answer.dataDate === null) return answer.kind;
  return answer.dataDate < addDays(baseDate, -source.staleAfterDays) ? 'STALE' : answer.kind;
}
