import type { Context } from 'hono';
import { sql } from 'kysely';
import { assertMigrations } from '../platform/assert-migrations.ts';
import type { Database } from '../platform/database.ts';
import type { Log } from '../platform/log.ts';
import type { FieldVault } from '../protection/field-vault.ts';
import { proveKeys } from '../protection/prove-keys.ts';
import type { Signer } from '../protection/signer.ts';
import type { HttpEnvironment } from './environment.ts';
import { createReadiness } from './readiness.ts';

/** The services that a process needs to be useful. */
export type ReadyServices = {
  readonly db: Database;
  readonly vault: FieldVault;
  readonly signer: Signer;
  readonly log: Log;
  /** Absent at the edge, which has no queue; the reply then has no such part. */
  readonly probeQueue?: () => Promise<void>;
};

/**
 * Tells every caller whether this process is ready, part by part: 200, or 503. Only the log says why a part is not
 * ready.
 *
 * @example app.get('/readyz', readyRoute(services));
 */
export function readyRoute({ db, vault, signer, log, probeQueue }: ReadyServices) {
  let proven = false;
  const readiness = createReadiness(
    {
      database: async () => {
        await sql`SELECT 1`.execute(db);
      },
      ...(probeQueue === undefined ? {} : { queue: probeQueue }),
      keys: () => {
        // Only once: the keys of a process stay the same, and a key may encrypt only a limited number of values.
        if (!proven) proveKeys(vault, signer);
        proven = true;
        return Promise.resolve();
      },
      migrations: () => assertMigrations(db),
    },
    log,
  );
  return async function ready(c: Context<HttpEnvironment>): Promise<Response> {
    const answer = await readiness();
    return c.json(answer, answer.ready ? 200 : 503);
  };
}
