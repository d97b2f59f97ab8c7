import { banks } from './banks.ts';
import type { SourceDefinition } from './define-source.ts';
import { realEstate } from './real-estate.ts';
import { vehicles } from './vehicles.ts';

/** Every source of the gateway, in the order of a report. A new source is one new file and one line here. */
export const SOURCES: readonly SourceDefinition[] = [realEstate, vehicles, banks];

/** The source of an id, or `null` where there is none. */
export function findSource(id: string): SourceDefinition | null {
  return SOURCES.find((source) => source.id === id) ?? null;
}
