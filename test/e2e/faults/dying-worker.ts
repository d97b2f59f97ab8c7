import { z } from 'zod';
import { runJobs } from '../../../jobs/run-jobs.ts';
import { readConfig } from '../../../src/config.ts';
import { layFoundation } from '../../../src/main/foundation.ts';
import { runProgram, untilAborted } from '../../../src/main/lifecycle.ts';
import { openHouseQueue, readEndpoints, verificationServices, workServices } from '../../../src/main/work-services.ts';
import { createLogger } from '../../../src/platform/pino-log.ts';
import { dyingServices } from './dying-ports.ts';
import { KILL_POINT_NAMES } from './kill-points.ts';

/**
 * `src/main/work.ts` with one difference: its ports kill the process at the point that `DEATH` names. The product
 * itself has no door for that.
 */
const deathSchema = z.strictObject({
  point: z.enum(KILL_POINT_NAMES),
  arrival: z.int().positive(),
  countsPath: z.string(),
});

await runProgram(async (life, signal) => {
  const death = deathSchema.parse(JSON.parse(process.env['DEATH'] ?? ''));
  const config = readConfig(process.env);
  const log = createLogger({ level: config.logLevel });
  const foundation = await layFoundation(config, log, life);
  const endpoints = config.sources.kind === 'file' ? await readEndpoints(config.sources.path) : {};
  const services = verificationServices(foundation, endpoints);
  const queue = await openHouseQueue(foundation, life);
  const living = await workServices(foundation, services, queue, endpoints, life);
  const worker = await runJobs(dyingServices(living, death));
  life.add('workers', () => worker.close());
  process.stdout.write('{"working":true}\n');
  await untilAborted(signal);
});
