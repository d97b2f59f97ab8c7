import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { HUBS } from '../../adapters/hubs.ts';
import { SOURCES } from '../../adapters/registry.ts';
import { asError, Problem } from '../platform/problem.ts';
import type { PlannedSource } from '../sources/planned-source.ts';
import type { SourceDefinition } from '../sources/port.ts';
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

/** The sources of an installation: the registry as it is treated here, and as checks and reports see it. */
export type InstalledSources = {
  readonly definitions: readonly SourceDefinition[];
  readonly planned: readonly PlannedSource[];
};

/**
 * Reads from the endpoints which sources an installation has, and how it treats them.
 *
 * @param division GB/T 2260 code of the place of the installation.
 * @param connected ids of the sources that have a way; those that have an entry unless given.
 * @throws Problem BAD_CONFIGURATION naming entry and field.
 */
export function installSources(
  division: string,
  endpoints: Endpoints,
  connected: ReadonlySet<string> = new Set(Object.keys(endpoints)),
): InstalledSources {
  const definitions = SOURCES.map((definition) => treatedHere(definition, endpoints));
  const lines = institutionLines(definitions, addressesOf(endpoints));
  return { definitions, planned: planSources(division, connected, definitions, lines) };
}

/** The entries of departments as their own schemas know them. */
export function addressesOf(endpoints: Endpoints): Endpoints {
  const ofSources = Object.entries(endpoints).filter(([id]) => HUBS.every((hub) => hub.id !== id));
  return Object.fromEntries(ofSources.map(([id, entry]) => [id, splitEntry(id, entry).endpoint]));
}
