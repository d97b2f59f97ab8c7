import { runJobs } from '../../jobs/run-jobs.ts';
import { readConfig } from '../config.ts';
import { createLogger } from '../platform/pino-log.ts';
import { layFoundation } from './foundation.ts';
import { runProgram, untilAborted } from './lifecycle.ts';
import { openHouseQueue, readEndpoints, verificationServices, workServices } from './work-services.ts';

// A worker alone; as many processes as an installation likes.
await runProgram(async (life, signal) => {
  const config = readConfig(process.env);
  const log = createLogger({ level: config.logLevel });
  const foundation = await layFoundation(config, log, life);
  const endpoints = config.sources.kind === 'file' ? await readEndpoints(config.sources.path) : {};
  const services = verificationServices(foundation, endpoints);
  const queue = await openHouseQueue(foundation, life);
  const worker = await runJobs(await workServices(foundation, services, queue, endpoints, life));
  life.add('workers', () => worker.close());
  log.info('worker runs');
  process.stdout.write('{"working":true}\n');
  await untilAborted(signal);
});
