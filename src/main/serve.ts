import { readConfig } from '../config.ts';
import { createLogger } from '../platform/pino-log.ts';
import { openGateway } from './gateway.ts';
import { layGround, openHouseQueue } from './house.ts';
import { runProgram, untilAborted } from './lifecycle.ts';

// The gateway alone, for an installation with its own database, issuer and departments.
await runProgram(async (life, signal) => {
  const config = readConfig(process.env);
  const log = createLogger({ level: config.logLevel });
  const ground = await layGround(config, log, life, { simulators: 'NONE' });
  const queue = await openHouseQueue(ground, life);
  const { url, tokenUrl } = await openGateway(ground, queue, life);
  log.info('gateway listens', { url });
  process.stdout.write(`${JSON.stringify({ url, tokenUrl })}\n`);
  await untilAborted(signal);
});
