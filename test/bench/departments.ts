import process from 'node:process';
import { z } from 'zod';
import { startSandbox } from '../../adapters/sandbox/sandbox.ts';
import { systemClock } from '../../src/platform/clock.ts';
import { silentLog } from '../../src/platform/log.ts';
import { departments, SEED } from './settings.ts';

// The departments' simulators in a process of their own, as their work is none of ours. Unlike the sandbox's own
// program it tells, when asked, how long each source has taken by its own measure.
const [dir, filesMs] = z.tuple([z.string(), z.coerce.number().int().positive()]).parse(process.argv.slice(2));
const settings = departments(filesMs);
const sandbox = await startSandbox({ seed: SEED, dir, settings, clock: systemClock, log: silentLog });
process.on('message', () => process.send?.({ latencies: sandbox.latencies() }));
// The channel closes when the bench ends, however it ends.
process.on('disconnect', () => void sandbox.stop().then(() => process.exit(0)));
process.send?.({ endpoints: sandbox.endpoints });
