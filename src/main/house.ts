import { join, resolve } from 'node:path';
import { closeSources, connectSources } from '../../adapters/connect-sources.ts';
import { SOURCES } from '../../adapters/registry.ts';
import { OFFICES } from '../../adapters/sandbox/offices.ts';
import { PARTNERS } from '../../adapters/sandbox/partners.ts';
import { startSandbox } from '../../adapters/sandbox/sandbox.ts';
import type { Sandbox } from '../../adapters/sandbox/sandbox.ts';
import type { SandboxSettingsInput } from '../../adapters/sandbox/settings.ts';
import { runJobs } from '../../jobs/run-jobs.ts';
import type { WorkServices } from '../../jobs/services.ts';
import type { Config } from '../config.ts';
import type { Log } from '../platform/log.ts';
import { openQueue } from '../platform/queue-bullmq.ts';
import type { QueueBackend } from '../platform/queue.ts';
import type { VerificationServices } from '../verification/services.ts';
import { composeServices, composeWorker } from './composition.ts';
import { layFoundation } from './foundation.ts';
import type { Foundation } from './foundation.ts';
import type { Gateway } from './gateway.ts';
import { addressesOf, installSources, readEndpoints } from './installed-sources.ts';
import type { Endpoints, InstalledSources } from './installed-sources.ts';
import type { Lifecycle } from './lifecycle.ts';

/** The settings of the demonstration's departments: slow enough for people to watch, one bank permanently silent. */
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

/** The resources that gateways, workers and commands of an installation share. */
export type Ground = {
  readonly foundation: Foundation;
  readonly services: VerificationServices;
  readonly endpoints: Endpoints;
  readonly installed: InstalledSources;
  /** The simulators that run in this process; `null` where it runs none. */
  readonly sandbox: Sandbox | null;
};

/** The options in which programs differ. */
export type GroundOptions = {
  /**
   * Where no endpoints file is configured: `START` simulators in this process, know them by `NAME` because another
   * process runs them, or have `NONE`.
   */
  readonly simulators: 'START' | 'NAME' | 'NONE';
  /** In embedded mode, joins an instance that another process runs instead of refusing it. */
  readonly visits?: boolean;
};

/**
 * Opens the shared resources of every program: database, keys, time, departments, services. `life` stops what was
 * started.
 *
 * @throws Problem BAD_CONFIGURATION or UNAVAILABLE, one sentence for each possible mistake.
 */
export async function layGround(
  config: Config,
  log: Log,
  life: Lifecycle,
  { simulators, visits = false }: GroundOptions,
): Promise<Ground> {
  const foundation = await layFoundation(config, log, life, { visits });
  const started = config.sources.kind === 'simulators' && simulators === 'START';
  const sandbox = started ? await startDepartments(foundation, life) : null;
  const endpoints = sandbox?.endpoints ?? (await knownEndpoints(config, simulators));
  const installed = installSources(config.division, endpoints);
  const services = composeServices({ ...foundation, sources: installed.planned });
  return { foundation, services, endpoints, installed, sandbox };
}

async function knownEndpoints({ sources }: Config, simulators: GroundOptions['simulators']): Promise<Endpoints> {
  if (sources.kind === 'file') return readEndpoints(sources.path);
  return simulators === 'NAME' ? Object.fromEntries(SOURCES.map(({ id }) => [id, {}])) : {};
}

async function startDepartments({ config, clock, log }: Foundation, life: Lifecycle): Promise<Sandbox> {
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

/** Opens the queue: Redis where `REDIS_URL` is set, else the database. */
export async function openHouseQueue({ foundation }: Ground, life: Lifecycle): Promise<QueueBackend> {
  const { config, databaseUrl, log } = foundation;
  const where = config.redisUrl === undefined ? { postgresUrl: databaseUrl } : { redisUrl: config.redisUrl };
  const queue = await openQueue(where, { log });
  life.add('queue', () => queue.close());
  return queue;
}

/**
 * Connects the departments and runs the jobs of a worker.
 *
 * @param change replaces services in a test.
 */
export async function openWorker(
  { foundation, services, endpoints, installed }: Ground,
  queue: QueueBackend,
  life: Lifecycle,
  change: (services: WorkServices) => WorkServices = (unchanged) => unchanged,
): Promise<void> {
  const { config, clock, log } = foundation;
  const { division } = config;
  const connections = await connectSources(addressesOf(endpoints), { division, clock, log });
  life.add('sources', () => closeSources(connections));
  const { definitions } = installed;
  const worker = await runJobs(change(composeWorker(services, { log, queue, definitions, connections })));
  life.add('workers', () => worker.close());
}

/** All processes of an installation in one. */
export type House = Ground & { readonly gateway: Gateway };

/**
 * Starts everything: database, departments' simulators, identity provider, gateway and workers, each as configured.
 * `life` stops what was started.
 *
 * @throws Problem for every possible mistake, one sentence each.
 */
export async function openHouse(config: Config, log: Log, life: Lifecycle): Promise<House> {
  const ground = await layGround(config, log, life, { simulators: 'START' });
  const queue = await openHouseQueue(ground, life);
  // Loaded only here: a worker and a command have no gateway, and start in half the time without it.
  const { openGateway } = await import('./gateway.ts');
  const gateway = await openGateway(ground, queue, life);
  await openWorker(ground, queue, life);
  return { ...ground, gateway };
}
