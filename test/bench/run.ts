import { parseArgs } from 'node:util';
import Table from 'cli-table3';
import type { Spread } from './figures.ts';
import type { Backend } from './installation.ts';
import { describeMachine } from './machine.ts';
import { measure } from './measure.ts';
import type { Measured } from './measure.ts';
import { redisInstalled } from './processes.ts';
import { benchRules } from './rules/run-rules.ts';
import { benchSearch } from './search/run-search.ts';
import { FILES_MS, FULL, OFFICES_MS } from './settings.ts';

/** The aim: at p99 a check takes at most a tenth longer than the slowest source alone. */
const AIM = 1.1;

const USAGE = `npm run bench -- check [--json] [--runs N] [--checks N] [--backend postgres|redis]

  check   ${FULL.checks} checks at once, from the mutation over HTTP to the issued report, over the slowest source's
          own latency as the simulators measure it; medians of ${FULL.runs} runs after a warm-up, on each queue backend,
          where sources by files answer after ${FILES_MS.map((ms) => `${ms / 1_000} s`).join(' and after ')}

npm run bench -- indicators [--json] [--runs N] [--households N]

  indicators   households a second through three indicators with their whole outcome, beside the same rules in
               json-rules-engine and GoRules Zen, each given the same answers; equal results are checked in the run

npm run bench -- search [--json] [--people N] [--draws N] [--seed TEXT]

  search   milliseconds of a search over HTTP, by kind, among so many people whose surnames have their real shares
`;

const say = (text: string): void => void process.stdout.write(`${text}\n`);

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    runs: { type: 'string', default: String(FULL.runs) },
    households: { type: 'string', default: '2000' },
    people: { type: 'string', default: '100000' },
    draws: { type: 'string', default: '1000' },
    seed: { type: 'string', default: 'search' },
    checks: { type: 'string', default: String(FULL.checks) },
    backend: { type: 'string' },
  },
});
const amount = { ...FULL, runs: Number(values.runs), checks: Number(values.checks) };
const households = Number(values.households);
const people = Number(values.people);
const draws = Number(values.draws);
const sensible = [amount.runs, amount.checks, households, people, draws].every(
  (count) => Number.isInteger(count) && count > 0,
);
const wanted = values.backend === undefined ? ['postgres', 'redis'] : [values.backend];
const what = positionals.join(' ');
if (!['check', 'indicators', 'search'].includes(what) || !sensible || !wanted.every(isBackend)) {
  process.stderr.write(USAGE);
  process.exit(2);
}

if (what === 'indicators') {
  await benchRules({ households, runs: amount.runs, json: values.json });
  process.exit();
}

if (what === 'search') {
  await benchSearch({ people, draws, seed: values.seed, json: values.json });
  process.exit();
}

const machine = describeMachine();
const settings = {
  checksAtOnce: amount.checks,
  runs: amount.runs,
  filesMs: FILES_MS,
  latencyMs: OFFICES_MS,
  processes: 'gateway, worker, simulators and PostgreSQL, each its own; durable; production mode',
  p99Aim: AIM,
};
/** By backend and by how slow the sources by files are. */
const results: { readonly backend: Backend; readonly filesMs: number; readonly measured: Measured }[] = [];
for (const backend of wanted.filter(isBackend)) {
  if (backend === 'redis' && !redisInstalled()) {
    process.stderr.write('redis: not measured, no redis-server found; install it with: npm run setup\n');
    continue;
  }
  for (const filesMs of FILES_MS) {
    const tell = (what: string) => process.stderr.write(`files ${filesMs / 1_000} s, ${what}\n`);
    results.push({ backend, filesMs, measured: await measure(backend, filesMs, amount, tell) });
  }
}
if (values.json) say(JSON.stringify({ bench: 'check', machine, settings, results }));
else sayTable();

function isBackend(text: string): text is Backend {
  return text === 'postgres' || text === 'redis';
}

function sayTable(): void {
  const style = { head: [], border: [] };
  const table = new Table({
    head: [
      'queue',
      'files',
      'ratio p50',
      'p95',
      `p99 (aim ${AIM.toFixed(2)})`,
      'overhead ms p50',
      'p95',
      'p99',
      'one alone',
    ],
    style,
  });
  for (const { backend, filesMs, measured } of results) {
    const { ratio, overheadMs, single } = measured;
    const alone = `${single.ratioP50.toFixed(3)}, ${Math.round(single.overheadP50Ms)} ms`;
    table.push([backend, `${filesMs / 1_000} s`, ...words(ratio, 3), ...words(overheadMs, 0), alone]);
  }
  say(table.toString());
  for (const { backend, filesMs, measured } of results) {
    const name = `${backend}, files ${filesMs / 1_000} s`;
    const { slowest, tookMs, overheadMs, acceptedMs, peakMemoryMib, cpuMs, runs } = measured;
    const { gateway, worker } = peakMemoryMib;
    // The overhead does not depend on the source, so this is the latency from which the overhead is a tenth.
    const enough = Math.ceil(overheadMs.p99 / (AIM - 1) / 1_000);
    say(`${name}: the aim holds where the slowest source takes ${enough} s or longer`);
    say(
      `${name}: slowest source ${slowest.sourceId} ${Math.round(slowest.ms)} ms; p99 ${Math.round(tookMs.p99)} ms in all; ` +
        `accepted after p50 ${Math.round(acceptedMs.p50)} ms, p99 ${Math.round(acceptedMs.p99)} ms; ` +
        `p99 of the runs ${runs.map(({ ratio }) => ratio.p99.toFixed(3)).join(' ')}; ` +
        `peak memory gateway ${gateway ?? '?'} MiB, worker ${worker ?? '?'} MiB`,
    );
    if (cpuMs !== null) {
      const parts = Object.entries(cpuMs).map(([name, ms]) => `${name} ${(ms / 1_000).toFixed(1)} s`);
      say(`${name}: processor time of a burst: ${parts.join(', ')}`);
    }
  }
  const { cores, node, commit, loadBefore } = machine;
  say(`${amount.checks} checks at once, medians of ${amount.runs} runs after a warm-up; ${settings.processes}`);
  say(
    `departments online: ${Object.entries(settings.latencyMs)
      .map(([id, ms]) => `${id} ${ms} ms`)
      .join(', ')}`,
  );
  say(`${cores} cores, load before ${loadBefore}, Node ${node}, commit ${commit}`);
}

function words({ p50, p95, p99 }: Spread, digits: number): string[] {
  return [p50, p95, p99].map((value) => value.toFixed(digits));
}
