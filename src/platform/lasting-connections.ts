import { Client, Pool, types } from 'pg';
import type { ClientBase, PoolClient, PoolConfig } from 'pg';
import type { Log } from './log.ts';

// The one place that makes connections to PostgreSQL (an import rule keeps it so). The driver reports the loss of a
// connection as an `error` event of its client, and an `error` event without a listener ends the process. The driver's
// pool listens to idle clients only: one that is lent out, between two statements of a transaction, has no listener.

/** How the driver reads a type where nothing else is set. */
export const driverParser = types.getTypeParser;

type Lent = (fault: Error | undefined, client: PoolClient | undefined, done: (release?: unknown) => void) => void;

/**
 * A pool whose process outlives the loss of any connection, idle or in use. The statement under way, or the next one,
 * fails and tells the caller; the pool replaces the connection.
 *
 * @example const pool = new LastingPool({ connectionString: url, max: 4 }, 'queue', log);
 */
export class LastingPool extends Pool {
  readonly #lost = new WeakSet<ClientBase>();

  /** @param kind what the connections are for, as the log says it. */
  constructor(config: PoolConfig, kind: string, log: Log | undefined) {
    super(config);
    const report = (err: Error): void => log?.warn('database connection lost', { kind, err });
    this.on('error', report);
    this.on('connect', (client) => {
      client.on('error', (err) => {
        this.#lost.add(client);
        report(err);
      });
    });
  }

  /**
   * Lends a connection that lives. One that was lost in the instant between its opening and the borrower's first step
   * would never tell a borrower who waits for messages: BullMQ would listen on it for ever.
   */
  override connect(): Promise<PoolClient>;
  override connect(callback: Lent): void;
  override connect(callback?: Lent): Promise<PoolClient> | void {
    return callback === undefined ? this.#connectLiving() : super.connect(callback);
  }

  async #connectLiving(): Promise<PoolClient> {
    for (;;) {
      const client = await super.connect();
      if (!this.#lost.has(client)) return client;
      client.release(true);
    }
  }
}

/** One connection outside of any pool, not yet connected; the process outlives its loss. */
export function lastingClient(url: string, connectionTimeoutMillis?: number): Client {
  const client = new Client({ connectionString: url, connectionTimeoutMillis });
  // A lost connection also rejects the statement under way.
  client.on('error', () => undefined);
  return client;
}
