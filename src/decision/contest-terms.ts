import { startOfDay } from '../platform/calendar-date.ts';
import type { Database } from '../platform/database.ts';
import type { ContestSpan } from './clock-rules.ts';

/** The terms that run for what is contested in these cases, by application; each was fixed when it began. */
export async function readContestTerms(
  db: Database,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly ContestSpan[]>> {
  const objections = await db
    .selectFrom('objection')
    .select(['application_id', 'number', 'filed_at', 'settled_at', 'due_at', 'due_provisional'])
    .where('application_id', 'in', ids)
    .execute();
  const disputes = await db
    .selectFrom('identity_dispute')
    .select(['application_id', 'number', 'opened_at', 'settled_at', 'due_at', 'due_provisional'])
    .where('application_id', 'in', ids)
    .execute();
  const tickets = await db
    .selectFrom('correction_ticket as t')
    .innerJoin('identity_dispute as d', 'd.id', 't.dispute_id')
    .select(['d.application_id', 't.number', 't.sent_at', 't.answered_on', 't.due_at', 't.due_provisional'])
    .select('d.settled_at')
    .where('d.application_id', 'in', ids)
    .execute();
  const spans = [
    ...objections.map((row) => ({
      row,
      kind: 'OBJECTION_REVIEW' as const,
      startedAt: row.filed_at,
      endedAt: row.settled_at,
    })),
    ...disputes.map((row) => ({
      row,
      kind: 'IDENTITY_DISPUTE' as const,
      startedAt: row.opened_at,
      endedAt: row.settled_at,
    })),
    ...tickets.map((row) => ({
      row,
      kind: 'CORRECTION' as const,
      startedAt: row.sent_at,
      // A dispute that is over waits for no department any more.
      endedAt: row.answered_on === null ? row.settled_at : later(row.sent_at, startOfDay(row.answered_on)),
    })),
  ].toSorted((a, b) => a.startedAt.getTime() - b.startedAt.getTime());
  const groups = Map.groupBy(spans, ({ row }) => row.application_id);
  return new Map(
    [...groups].map(([id, group]) => [
      id,
      group.map(({ row, ...span }) => ({
        ...span,
        about: row.number,
        deadline: { at: row.due_at, provisional: row.due_provisional },
      })),
    ]),
  );
}

function later(a: Date, b: Date): Date {
  return a > b ? a : b;
}
