import { readConfig } from '../config.ts';
import { createLogger } from '../platform/pino-log.ts';
import { layGround, openHouseQueue, openWorker } from './house.ts';
import { openWorkerDoor } from './worker-door.ts';
import { runProgram, untilAborted } from './lifecycle.ts';

// A worker alone; as many processes as an installation likes.
await runProgram(async (life, signal) => {
  const config = readConfig(process.env);
  const log = createLogger({ level: config.logLevel });
  const ground = await layGround(config, log, life, { simulators: 'NONE' });
  const queue = await openHouseQueue(ground, life);
  await openWorker(ground, queue, life);
  const ready = await openWorkerDoor(ground, queue, life);
  log.info('worker runs');
  process.stdout.write(`${JSON.stringify({ working: true, ...ready })}\n`);
  await untilAborted(signal);
});
