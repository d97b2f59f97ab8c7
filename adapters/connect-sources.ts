import type { z } from 'zod';
import { Problem } from '../src/platform/problem.ts';
import type { Connection, SourceDescription, SourcePorts } from '../src/sources/port.ts';
import { territoryOf } from '../src/sources/territory.ts';
import { findSource, SOURCES } from './registry.ts';

/** Where the gateway is installed, and what its lines may use. */
export type Installation = Omit<SourcePorts, 'territory'> & {
  /** GB/T 2260 code of the place that it serves. */
  readonly division: string;
};

/**
 * Connects every source that the endpoints name. A source that they don't name is not connected, and absent from
 * the result.
 * @param endpoints one entry for each source id, e.g. `{ "real-estate": { "url": … } }`.
 * @throws Problem BAD_CONFIGURATION naming the entry and the field, never a value: values are keys and secrets; and for a
 * source that has a register for each of several places that the installation serves.
 */
export async function connectSources(
  endpoints: Readonly<Record<string, unknown>>,
  { division, clock, log }: Installation,
): Promise<ReadonlyMap<string, Connection>> {
  const chosen = Object.entries(endpoints).map(([id, entry]) => {
    const source = findSource(id);
    if (source === null) throw unknownSource(id);
    const parsed = source.endpoint.safeParse(entry);
    if (!parsed.success) throw badEntry(id, parsed.error.issues);
    const territory = territoryOf(source.level, division);
    if (territory === null) throw manyRegisters(source);
    return { source, endpoint: parsed.data, territory };
  });
  const connections = new Map<string, Connection>();
  try {
    for (const { source, endpoint, territory } of chosen) {
      connections.set(source.id, await source.connect(endpoint, { clock, log, territory }));
    }
  } catch (thrown) {
    await closeSources(connections);
    throw thrown;
  }
  return connections;
}

/** Ends what {@link connectSources} began. */
export async function closeSources(connections: ReadonlyMap<string, Connection>): Promise<void> {
  await Promise.all([...connections.values()].map((connection) => connection.close()));
}

function unknownSource(id: string): Problem {
  const known = SOURCES.map((source) => source.id).join(', ');
  return new Problem({
    code: 'BAD_CONFIGURATION',
    field: `endpoints.${id}`,
    zh: `接口配置中的数据源“${id}”不存在；可用的有：${known}`,
    en: `The endpoints name a source "${id}" that does not exist; there are: ${known}`,
  });
}

function manyRegisters({ id, department }: Pick<SourceDescription, 'id' | 'department'>): Problem {
  return new Problem({
    code: 'BAD_CONFIGURATION',
    field: `endpoints.${id}`,
    zh: `数据源“${id}”（${department.zh}）的登记簿范围小于本机构的辖区；请删去该条目，或将 HEDUI_DIVISION 设为其所在区划。`,
    en: `the register of source "${id}" covers less than the place that this installation serves; take its entry out, or set HEDUI_DIVISION to the place of the register`,
  });
}

function badEntry(id: string, issues: readonly z.core.$ZodIssue[]): Problem {
  const paths = [...new Set(issues.map((issue) => issuePath(id, issue)))];
  return new Problem({
    code: 'BAD_CONFIGURATION',
    field: paths[0] ?? `endpoints.${id}`,
    zh: `数据源“${id}”的接口配置有误，请检查：${paths.join('、')}`,
    en: `The endpoint of source "${id}" is wrong; check: ${paths.join(', ')}`,
  });
}

/** A superfluous field is named itself, not only the object that holds it. */
function issuePath(id: string, issue: z.core.$ZodIssue): string {
  const superfluous = issue.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [];
  return ['endpoints', id, ...issue.path.map(String), ...superfluous].join('.');
}
