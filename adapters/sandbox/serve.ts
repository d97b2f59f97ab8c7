import { isAbsolute } from 'node:path';
import process from 'node:process';
import { z } from 'zod';
import { shiftedClock } from '../../src/platform/clock.ts';
import { silentLog } from '../../src/platform/log.ts';
import { startSandbox } from './sandbox.ts';
import { sandboxSettingsSchema } from './settings.ts';

/**
 * The sandbox as a process of its own. Takes one JSON text, as first argument or in `HEDUI_SANDBOX`; prints one line
 * of JSON, `{ "endpoints": … }`, when everything listens; stops on SIGTERM, SIGINT or when its parent is gone.
 * Requests are counted in `<dir>/counts.jsonl`.
 *
 * @example node adapters/sandbox/serve.ts '{"dir":"/tmp/sandbox","seed":"demo","settings":{"vehicles":{"latencyMs":50}}}'
 */
const argumentsSchema = z.strictObject({
  dir: z.string().refine(isAbsolute, { error: 'the folder is an absolute path' }),
  seed: z.string().min(1),
  settings: z.unknown().default({}),
  /** Moves the clock, so that gateway and sandbox agree on a demo's date. */
  clockOffsetMs: z.int().default(0),
});

let given: z.infer<typeof argumentsSchema>;
let settings: z.infer<typeof sandboxSettingsSchema>;
try {
  given = argumentsSchema.parse(JSON.parse(process.argv[2] ?? process.env['HEDUI_SANDBOX'] ?? ''));
  settings = sandboxSettingsSchema.parse(given.settings);
} catch (thrown) {
  const reason = thrown instanceof z.ZodError ? z.prettifyError(thrown) : 'not a JSON text';
  process.stderr.write(`模拟部门的设置有误 / The sandbox's settings are wrong: ${reason}\n`);
  process.exit(2);
}

const sandbox = await startSandbox({
  seed: given.seed,
  dir: given.dir,
  settings,
  clock: shiftedClock(given.clockOffsetMs),
  log: silentLog,
});

let stopping = false;
async function stop(): Promise<void> {
  if (stopping) return;
  stopping = true;
  await sandbox.stop();
  process.exit(0);
}
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop());
// A parent that was killed says nothing; its child gets another parent.
const parent = process.ppid;
setInterval(() => {
  if (process.ppid !== parent) void stop();
}, 1000).unref();
process.stdout.write(`${JSON.stringify({ endpoints: sandbox.endpoints })}\n`);
