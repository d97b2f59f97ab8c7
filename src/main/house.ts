import { join, resolve } from 'node:path';
import { OFFICES } from '../../adapters/sandbox/offices.ts';
import { PARTNERS } from '../../adapters/sandbox/partners.ts';
import { startSandbox } from '../../adapters/sandbox/sandbox.ts';
import type { Sandbox } from '../../adapters/sandbox/sandbox.ts';
import type { SandboxSettingsInput } from '../../adapters/sandbox/settings.ts';
import { runJobs } from '../../jobs/run-jobs.ts';
import type { DemoAccount } from '../access/embedded-accounts.ts';
import type { Config } from '../config.ts';
import type { Log } from '../platform/log.ts';
import { layFoundation } from './foundation.ts';
import type { Foundation } from './foundation.ts';
import { findIssuer, startGateway } from './gateway.ts';
import type { Lifecycle } from './lifecycle.ts';
import { openHouseQueue, readEndpoints, verificationServices, workServices } from './work-services.ts';

/** How the demonstration's departments behave: as slow as people can watch, one bank silent for good. */
const DEMO_DEPARTMENTS: SandboxSettingsInput = {
  ...Object.fromEntries(OFFICES.map(({ sourceId }) => [sourceId, { latencyMs: 150, jitterMs: 150 }])),
  ...Object.fromEntries(PARTNERS.map(({ sourceId }, place) => [sourceId, { latencyMs: 1_200 + place * 400 }])),
  banks: {
    'DEMO-A': { latencyMs: 1_000 },
    'DEMO-B': { latencyMs: 1_600 },
    'DEMO-C': { latencyMs: 2_200 },
    'DEMO-D': { latencyMs: 3_000 },
    'DEMO-E': { silent: true },
  },
};

/** The whole house in one process. */
export type House = {
  readonly foundation: Foundation;
  readonly gatewayUrl: string;
  /** Where the demo accounts get their tokens; `null` with an issuer of the authority's own. */
  readonly tokenUrl: string | null;
  readonly accounts: readonly DemoAccount[];
  /** The departments' simulators; `null` with departments of the authority's own. */
  readonly sandbox: Sandbox | null;
};

/**
 * Starts everything: database, departments' simulators, identity provider, gateway and workers, each as the
 * configuration says. What was started is handed to `life`, which stops it.
 *
 * @throws Problem for everything that can be wrong, one sentence each.
 */
export async function openHouse(config: Config, log: Log, life: Lifecycle): Promise<House> {
  const foundation = await layFoundation(config, log, life);
  const sandbox = await findDepartments(foundation, life);
  const endpoints =
    sandbox?.endpoints ?? (config.sources.kind === 'file' ? await readEndpoints(config.sources.path) : {});
  const services = verificationServices(foundation, endpoints);
  const queue = await openHouseQueue(foundation, life);
  const issuer = await findIssuer(foundation, life);
  const gateway = await startGateway(foundation, services, queue, issuer, life);
  const worker = await runJobs(await workServices(foundation, services, queue, endpoints, life));
  life.add('workers', () => worker.close());
  return {
    foundation,
    gatewayUrl: gateway.url,
    tokenUrl: issuer.embedded?.tokenUrl ?? null,
    accounts: issuer.embedded?.accounts ?? [],
    sandbox,
  };
}

async function findDepartments(foundation: Foundation, life: Lifecycle): Promise<Sandbox | null> {
  const { config, clock, log } = foundation;
  if (config.sources.kind === 'file') return null;
  const sandbox = await startSandbox({
    seed: 'demo',
    dir: resolve(join(config.dataDir, 'departments')),
    settings: DEMO_DEPARTMENTS,
    clock,
    log,
  });
  life.add('simulators', () => sandbox.stop());
  return sandbox;
}
