import type { Pool } from 'pg';
import type { Log } from './log.ts';

/**
 * Lets the process outlive the loss of any connection of a pool, idle or in use. The driver reports a loss as an `error`
 * event of the client, and an `error` event without a listener ends the process. The pool listens to idle clients only;
 * a client that is lent out, between two statements of a transaction, has no listener. The statement under way, or the
 * next one, fails of its own and tells the caller.
 *
 * @param kind what the connections are for, as the log says it.
 */
export function outliveLostConnections(pool: Pool, kind: string, log: Log | undefined): void {
  const report = (err: Error): void => log?.warn('database connection lost', { kind, err });
  pool.on('error', report);
  pool.on('connect', (client) => client.on('error', report));
}
