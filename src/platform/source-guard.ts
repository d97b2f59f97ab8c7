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
import type { SourceBreakerTable } from './source-tables.ts';

/** The limits that a department sets; see `SourceBehaviour` in `src/sources/port.ts`. */
export type SourceLimits = {
  readonly quota: { readonly perSecond: number; readonly perDay: number; readonly concurrent: number };
  readonly breaker: { readonly consecutiveFailures: number; readonly halfOpenAfterMs: number };
};

/**
 * Permission to ask `slots.length` questions now. When there are fewer slots than wanted, try again after
 * `retryInMs`.
 */
export type Leave = { readonly slots: readonly string[]; readonly retryInMs: number };

/**
 * The slot of a killed worker is free again after this time. A living worker renews its slots. The time is short
 * because a source with few slots cannot be asked until the slots of a dead worker are free.
 */
const SLOT_LIFE_MS = 10_000;
const RENEW_EVERY_MS = 2_500;
const BUSY_RETRY_MS = 100;

type Breaker = Selectable<SourceBreakerTable>;
type Wish = { readonly line: string; readonly limits: SourceLimits; readonly wanted: number };
/** The total number of slots that a burst of requests wants on one channel. */
type Demand = { readonly limits: SourceLimits; readonly wanted: number };
/**
 * The slots that a burst receives on one channel. `turn` decides who is served first where they are fewer than
 * wanted.
 */
type Lease = Leave & { readonly turn: number };

/**
 * Quota, slots and circuit breaker of every channel to the outside, shared by all workers and kept in PostgreSQL
 * whatever the queue runs on. A channel is a source, or the hub behind which several sources share one limit.
 * Concurrent requests of one process, over any channels, are served in one transaction.
 */
export class SourceGuard {
  readonly #db: Database;
  readonly #clock: Clock;
  readonly #takeLeave: (wish: Wish) => Promise<Leave>;
  readonly #releaseSlot: (id: string) => Promise<void>;
  /** Channels that this process believes healthy. A success on one of them needs no write. */
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

  /** Reserves quota for up to `wanted` questions over one channel. {@link release} returns the slots. */
  take(line: string, limits: SourceLimits, wanted: number): Promise<Leave> {
    return this.#takeLeave({ line, limits, wanted });
  }

  /** Returns one slot. */
  release(slot: string): Promise<void> {
    this.#held.delete(slot);
    if (this.#held.size === 0 && this.#renewing !== null) {
      clearInterval(this.#renewing);
      this.#renewing = null;
    }
    return this.#releaseSlot(slot);
  }

  /**
   * Records a success: forgets the channel's failures and closes a half-open breaker.
   *
   * @returns whether this call closed a breaker, so that waiting questions may be sent again.
   */
  async succeeded(line: string): Promise<boolean> {
    if (this.#healthy.has(line)) return false;
    const before = await this.#db
      .with('before', (cte) => cte.selectFrom('source_breaker').selectAll().where('source_id', '=', line).forUpdate())
      .updateTable('source_breaker')
      .from('before')
      .set({ state: 'CLOSED', consecutive_failures: 0, opened_at: null, probe_until: null })
      .set((eb) => ({ version: eb('before.version', '+', 1) }))
      .whereRef('source_breaker.source_id', '=', 'before.source_id')
      .returning('before.state')
      .executeTakeFirst();
    this.#healthy.add(line);
    return before !== undefined && before.state !== 'CLOSED';
  }

  /** Returns an unused reservation. If it was the half-open probe of a tripped breaker, another question may use it. */
  async unused(line: string): Promise<void> {
    await this.#db
      .updateTable('source_breaker')
      .set({ probe_until: null })
      .where('source_id', '=', line)
      .where('state', '=', 'HALF_OPEN')
      .execute();
  }

  /** Records a failure. At the limit, or after a failed probe, the breaker opens for all workers. */
  async failed(line: string, limits: SourceLimits): Promise<void> {
    this.#healthy.delete(line);
    const now = this.#clock.now();
    await sql`
      INSERT INTO source_breaker (source_id, state, consecutive_failures, opened_at, probe_until, version)
      VALUES (${line}, ${limits.breaker.consecutiveFailures <= 1 ? 'OPEN' : 'CLOSED'}, 1,
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
    for (const { line, limits, wanted } of wishes) {
      demands.set(line, { limits, wanted: wanted + (demands.get(line)?.wanted ?? 0) });
    }
    const leases = await this.#db.transaction().execute((trx) => this.#lease(trx, demands));
    this.#hold([...leases.values()].flatMap(({ slots }) => slots));
    const leaves = new Map(
      [...Map.groupBy(wishes, ({ line }) => line)].flatMap(([line, ofLine]) => {
        const lease = leases.get(line);
        return lease === undefined ? [] : share(lease, ofLine);
      }),
    );
    return wishes.map((wish) => leaves.get(wish) ?? { slots: [], retryInMs: BUSY_RETRY_MS });
  }

  /** Renews the slots of this process. The renewing ends with the process. */
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

  async #lease(trx: Database, demands: ReadonlyMap<string, Demand>): Promise<ReadonlyMap<string, Lease>> {
    const now = this.#clock.now();
    const second = new Date(Math.floor(now.getTime() / 1000) * 1000);
    const day = startOfDay(shanghaiDate(now));
    const lines = [...demands.keys()].toSorted();
    const usage = await lockUsage(trx, lines, { second, day });
    const breakers = await this.#lockBreakers(trx, lines);
    const busy = await countBusy(trx, lines, now);
    const leases = new Map<string, Lease>();
    for (const [line, { limits, wanted }] of demands) {
      const used = usage.get(line) ?? { second: 0, day: 0 };
      const allowed = await this.#breakerAllows(trx, line, breakers.get(line), limits, wanted, now);
      const leftInSecond = limits.quota.perSecond - used.second;
      const leftInDay = limits.quota.perDay - used.day;
      const leftPlaces = limits.quota.concurrent - (busy.get(line) ?? 0);
      const granted = Math.max(0, Math.min(wanted, leftInSecond, leftInDay, leftPlaces, allowed.most));
      leases.set(line, {
        slots: Array.from({ length: granted }, () => crypto.randomUUID()),
        turn: breakers.get(line)?.consecutive_failures ?? 0,
        retryInMs:
          allowed.retryInMs ??
          (leftInDay <= 0
            ? day.getTime() + 86_400_000 - now.getTime()
            : leftInSecond <= granted
              ? second.getTime() + 1000 - now.getTime()
              : BUSY_RETRY_MS),
      });
    }
    await recordLeaves(trx, leases, { second, day }, new Date(now.getTime() + SLOT_LIFE_MS));
    return leases;
  }

  async #lockBreakers(trx: Database, lines: readonly string[]): Promise<ReadonlyMap<string, Breaker>> {
    const rows = await trx
      .selectFrom('source_breaker')
      .selectAll()
      .where('source_id', 'in', lines)
      .orderBy('source_id')
      .forUpdate()
      .execute();
    return new Map(rows.map((row) => [row.source_id, row]));
  }

  /** CLOSED: as many as wanted. OPEN: none until the pause is over, then one probe for all workers. */
  async #breakerAllows(
    trx: Database,
    line: string,
    breaker: Breaker | undefined,
    limits: SourceLimits,
    wanted: number,
    now: Date,
  ): Promise<{ most: number; retryInMs: number | null }> {
    if (breaker === undefined || breaker.state === 'CLOSED') return { most: wanted, retryInMs: null };
    this.#healthy.delete(line);
    const rest = limits.breaker.halfOpenAfterMs;
    const readyAt =
      breaker.state === 'OPEN' ? (breaker.opened_at?.getTime() ?? 0) + rest : (breaker.probe_until?.getTime() ?? 0);
    if (readyAt > now.getTime()) return { most: 0, retryInMs: readyAt - now.getTime() };
    await trx
      .updateTable('source_breaker')
      .set({ state: 'HALF_OPEN', probe_until: new Date(now.getTime() + rest), version: breaker.version + 1 })
      .where('source_id', '=', line)
      .execute();
    return { most: 1, retryInMs: rest };
  }
}

/**
 * Distributes a lease among the requests of one channel. There is only one probe; it goes to the next request after
 * each failure, so that a hub with one dead department is not probed with that department for ever.
 */
function share({ slots, retryInMs, turn }: Lease, wishes: readonly Wish[]): readonly (readonly [Wish, Leave])[] {
  const first = turn % wishes.length;
  let given = 0;
  return [...wishes.slice(first), ...wishes.slice(0, first)].map((wish) => {
    const own = slots.slice(given, given + wish.wanted);
    given += own.length;
    return [wish, { slots: own, retryInMs }];
  });
}
