import { setTimeout as pause } from 'node:timers/promises';
import { Lifecycle } from '../../src/main/lifecycle.ts';
import { runBurst } from './check.ts';
import type { Burst } from './check.ts';
import { medianCpuTimes } from './cpu.ts';
import { median, medianSpread, spreadOf } from './figures.ts';
import type { Spread } from './figures.ts';
import { registerCases, startInstallation } from './installation.ts';
import type { Backend } from './installation.ts';
import { peakMemory } from './processes.ts';
import type { Amount } from './settings.ts';

/** The reported figures of one backend. */
export type Measured = {
  /** Trigger to report over the slowest source's own latency; medians of the runs. */
  readonly ratio: Spread;
  /** The time beyond the slowest source's own latency, milliseconds; medians of the runs. */
  readonly overheadMs: Spread;
  /** Trigger to report, milliseconds; medians of the runs. */
  readonly tookMs: Spread;
  /** Trigger to the gateway's answer; a part of the overhead. */
  readonly acceptedMs: Spread;
  readonly slowest: { readonly sourceId: string; readonly ms: number };
  /** One check alone on the idle system, one after the other. */
  readonly single: { readonly ratioP50: number; readonly overheadP50Ms: number };
  /** Peak of resident memory, MiB. */
  readonly peakMemoryMib: { readonly gateway: number | null; readonly worker: number | null };
  /** Processor time of a burst by process, milliseconds; medians of the runs; `null` where the machine does not tell. */
  readonly cpuMs: Burst['cpuMs'];
  readonly runs: readonly { readonly ratio: Spread; readonly overheadMs: Spread; readonly questions: number }[];
};

/** Between two bursts everything comes to rest. */
const REST_MS = 500;

/**
 * Measures one backend on an installation of its own.
 * @param filesMs how slow the sources by files are
 */
export async function measure(
  backend: Backend,
  filesMs: number,
  amount: Amount,
  tell: (what: string) => void,
): Promise<Measured> {
  const life = new Lifecycle();
  const onSignal = (): void => void life.stop().finally(() => process.exit(1));
  process.once('SIGINT', onSignal);
  process.once('SIGTERM', onSignal);
  try {
    const installation = await startInstallation(backend, filesMs, life);
    const cases = await registerCases(installation, amount.checks);
    const burst = async (ids: readonly string[]): Promise<Burst> => {
      await pause(REST_MS);
      return runBurst(installation, ids);
    };
    tell(`${backend}: warm-up`);
    await burst(cases);
    const bursts: Burst[] = [];
    for (let run = 1; run <= amount.runs; run += 1) {
      tell(`${backend}: run ${run} of ${amount.runs}`);
      bursts.push(await burst(cases));
    }
    const singles: Burst[] = [];
    for (let run = 1; run <= amount.singles; run += 1) {
      tell(`${backend}: single check ${run} of ${amount.singles}`);
      const position = (run - 1) % cases.length;
      singles.push(await burst(cases.slice(position, position + 1)));
    }
    const { gateway, worker } = installation.processes;
    return {
      ...summaryOf(bursts),
      single: {
        ratioP50: median(singles.flatMap(ratiosOf)),
        overheadP50Ms: median(singles.flatMap(overheadsOf)),
      },
      peakMemoryMib: { gateway: await peakMemory(gateway), worker: await peakMemory(worker) },
    };
  } finally {
    process.off('SIGINT', onSignal);
    process.off('SIGTERM', onSignal);
    await life.stop();
  }
}

function summaryOf(bursts: readonly Burst[]): Omit<Measured, 'single' | 'peakMemoryMib'> {
  const runs = bursts.map((burst) => ({
    ratio: spreadOf(ratiosOf(burst)),
    overheadMs: spreadOf(overheadsOf(burst)),
    questions: burst.questions,
  }));
  return {
    ratio: medianSpread(runs.map(({ ratio }) => ratio)),
    overheadMs: medianSpread(runs.map(({ overheadMs }) => overheadMs)),
    tookMs: medianSpread(bursts.map(({ tookMs }) => spreadOf(tookMs))),
    acceptedMs: medianSpread(bursts.map(({ acceptedMs }) => spreadOf(acceptedMs))),
    slowest: {
      sourceId: bursts[0]?.slowest.sourceId ?? '',
      ms: median(bursts.map(({ slowest }) => slowest.ms)),
    },
    cpuMs: medianCpuTimes(bursts.map(({ cpuMs }) => cpuMs)),
    runs,
  };
}

function ratiosOf({ tookMs, slowest }: Burst): number[] {
  return tookMs.map((ms) => ms / slowest.ms);
}

function overheadsOf({ tookMs, slowest }: Burst): number[] {
  return tookMs.map((ms) => ms - slowest.ms);
}
