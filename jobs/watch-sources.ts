import { watchSources } from '../src/sources/watch.ts';
import { workerOf } from './services.ts';
import type { WorkServices } from './services.ts';

/** Looks at the sources, and tells operators of each that has fallen silent or is back. */
export async function watchAndTell(services: WorkServices): Promise<void> {
  const { db, clock, log } = services;
  const { opened, closed } = await watchSources(db, clock, workerOf(services));
  for (const { sourceId, institution } of opened) log.error('source is silent', { sourceId, institution });
  for (const { sourceId, institution, kind } of closed) log.info('source is back', { sourceId, institution, kind });
}
