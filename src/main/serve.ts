import { readConfig } from '../config.ts';
import { createLogger } from '../platform/pino-log.ts';
import { layFoundation } from './foundation.ts';
import { findIssuer, startGateway } from './gateway.ts';
import { runProgram, untilAborted } from './lifecycle.ts';
import { openHouseQueue, readEndpoints, verificationServices } from './work-services.ts';

// The gateway alone, for an installation with its own database, issuer and departments.
await runProgram(async (life, signal) => {
  const config = readConfig(process.env);
  const log = createLogger({ level: config.logLevel });
  const foundation = await layFoundation(config, log, life);
  const endpoints = config.sources.kind === 'file' ? await readEndpoints(config.sources.path) : {};
  const services = verificationServices(foundation, endpoints);
  const queue = await openHouseQueue(foundation, life);
  const issuer = await findIssuer(foundation, life);
  const gateway = await startGateway(foundation, services, queue, issuer, life);
  log.info('gateway listens', { url: gateway.url });
  process.stdout.write(`${JSON.stringify({ url: gateway.url, tokenUrl: issuer.embedded?.tokenUrl ?? null })}\n`);
  await untilAborted(signal);
});
