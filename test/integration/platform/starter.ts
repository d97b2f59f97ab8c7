/** A starter of its own process, to be killed: `node starter.ts <data folder>`; says READY or the refusal. */
import { startEmbeddedPostgres } from '../../../src/platform/embedded-postgres.ts';
import { silentLog } from '../../../src/platform/log.ts';
import { Problem } from '../../../src/platform/problem.ts';

const [dataDir = '', then = 'stay'] = process.argv.slice(2);
try {
  const postgres = await startEmbeddedPostgres({ dataDir, log: silentLog, durable: false });
  process.stdout.write('READY\n');
  if (then === 'stop') await postgres.stop();
  if (then === 'stay') setInterval(() => undefined, 1_000);
} catch (fault) {
  if (!(fault instanceof Problem)) throw fault;
  process.stdout.write(`REFUSED ${fault.details.zh}\n`);
}
