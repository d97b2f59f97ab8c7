import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { closeSources, connectSources } from '../../adapters/connect-sources.ts';
import type { SourceDefinition } from '../sources/port.ts';
import { HUBS } from '../../adapters/hubs.ts';
import { SOURCES } from '../../adapters/registry.ts';
import type { ConnectedSource, WorkServices } from '../../jobs/services.ts';
import { openQueue } from '../platform/queue-bullmq.ts';
import type { QueueBackend } from '../platform/queue.ts';
import { SourceGuard } from '../platform/source-guard.ts';
import { asError, Problem } from '../platform/problem.ts';
import { POLICY_PACKS } from '../policy/registry.ts';
import type { VerificationServices } from '../verification/services.ts';
import type { Foundation } from './foundation.ts';
import type { Lifecycle } from './lifecycle.ts';
import { splitEntry, treatedHere } from './behaviour.ts';
import { institutionLines, planSources } from './planned-sources.ts';

/** Endpoints of the departments by source id, and what is set of hubs by hub id, as `HEDUI_SOURCES_FILE` holds them. */
export type Endpoints = Readonly<Record<string, unknown>>;

const endpointsSchema = z.record(z.string(), z.unknown());

/** @throws Problem BAD_CONFIGURATION naming the file; its content holds secrets and is never repeated. */
export async function readEndpoints(path: string): Promise<Endpoints> {
  try {
    return endpointsSchema.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch (thrown) {
    throw new Problem(
      {
        code: 'BAD_CONFIGURATION',
        field: 'HEDUI_SOURCES_FILE',
        zh: `数据源文件 ${path} 读不到或不是 JSON 对象；请参照 docs/operations.md 编写。`,
        en: `the file of sources ${path} cannot be read or is no JSON object; see docs/operations.md`,
      },
      { cause: asError(thrown) },
    );
  }
}

/** What the gateway and the workers share. */
export function verificationServices(foundation: Foundation, endpoints: Endpoints): VerificationServices {
  const { config, db, vault, clock, calendar, demo, signer } = foundation;
  const definitions = definitionsFor(endpoints);
  const lines = institutionLines(definitions, addressesOf(endpoints));
  const sources = planSources(config.division, new Set(Object.keys(endpoints)), definitions, lines);
  return { db, vault, clock, calendar, demo, signer, packs: POLICY_PACKS, sources };
}

/** The registry of sources, treated as this installation says. */
function definitionsFor(endpoints: Endpoints): readonly SourceDefinition[] {
  return SOURCES.map((definition) => treatedHere(definition, endpoints));
}

/** The entries of departments as their own schemas know them. */
function addressesOf(endpoints: Endpoints): Endpoints {
  const ofSources = Object.entries(endpoints).filter(([id]) => HUBS.every((hub) => hub.id !== id));
  return Object.fromEntries(ofSources.map(([id, entry]) => [id, splitEntry(id, entry).endpoint]));
}

/** The queue: Redis where `REDIS_URL` is set, else the database. */
export async function openHouseQueue(foundation: Foundation, life: Lifecycle): Promise<QueueBackend> {
  const { config, databaseUrl, log } = foundation;
  const where = config.redisUrl === undefined ? { postgresUrl: databaseUrl } : { redisUrl: config.redisUrl };
  const queue = await openQueue(where, { log });
  life.add('queue', () => queue.close());
  return queue;
}

/** Connects the departments and everything else that a worker needs. */
export async function workServices(
  foundation: Foundation,
  services: VerificationServices,
  queue: QueueBackend,
  endpoints: Endpoints,
  life: Lifecycle,
): Promise<WorkServices> {
  const { config, db, clock, log } = foundation;
  const { division } = config;
  const connections = await connectSources(addressesOf(endpoints), { division, clock, log });
  life.add('sources', () => closeSources(connections));
  const connected = new Map<string, ConnectedSource>();
  for (const definition of definitionsFor(endpoints)) {
    const connection = connections.get(definition.id);
    const planned = services.sources.find(({ id }) => id === definition.id);
    if (connection !== undefined && planned !== undefined) {
      connected.set(definition.id, { definition, planned, connection });
    }
  }
  return { ...services, queue, log, guard: new SourceGuard(db, clock, log), connected };
}
