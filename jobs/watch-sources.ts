import { watchSourcesAct } from '../src/access/acts/source-work.ts';
import { asWorker } from './as-worker.ts';
import type { WorkServices } from './services.ts';

/** Looks at the sources, and tells operators of each that has fallen silent or is back. */
export async function watchAndTell(services: WorkServices): Promise<void> {
  const { opened, closed } = await asWorker(services, watchSourcesAct, null);
  for (const { sourceId, institution } of opened) services.log.error('source is silent', { sourceId, institution });
  for (const { sourceId, institution, kind } of closed)
    services.log.info('source is back', { sourceId, institution, kind });
}
