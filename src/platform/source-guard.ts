import { sql } from 'kysely';
import type { Selectable } from 'kysely';
import { createBatcher } from './batcher.ts';
import type { Clock } from './clock.ts';
import type { Database } from './database.ts';
import { shanghaiDate, startOfDay } from './calendar-date.ts';
import { silentLog } from './log.ts';
import type { Log } from './log.ts';
import { asError } from './problem.ts';
import { countBusy, lockUsage, recordLeaves } from './source-usage.ts';
import type { SourceBreakerTable } from './tables.ts';

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

type Breaker = Selectable<SourceBreakerTable>;
type Wish = { readonly sourceId: string; readonly limits: SourceLimits; readonly wanted: number };
/** What all wishes of a burst come to for one source. */
type Demand = { readonly limits: SourceLimits; readonly wanted: number };

/**
 * Quota, places and breaker of every source, one truth for all workers, kept in PostgreSQL whatever the queue runs
 * on. A burst of wishes of one process, to whatever sources, is served in one transaction.
 */
export class SourceGuard {
  readonly #db: Database;
  readonly #clock: Clock;
  readonly #takeLeave: (wish: Wish) => Promise<Leave>;
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
    this.#takeLeave = createBatcher((wishes: readonly Wish[]) => this.#serve(wishes));
    this.#releaseSlot = createBatcher(async (ids: readonly string[]) => {
      await db.deleteFrom('source_slot').where('id', 'in', ids).execute();
      return ids.map(() => undefined);
    });
  }

  /** Takes leave for up to `wanted` questions to one source. Slots are given back by {@link release}. */
  take(sourceId: string, limits: SourceLimits, wanted: number): Promise<Leave> {
    return this.#takeLeave({ sourceId, limits, wanted });
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
    const demands = new Map<string, Demand>();
    for (const { sourceId, limits, wanted } of wishes) {
      demands.set(sourceId, { limits, wanted: wanted + (demands.get(sourceId)?.wanted ?? 0) });
    }
    const leaves = await this.#db.transaction().execute((trx) => this.#lease(trx, demands));
    const left = new Map([...leaves].map(([sourceId, { slots }]) => [sourceId, [...slots]]));
    this.#hold([...leaves.values()].flatMap(({ slots }) => slots));
    return wishes.map(({ sourceId, wanted }) => ({
      slots: left.get(sourceId)?.splice(0, wanted) ?? [],
      retryInMs: leaves.get(sourceId)?.retryInMs ?? BUSY_RETRY_MS,
    }));
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

  async #lease(trx: Database, demands: ReadonlyMap<string, Demand>): Promise<ReadonlyMap<string, Leave>> {
    const now = this.#clock.now();
    const second = new Date(Math.floor(now.getTime() / 1000) * 1000);
    const day = startOfDay(shanghaiDate(now));
    const sourceIds = [...demands.keys()].toSorted();
    const usage = await lockUsage(trx, sourceIds, { second, day });
    const breakers = await this.#lockBreakers(trx, sourceIds);
    const busy = await countBusy(trx, sourceIds, now);
    const leaves = new Map<string, Leave>();
    for (const [sourceId, { limits, wanted }] of demands) {
      const used = usage.get(sourceId) ?? { second: 0, day: 0 };
      const allowed = await this.#breakerAllows(trx, sourceId, breakers.get(sourceId), limits, wanted, now);
      const leftInSecond = limits.quota.perSecond - used.second;
      const leftInDay = limits.quota.perDay - used.day;
      const leftPlaces = limits.quota.concurrent - (busy.get(sourceId) ?? 0);
      const granted = Math.max(0, Math.min(wanted, leftInSecond, leftInDay, leftPlaces, allowed.most));
      leaves.set(sourceId, {
        slots: Array.from({ length: granted }, () => crypto.randomUUID()),
        retryInMs:
          allowed.retryInMs ??
          (leftInDay <= 0
            ? day.getTime() + 86_400_000 - now.getTime()
            : leftInSecond <= granted
              ? second.getTime() + 1000 - now.getTime()
              : BUSY_RETRY_MS),
      });
    }
    await recordLeaves(trx, leaves, { second, day }, new Date(now.getTime() + SLOT_LIFE_MS));
    return leaves;
  }

  async #lockBreakers(trx: Database, sourceIds: readonly string[]): Promise<ReadonlyMap<string, Breaker>> {
    const rows = await trx
      .selectFrom('source_breaker')
      .selectAll()
      .where('source_id', 'in', sourceIds)
      .orderBy('source_id')
      .forUpdate()
      .execute();
    return new Map(rows.map((row) => [row.source_id, row]));
  }

  /** CLOSED: as many as wanted. OPEN: none until its rest is over, then one probe of all workers. */
  async #breakerAllows(
    trx: Database,
    sourceId: string,
    breaker: Breaker | undefined,
    limits: SourceLimits,
    wanted: number,
    now: Date,
  ): Promise<{ most: number; retryInMs: number | null }> {
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
