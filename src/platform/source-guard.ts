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

/** What a department allows; see `SourceBehaviour` in `src/sources/port.ts`. */
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
type Wish = { readonly line: string; readonly limits: SourceLimits; readonly wanted: number };
/** What all wishes of a burst come to for one line. */
type Demand = { readonly limits: SourceLimits; readonly wanted: number };
/** What a burst is given of one line; `turn` says whose turn it is where that is less than all want. */
type Lease = Leave & { readonly turn: number };

/**
 * Quota, places and breaker of every line to the outside, one truth for all workers, kept in PostgreSQL whatever the
 * queue runs on. A line is a source, or the hub behind which several sources lie: they share what it allows. A burst of
 * wishes of one process, over whatever lines, is served in one transaction.
 */
export class SourceGuard {
  readonly #db: Database;
  readonly #clock: Clock;
  readonly #takeLeave: (wish: Wish) => Promise<Leave>;
  readonly #releaseSlot: (id: string) => Promise<void>;
  /** Lines that this process believes healthy: success then needs no write. */
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

  /** Takes leave for up to `wanted` questions over one line. Slots are given back by {@link release}. */
  take(line: string, limits: SourceLimits, wanted: number): Promise<Leave> {
    return this.#takeLeave({ line, limits, wanted });
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

  /**
   * An answer came over the line: its failures are forgotten and a breaker under probe closes.
   *
   * @returns whether a breaker closed by it: what waited may be asked again.
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

  /** There was nothing to ask with the leave that was given: if it was the probe of a resting line, another takes it. */
  async unused(line: string): Promise<void> {
    await this.#db
      .updateTable('source_breaker')
      .set({ probe_until: null })
      .where('source_id', '=', line)
      .where('state', '=', 'HALF_OPEN')
      .execute();
  }

  /** No answer came over the line; at the limit, or on a failed probe, the breaker opens for everyone. */
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

  /** CLOSED: as many as wanted. OPEN: none until its rest is over, then one probe of all workers. */
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
 * Hands a lease out to the wishes of one line. Of a probe there is one: it goes round with each that fails, so that a
 * hub on which one department is dead is not asked about that one for ever.
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
