import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { cpuTimes, cpuTimesSince } from './cpu.ts';
import type { CpuTimes } from './cpu.ts';
import { median } from './figures.ts';
import type { Installation } from './installation.ts';
import type { Latencies } from './processes.ts';

const REQUEST = `
  mutation Request($input: RequestVerificationInput!) {
    requestVerification(input: $input) {
      __typename
      ... on RequestVerificationSuccess { verification { id } }
      ... on Problem { code field zh en }
    }
  }`;

const requested = z.object({
  requestVerification: z.object({ en: z.string().optional(), verification: z.object({ id: z.string() }).optional() }),
});

/** How closely the end of a check is watched, milliseconds; it is part of what is measured. */
const WATCH_MS = 25;
const LONGEST_MS = 60_000;

/** Checks that were triggered together. */
export type Burst = {
  /** From sending the mutation until the report was seen issued, milliseconds, one for each check. */
  readonly tookMs: readonly number[];
  /** From sending the mutation until the gateway had answered it. */
  readonly acceptedMs: readonly number[];
  /** The slowest source and the median of its own latencies in this burst. */
  readonly slowest: { readonly sourceId: string; readonly ms: number };
  /** Questions that the departments answered. */
  readonly questions: number;
  /** Processor time by process from the first mutation to the last report, milliseconds; `null` without /proc. */
  readonly cpuMs: CpuTimes | null;
};

/**
 * Triggers one check for each application at once and waits for all reports. A report counts from when another
 * connection sees it committed.
 *
 * @throws Error when a check is refused, not issued in time, or issued incomplete.
 */
export async function runBurst(installation: Installation, applicationIds: readonly string[]): Promise<Burst> {
  const before = await installation.departments.latencies();
  const usedBefore = await cpuTimes(installation.processes);
  const began = new Map<string, number>();
  const acceptedMs = await Promise.all(
    applicationIds.map(async (applicationId) => {
      const key = crypto.randomUUID();
      const sentAt = performance.now();
      began.set(key, sentAt);
      await requestCheck(installation, applicationId, key);
      return performance.now() - sentAt;
    }),
  );
  const tookMs: number[] = [];
  const until = performance.now() + LONGEST_MS;
  // No report can be there before the slowest source has answered: until then nothing watches, nothing disturbs.
  await pause(Math.max(0, installation.slowestMs - Math.max(...acceptedMs)));
  const open = new Set(began.keys());
  while (open.size > 0) {
    const issued = await readIssued(installation, [...open]);
    const seenAt = performance.now();
    for (const key of issued) {
      tookMs.push(seenAt - (began.get(key) ?? seenAt));
      open.delete(key);
    }
    if (seenAt > until) throw new Error(`${open.size} checks have no report after ${LONGEST_MS} ms`);
    await pause(WATCH_MS);
  }
  const cpuMs = await cpuTimesSince(usedBefore, installation.processes);
  const latencies = since(before, await installation.departments.latencies());
  return {
    tookMs,
    acceptedMs,
    slowest: slowestOf(latencies),
    questions: Object.values(latencies).flat().length,
    cpuMs,
  };
}

async function requestCheck(installation: Installation, applicationId: string, idempotencyKey: string): Promise<void> {
  const input = { applicationId, purpose: 'APPLICATION', idempotencyKey };
  const { requestVerification } = await installation.client.query(requested, REQUEST, { input });
  if (requestVerification.verification === undefined) throw new Error(requestVerification.en ?? 'refused');
}

/** The keys, as the gateway keeps them, of those that have ended. */
async function readIssued({ db }: Installation, keys: readonly string[]): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('verification')
    .select(['idempotency_key', 'state'])
    .where('idempotency_key', 'in', keys)
    .where('state', 'not in', ['REQUESTED', 'ASKING'])
    .execute();
  // No certainty that the measured report holds the answers, no figure.
  const other = rows.find(({ state }) => state !== 'ISSUED_COMPLETE');
  if (other !== undefined) throw new Error(`a check ended as ${other.state}`);
  return rows.map((row) => row.idempotency_key);
}

function since(before: Latencies, after: Latencies): Latencies {
  return Object.fromEntries(
    Object.entries(after).map(([sourceId, values]) => [sourceId, values.slice(before[sourceId]?.length ?? 0)]),
  );
}

function slowestOf(latencies: Latencies): Burst['slowest'] {
  const medians = Object.entries(latencies)
    .filter(([, values]) => values.length > 0)
    .map(([sourceId, values]) => ({ sourceId, ms: median(values) }));
  const [slowest] = medians.toSorted((a, b) => b.ms - a.ms);
  if (slowest === undefined) throw new Error('no source was asked');
  return slowest;
}
