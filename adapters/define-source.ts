import type { SourceDefinition } from '../src/sources/port.ts';

/** Keeps the endpoint's type between schema and `connect`, and gives each source the same shape. */
export function defineSource<Endpoint>(definition: SourceDefinition<Endpoint>): SourceDefinition<Endpoint> {
  return definition;
}
