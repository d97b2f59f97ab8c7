import type { EvidencePiece } from '../evidence/piece.ts';
import { addDays, shanghaiDate } from '../platform/calendar-date.ts';
import type { CalendarDate } from '../platform/calendar-date.ts';
import type { PlannedSource } from '../sources/planned-source.ts';

/** A source whose answer about a case is older on the day in question than the source promises. */
export type StaleSource = { readonly sourceId: string; readonly oldest: CalendarDate };

const ANSWERED: ReadonlySet<EvidencePiece['kind']> = new Set(['HIT', 'NO_RECORD', 'PARTIAL', 'STALE']);

/** The sources of a case that would have to be asked anew before anything is decided on their answers, by id. */
export function staleSources(
  evidence: readonly EvidencePiece[],
  sources: readonly Pick<PlannedSource, 'id' | 'staleAfterDays'>[],
  day: CalendarDate,
): readonly StaleSource[] {
  const oldest = new Map<string, CalendarDate>();
  for (const { sourceId, kind, dataDate, answeredAt } of evidence) {
    const days = sources.find(({ id }) => id === sourceId)?.staleAfterDays;
    const current = dataDate ?? (answeredAt === null ? null : shanghaiDate(answeredAt));
    if (!ANSWERED.has(kind) || days === undefined || current === null || current >= addDays(day, -days)) continue;
    const known = oldest.get(sourceId);
    if (known === undefined || current < known) oldest.set(sourceId, current);
  }
  return [...oldest]
    .map(([sourceId, date]) => ({ sourceId, oldest: date }))
    .sort((a, b) => (a.sourceId < b.sourceId ? -1 : 1));
}
