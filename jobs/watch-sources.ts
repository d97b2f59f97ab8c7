import { watchSources } from '../src/sources/watch.ts';
import { WORKER } from './services.ts';
import type { WorkServices } from './services.ts';

/** Looks at the sources, and tells operators of each that has fallen silent or is back. */
export async function watchAndTell({ db, clock, log }: WorkServices): Promise<void> {
  const { opened, closed } = await watchSources(db, clock, WORKER);
  for (const { sourceId, institution } of opened) log.error('source is silent', { sourceId, institution });
  for (const { sourceId, institution, kind } of closed) log.info('source is back', { sourceId, institution, kind });
}
