import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { Lifecycle } from '../../src/main/lifecycle.ts';
import { ManualClock } from '../../src/platform/clock.ts';
import { openDatabase } from '../../src/platform/database.ts';
import { startEmbeddedPostgres } from '../../src/platform/embedded-postgres.ts';
import { silentLog } from '../../src/platform/log.ts';
import { migrate } from '../../src/platform/migrate.ts';
import { generateKeyring, parseKeyring } from '../../src/protection/keyring.ts';
import { describeMachine } from '../bench/machine.ts';
import { peakMemory, processorTime } from '../bench/processes.ts';
import { composeForTest } from '../support/composed.ts';
import { proposedPack } from '../support/proposed-pack.ts';
import { startProgram } from '../support/program.ts';
import { fillStock, sourcesOfTheStock } from '../support/stock.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/**
 * A proposed pack over a whole city: fills an embedded database with households that have stored evidence, runs
 * `hedui simulate` over a small part and over all of it as a user would, and prints households a second and the peak of
 * the memory of the process that reads. It is not to grow with the stock.
 *
 * `bash .ci/long simulate`, or `node test/long/simulate.ts [--households N] [--profile FOLDER]`; filling takes two to
 * five minutes for a thousand. Exit code 1 where a household is missing, or memory grows by more than a quarter.
 */
const { values } = parseArgs({ options: { households: { type: 'string' }, profile: { type: 'string' } } });
const HOUSEHOLDS = Number(values.households ?? '2000');
const PART = Math.min(400, HOUSEHOLDS);
const MOST_GROWTH = 1.25;
const SAMPLE_MS = 20;

const counted = z.object({ tally: z.object({ inScope: z.int(), replayed: z.int(), moved: z.int() }) });

const STANDARD_FEN = 87_000;

const life = new Lifecycle();
try {
  const folder = await temporaryFolder();
  life.add('folder', () => folder.remove());
  const postgres = await startEmbeddedPostgres({ dataDir: join(folder.path, 'data'), log: silentLog, durable: false });
  life.add('PostgreSQL', postgres.stop);
  await migrate(postgres.ownerUrl, { withQueue: true });
  const keyring = generateKeyring();
  const db = openDatabase(postgres.appUrl, { max: 4 });
  life.add('connection', () => db.destroy());
  const services = composeForTest({
    db,
    keyring: parseKeyring(keyring),
    clock: new ManualClock(new Date('2018-03-05T01:30:00Z')),
    sources: sourcesOfTheStock(),
  });
  const proposal = join(folder.path, 'proposal.json');
  await writeFile(proposal, JSON.stringify(proposedPack(STANDARD_FEN)));
  const env = {
    DATABASE_URL: postgres.appUrl,
    HEDUI_DEMO: '1',
    HEDUI_KEYRING: JSON.stringify(JSON.parse(keyring)),
    HEDUI_DATA_DIR: join(folder.path, 'cli'),
    ...(values.profile === undefined ? {} : { NODE_OPTIONS: `--cpu-prof --cpu-prof-dir=${values.profile}` }),
  };
  const began = performance.now();
  const fill = (from: number, until: number): Promise<void> =>
    fillStock(services, 'simulate', { from, until }, (done) => {
      if (done % 500 === 0) process.stderr.write(`${done} households stored\n`);
    });
  const empty = await run(env, proposal);
  await fill(0, PART);
  const part = await run(env, proposal);
  await fill(PART, HOUSEHOLDS);
  const filledS = (performance.now() - began) / 1_000;
  const all = await run(env, proposal);
  const figures = {
    machine: describeMachine(),
    households: HOUSEHOLDS,
    filledInS: Math.round(filledS),
    startMs: Math.round(empty.ms),
    simulateMs: Math.round(all.ms),
    householdsPerSecond: perSecond(all.ms - empty.ms),
    /** The same by the processor time of that process alone, which others at work on the machine do not spoil. */
    householdsPerProcessorSecond: perSecond((all.processorMs ?? 0) - (empty.processorMs ?? 0)),
    peakMib: { empty: empty.peakMib, [PART]: part.peakMib, [HOUSEHOLDS]: all.peakMib },
    moved: all.tally.moved,
  };
  console.log(JSON.stringify(figures, null, 2));
  const whole = all.tally.replayed === HOUSEHOLDS && part.tally.replayed === PART;
  const grows = part.peakMib !== null && all.peakMib !== null && all.peakMib > part.peakMib * MOST_GROWTH;
  if (!whole || grows) {
    console.log(whole ? 'memory grows with the stock' : `replayed ${all.tally.replayed} of ${HOUSEHOLDS}`);
    process.exitCode = 1;
  }
} finally {
  await life.stop();
}

function perSecond(ms: number): number {
  return Number((HOUSEHOLDS / (ms / 1_000)).toFixed(1));
}

/** `hedui simulate` as a user runs it: its figures, how long it took and computed, and the peak of its memory in MiB. */
async function run(env: Readonly<Record<string, string>>, proposal: string) {
  const began = performance.now();
  const program = startProgram('hedui', env, ['simulate', '--policy', proposal, '--json']);
  const pid = program.child.pid ?? 0;
  let peakMib: number | null = null;
  let processorMs: number | null = null;
  const ended = new AbortController();
  const sampling = (async () => {
    while (!ended.signal.aborted) {
      peakMib = (await peakMemory(pid)) ?? peakMib;
      // A process that has just ended reports 0.
      processorMs = Math.max((await processorTime(pid)) ?? 0, processorMs ?? 0);
      await pause(SAMPLE_MS);
    }
  })();
  const code = await program.ended;
  ended.abort();
  await sampling;
  if (code !== 0) throw new Error(`hedui ended with ${code}:\n${program.output().slice(-2_000)}`);
  const { tally } = counted.parse(JSON.parse(program.output()));
  return { ms: performance.now() - began, peakMib, processorMs, tally };
}
