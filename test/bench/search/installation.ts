import { join } from 'node:path';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { sql } from 'kysely';
import { registerApplicationInTrx } from '../../../src/application/register.ts';
import type { Lifecycle } from '../../../src/main/lifecycle.ts';
import { systemClock } from '../../../src/platform/clock.ts';
import { openDatabase } from '../../../src/platform/database.ts';
import type { Database } from '../../../src/platform/database.ts';
import { startEmbeddedPostgres } from '../../../src/platform/embedded-postgres.ts';
import { silentLog } from '../../../src/platform/log.ts';
import { migrate } from '../../../src/platform/migrate.ts';
import { generateKeyring, parseKeyring } from '../../../src/protection/keyring.ts';
import { composeForTest } from '../../support/composed.ts';
import { installationEnvironment } from '../../support/program-environment.ts';
import { startProgram } from '../../support/program.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { formOf } from './people.ts';
import type { BenchPerson } from './people.ts';

const AUDIENCE = 'hedui';
/** Forms that are registered at once: as many as the machine has cores for, and one that waits. */
const AT_ONCE = 3;
/** Forms in one transaction: the step of the act without the act, as how long registering takes is not measured. */
const BATCH = 250;

/** A gateway of its own process in production mode, on a database in which families are registered. */
export type SearchInstallation = {
  readonly url: string;
  /** A token for one of many who search in the whole city: one person may search only so often. */
  token(searcher: number): Promise<string>;
};

export async function startSearchInstallation(
  families: readonly (readonly BenchPerson[])[],
  life: Lifecycle,
  tell: (text: string) => void,
): Promise<SearchInstallation> {
  const folder = await temporaryFolder();
  life.add('folder', () => folder.remove());
  const postgres = await startEmbeddedPostgres({ dataDir: join(folder.path, 'postgres'), log: silentLog });
  life.add('PostgreSQL', postgres.stop);
  await migrate(postgres.ownerUrl, { withQueue: true });
  const keyring = generateKeyring();
  const db = openDatabase(postgres.appUrl, { max: AT_ONCE });
  await registerAll(db, keyring, families, tell);
  await db.destroy();
  const owner = openDatabase(postgres.ownerUrl, { max: 1 });
  // Autovacuum does this within minutes of such a load.
  await sql`VACUUM ANALYZE`.execute(owner);
  await owner.destroy();
  const issuer = await startIssuer(life);
  const environment = await installationEnvironment({
    folder: folder.path,
    databaseUrl: postgres.appUrl,
    keyring,
    endpoints: {},
    issuer: { issuer: issuer.url, jwksUrl: `${issuer.url}/jwks` },
    demoOffsetMs: null,
    redisUrl: null,
  });
  const gateway = startProgram('serve', environment.onNode);
  life.add('gateway', async () => {
    gateway.child.kill('SIGTERM');
    await gateway.ended;
  });
  await gateway.says('"url"');
  const url = /"url":"([^"]+)"/.exec(gateway.output())?.[1] ?? '';
  return { url: `${url}/graphql`, token: issuer.token };
}

async function registerAll(
  db: Database,
  keyring: string,
  families: readonly (readonly BenchPerson[])[],
  tell: (text: string) => void,
): Promise<void> {
  const services = composeForTest({ db, clock: systemClock, keyring: parseKeyring(keyring), demo: false });
  const actor = { subject: 'registrar', role: 'CASEWORKER', division: '320200', checkId: 'bench' } as const;
  const began = performance.now();
  let next = 0;
  const work = async (): Promise<void> => {
    for (let from = next; from < families.length; from = next) {
      next = from + BATCH;
      await db.transaction().execute(async (trx) => {
        for (const [at, family] of families.slice(from, from + BATCH).entries()) {
          const acting = { trx, at: systemClock.now(), actor, look: () => undefined };
          await registerApplicationInTrx(services, acting, formOf(family, from + at));
        }
      });
      if (from % 5_000 === 0) tell(`${from} of ${families.length} families registered`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  tell(`registered in ${((performance.now() - began) / 1_000).toFixed(0)} s`);
}

/** An issuer that only shows its key; tokens are signed here. */
async function startIssuer(life: Lifecycle) {
  const { publicKey, privateKey } = await generateKeyPair('ES256');
  const jwk = { ...(await exportJWK(publicKey)), alg: 'ES256', kid: 'bench' };
  const app = new Hono().get('/jwks', (context) => context.json({ keys: [jwk] }));
  const { server, port } = await new Promise<{ server: ReturnType<typeof serve>; port: number }>((resolve) => {
    const started = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, (info) =>
      resolve({ server: started, port: info.port }),
    );
  });
  life.add('issuer', () => new Promise<void>((resolve) => void server.close(() => resolve())));
  const url = `http://127.0.0.1:${port}`;
  const token = (searcher: number): Promise<string> =>
    new SignJWT({ role: 'CASEWORKER', division: '320200' })
      .setProtectedHeader({ alg: 'ES256', kid: 'bench', typ: 'at+jwt' })
      .setSubject(`searcher-${searcher}`)
      .setIssuer(url)
      .setAudience(AUDIENCE)
      .setExpirationTime('1h')
      .sign(privateKey);
  return { url, token };
}
