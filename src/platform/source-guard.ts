import { sql } from 'kysely';
import { createBatcher } from './batcher.ts';
import type { Clock } from './clock.ts';
import type { Database } from './database.ts';
import { shanghaiDate, startOfDay } from './calendar-date.ts';
import { silentLog } from './log.ts';
import type { Log } from './log.ts';
import { asError } from './problem.ts';

/** What a department allows; see `SourceBehaviour` in `adapters/define-source.ts`. */
export type SourceLimits = {
  readonly quota: { readonly perSecond: number; readonly perDay: number; readonly concurrent: number };
  readonly breaker: { readonly consecutiveFailures: number; readonly halfOpenAfterMs: number };
};

/** Leave to ask `slots.length` questions now; when it is fewer than wanted, come again after `retryInMs`. */
export type Leave = { readonly slots: readonly string[]; readonly retryInMs: number };

/**
 * A slot of a worker that was killed is free again after this time. A living one renews what it holds: the life of a
 * slot is short, because a source with few places stands still until those of a dead worker are free.
 */
const SLOT_LIFE_MS = 10_000;
const RENEW_EVERY_MS = 2_500;
const BUSY_RETRY_MS = 100;

type Wish = { readonly sourceId: string; readonly limits: SourceLimits; readonly wanted: number };

/**
 * Quota, places and breaker of every source, one truth for all workers, kept in PostgreSQL whatever the queue runs
 * on. A burst of wishes of one process is served as one block in one transaction.
 */
export class SourceGuard {
  readonly #db: Database;
  readonly #clock: Clock;
  readonly #takers = new Map<string, (wish: Wish) => Promise<Leave>>();
  readonly #releaseSlot: (id: string) => Promise<void>;
  /** Sources that this process believes healthy: success then needs no write. */
  readonly #healthy = new Set<string>();
  readonly #log: Log;
  readonly #held = new Set<string>();
  #renewing: NodeJS.Timeout | null = null;

  constructor(db: Database, clock: Clock, log: Log = silentLog) {
    this.#db = db;
    this.#clock = clock;
    this.#log = log;
    this.#releaseSlot = createBatcher(async (ids: readonly string[]) => {
      await db.deleteFrom('source_slot').where('id', 'in', ids).execute();
      return ids.map(() => undefined);
    });
  }

  /** Takes leave for up to `wanted` questions to one source. Slots are given back by {@link release}. */
  take(sourceId: string, limits: SourceLimits, wanted: number): Promise<Leave> {
    let taker = this.#takers.get(sourceId);
    if (taker === undefined) {
      taker = createBatcher((wishes: readonly Wish[]) => this.#serve(wishes));
      this.#takers.set(sourceId, taker);
    }
    return taker({ sourceId, limits, wanted });
  }

  /** Gives one place back. */
  release(slot: string): Promise<void> {
    this.#held.delete(slot);
    if (this.#held.size === 0 && this.#renewing !== null) {
      clearInterval(this.#renewing);
      this.#renewing = null;
    }
    return this.#releaseSlot(slot);
  }

  /** The source gave an answer: its failures are forgotten and a breaker under probe closes. */
  async succeeded(sourceId: string): Promise<void> {
    if (this.#healthy.has(sourceId)) return;
    await this.#db
      .updateTable('source_breaker')
      .set({ state: 'CLOSED', consecutive_failures: 0, opened_at: null, probe_until: null })
      .set((eb) => ({ version: eb('version', '+', 1) }))
      .where('source_id', '=', sourceId)
      .execute();
    this.#healthy.add(sourceId);
  }

  /** The source failed to answer; at the limit, or on a failed probe, the breaker opens for everyone. */
  async failed(sourceId: string, limits: SourceLimits): Promise<void> {
    this.#healthy.delete(sourceId);
    const now = this.#clock.now();
    await sql`
      INSERT INTO source_breaker (source_id, state, consecutive_failures, opened_at, probe_until, version)
      VALUES (${sourceId}, ${limits.breaker.consecutiveFailures <= 1 ? 'OPEN' : 'CLOSED'}, 1,
              ${limits.breaker.consecutiveFailures <= 1 ? now : null}, NULL, 1)
      ON CONFLICT (source_id) DO UPDATE SET
        consecutive_failures = source_breaker.consecutive_failures + 1,
        state = CASE WHEN source_breaker.state = 'HALF_OPEN'
                       OR source_breaker.consecutive_failures + 1 >= ${limits.breaker.consecutiveFailures}
                     THEN 'OPEN' ELSE source_breaker.state END,
        opened_at = CASE WHEN source_breaker.state = 'HALF_OPEN'
                           OR source_breaker.consecutive_failures + 1 >= ${limits.breaker.consecutiveFailures}
                         THEN ${now}::timestamptz ELSE source_breaker.opened_at END,
        probe_until = NULL,
        version = source_breaker.version + 1`.execute(this.#db);
  }

  async #serve(wishes: readonly Wish[]): Promise<readonly Leave[]> {
    const first = wishes[0];
    if (first === undefined) return [];
    const { sourceId, limits } = first;
    const wanted = wishes.reduce((sum, wish) => sum + wish.wanted, 0);
    const leave = await this.#db.transaction().execute((trx) => this.#lease(trx, sourceId, limits, wanted));
    this.#hold(leave.slots);
    const left = [...leave.slots];
    return wishes.map((wish) => ({ slots: left.splice(0, wish.wanted), retryInMs: leave.retryInMs }));
  }

  /** While this process holds slots it renews them; with the process the renewing ends. */
  #hold(slots: readonly string[]): void {
    for (const slot of slots) this.#held.add(slot);
    if (this.#renewing !== null || this.#held.size === 0) return;
    this.#renewing = setInterval(() => {
      this.#renew().catch((thrown: unknown) =>
        this.#log.warn('slots not renewed', { count: this.#held.size, err: asError(thrown) }),
      );
    }, RENEW_EVERY_MS);
    this.#renewing.unref();
  }

  async #renew(): Promise<void> {
    if (this.#held.size === 0) return;
    await this.#db
      .updateTable('source_slot')
      .set({ expires_at: new Date(this.#clock.now().getTime() + SLOT_LIFE_MS) })
      .where('id', 'in', [...this.#held])
      .execute();
  }

  async #lease(trx: Database, sourceId: string, limits: SourceLimits, wanted: number): Promise<Leave> {
    const now = this.#clock.now();
    const second = new Date(Math.floor(now.getTime() / 1000) * 1000);
    const day = startOfDay(shanghaiDate(now));
    const spans = [
      { source_id: sourceId, span: 'SECOND' as const, span_start: second, used: 0 },
      { source_id: sourceId, span: 'DAY' as const, span_start: day, used: 0 },
    ];
    await trx
      .insertInto('source_quota')
      .values(spans)
      .onConflict((c) => c.doNothing())
      .execute();
    // The row locks make one queue of all workers that ask the same source.
    const rows = await trx
      .selectFrom('source_quota')
      .selectAll()
      .where('source_id', '=', sourceId)
      .orderBy('span')
      .forUpdate()
      .execute();
    const usedIn = (span: 'SECOND' | 'DAY', start: Date): number =>
      rows.find((row) => row.span === span && row.span_start.getTime() === start.getTime())?.used ?? 0;
    const allowedByBreaker = await this.#breakerAllows(trx, sourceId, limits, wanted, now);
    const busy = await trx
      .selectFrom('source_slot')
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .where('source_id', '=', sourceId)
      .where('expires_at', '>', now)
      .executeTakeFirstOrThrow();
    const leftInSecond = limits.quota.perSecond - usedIn('SECOND', second);
    const leftInDay = limits.quota.perDay - usedIn('DAY', day);
    const leftPlaces = limits.quota.concurrent - busy.n;
    const granted = Math.max(0, Math.min(wanted, leftInSecond, leftInDay, leftPlaces, allowedByBreaker.most));
    const slots = Array.from({ length: granted }, () => crypto.randomUUID());
    if (granted > 0) {
      const expires_at = new Date(now.getTime() + SLOT_LIFE_MS);
      await trx
        .insertInto('source_slot')
        .values(slots.map((id) => ({ id, source_id: sourceId, expires_at })))
        .execute();
      await sql`
        UPDATE source_quota SET
          used = CASE WHEN span_start = s.start THEN used + ${granted} ELSE ${granted} END,
          span_start = s.start
        FROM (VALUES ('SECOND', ${second}::timestamptz), ('DAY', ${day}::timestamptz)) AS s (span, start)
        WHERE source_quota.source_id = ${sourceId} AND source_quota.span = s.span`.execute(trx);
    }
    const retryInMs =
      allowedByBreaker.retryInMs ??
      (leftInDay <= 0
        ? day.getTime() + 86_400_000 - now.getTime()
        : leftInSecond <= granted
          ? second.getTime() + 1000 - now.getTime()
          : BUSY_RETRY_MS);
    return { slots, retryInMs };
  }

  /** CLOSED: as many as wanted. OPEN: none until its rest is over, then one probe of all workers. */
  async #breakerAllows(
    trx: Database,
    sourceId: string,
    limits: SourceLimits,
    wanted: number,
    now: Date,
  ): Promise<{ most: number; retryInMs: number | null }> {
    const breaker = await trx
      .selectFrom('source_breaker')
      .selectAll()
      .where('source_id', '=', sourceId)
      .forUpdate()
      .executeTakeFirst();
    if (breaker === undefined || breaker.state === 'CLOSED') return { most: wanted, retryInMs: null };
    this.#healthy.delete(sourceId);
    const rest = limits.breaker.halfOpenAfterMs;
    const readyAt =
      breaker.state === 'OPEN' ? (breaker.opened_at?.getTime() ?? 0) + rest : (breaker.probe_until?.getTime() ?? 0);
    if (readyAt > now.getTime()) return { most: 0, retryInMs: readyAt - now.getTime() };
    await trx
      .updateTable('source_breaker')
      .set({ state: 'HALF_OPEN', probe_until: new Date(now.getTime() + rest), version: breaker.version + 1 })
      .where('source_id', '=', sourceId)
      .execute();
    return { most: 1, retryInMs: rest };
  }
}
