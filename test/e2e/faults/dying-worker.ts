import { z } from 'zod';
import { readConfig } from '../../../src/config.ts';
import { layGround, openHouseQueue, openWorker } from '../../../src/main/house.ts';
import { runProgram, untilAborted } from '../../../src/main/lifecycle.ts';
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
  const ground = await layGround(config, log, life, { simulators: 'NONE' });
  const queue = await openHouseQueue(ground, life);
  await openWorker(ground, queue, life, (services) => dyingServices(services, death));
  process.stdout.write('{"working":true}\n');
  await untilAborted(signal);
});
