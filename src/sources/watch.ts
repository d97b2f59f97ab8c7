import { sql } from 'kysely';
import type { Acting } from '../audit/acting.ts';
import type { Actor } from '../audit/actor.ts';
import type { Database } from '../platform/database.ts';
import { askedInVain } from '../question/of-sources.ts';
import { closeItemsInTrx, noteTroubleInTrx } from './items.ts';
import type { Body, Trouble } from './items.ts';

/** Rows of progress become visible in order only within a verification, so this many are read a second time. */
const READ_AGAIN = 5_000;
/** One complete answer does not show that every answer is complete, so a trouble closes only after this time. */
const ALL_READ_FOR_MS = 7 * 86_400_000;
/** How long the durations of exchanges are kept. */
const LATENCY_MS = 86_400_000;

/** The result of one inspection of the sources. */
export type Watched = {
  readonly opened: readonly Body[];
  readonly closed: readonly (Body & { readonly kind: Trouble })[];
};

const NOTHING: Watched = { opened: [], closed: [] };

/** Locks the inspection. @returns how far the last one read; `null` where another process is inspecting. */
export async function holdWatchInTrx(trx: Database): Promise<number | null> {
  const watch = await trx.selectFrom('source_watch').select('progress_seq').forUpdate().skipLocked().executeTakeFirst();
  return watch?.progress_seq ?? null;
}

/**
 * Inspects the sources since the last inspection: when each was asked and answered, which have become silent, and
 * which answer again. Everything is read from questions and their progress, so that answering stays fast. Only one
 * process inspects at a time; the others skip.
 *
 * @param readUntil of {@link holdWatchInTrx}.
 */
export async function watchSourcesInTrx({ trx, at, actor }: Acting, readUntil: number | null): Promise<Watched> {
  if (readUntil === null) return NOTHING;
  const from = Math.max(0, readUntil - READ_AGAIN);
  await gatherPulse(trx, from);
  const opened = await openSilent(trx, at, actor, from);
  const closed = await closeMended(trx, at, actor);
  await trx.deleteFrom('unread_answer').where('keep_until', '<=', at).execute();
  await trx
    .deleteFrom('source_latency')
    .where('minute', '<', new Date(at.getTime() - LATENCY_MS))
    .execute();
  await sql`UPDATE source_watch SET progress_seq = (SELECT coalesce(max(seq), 0) FROM progress)`.execute(trx);
  return { opened, closed };
}

/** When each body was last asked and last answered. Conclusions of the gateway itself are no answers. */
async function gatherPulse(trx: Database, from: number): Promise<void> {
  await sql`
    INSERT INTO source_pulse (source_id, institution, last_asked_at, last_answered_at)
    SELECT source_id, coalesce(institution, ''), max(at) FILTER (WHERE event = 'ASKED'),
           max(at) FILTER (WHERE event <> 'ASKED')
    FROM progress
    WHERE seq > ${from} AND source_id IS NOT NULL AND (event = 'ASKED' OR (event IN ('ANSWERED', 'LATE_ANSWER')
      AND kind NOT IN ('NO_RESPONSE', 'NOT_CONNECTED', 'NOT_AUTHORISED')))
    GROUP BY 1, 2
    ON CONFLICT (source_id, institution) DO UPDATE SET
      last_asked_at = GREATEST(source_pulse.last_asked_at, excluded.last_asked_at),
      last_answered_at = GREATEST(source_pulse.last_answered_at, excluded.last_answered_at)`.execute(trx);
}

/**
 * A body is silent when it has failed twice at a question, or let its time pass, and has answered nothing since that
 * question was sent. A body that answers other questions meanwhile is not silent.
 */
async function openSilent(trx: Database, now: Date, actor: Actor, from: number): Promise<readonly Body[]> {
  const { rows } = await sql<{ source_id: string; institution: string }>`
    WITH tried AS (${askedInVain(from)})
    SELECT DISTINCT t.source_id, t.institution FROM tried t
    LEFT JOIN source_pulse u ON u.source_id = t.source_id AND u.institution = t.institution
    WHERE t.asked_at IS NOT NULL AND (u.last_answered_at IS NULL OR u.last_answered_at < t.asked_at)
      AND NOT EXISTS (SELECT FROM source_item i WHERE i.source_id = t.source_id AND i.institution = t.institution
        AND i.kind = 'SILENT' AND i.closed_at IS NULL)
    ORDER BY 1, 2`.execute(trx);
  const bodies = rows.map((row) => ({ sourceId: row.source_id, institution: row.institution }));
  for (const body of bodies) await noteTroubleInTrx(trx, now, actor, { ...body, kind: 'SILENT', sample: null });
  return bodies;
}

/**
 * A silent body is closed by an answer; a changed format by reading all stored answers; unread records by a week in
 * which all records could be read.
 */
async function closeMended(trx: Database, now: Date, actor: Actor): Promise<Watched['closed']> {
  const mended = await trx
    .selectFrom('source_item as i')
    .innerJoin('source_pulse as u', (join) =>
      join.onRef('u.source_id', '=', 'i.source_id').onRef('u.institution', '=', 'i.institution'),
    )
    .select(['i.id', 'i.source_id as sourceId', 'i.institution', 'i.kind'])
    .where('i.closed_at', 'is', null)
    .whereRef('u.last_answered_at', '>', 'i.last_at')
    .where((eb) =>
      eb.or([
        eb('i.kind', '=', 'SILENT'),
        eb.and([
          eb('i.kind', '=', 'FORMAT_CHANGED'),
          eb.not(
            eb.exists(
              eb
                .selectFrom('unread_answer as k')
                .select('k.id')
                .whereRef('k.source_id', '=', 'i.source_id')
                .whereRef('k.institution', '=', 'i.institution'),
            ),
          ),
        ]),
        eb.and([eb('i.kind', '=', 'RECORDS_UNREAD'), eb('i.last_at', '<', new Date(now.getTime() - ALL_READ_FOR_MS))]),
      ]),
    )
    .execute();
  await closeItemsInTrx(
    trx,
    now,
    actor,
    mended.map(({ id }) => id),
  );
  return mended;
}
