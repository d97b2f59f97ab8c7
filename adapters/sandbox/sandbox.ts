import { createHash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../../src/platform/clock.ts';
import type { Log } from '../../src/platform/log.ts';
import { findSource } from '../registry.ts';
import { startBatchPartner } from './batch-partner.ts';
import type { BatchPartner } from './batch-partner.ts';
import { startOffice } from './office-server.ts';
import { OFFICES } from './offices.ts';
import { PARTNERS } from './partners.ts';
import { createPopulation } from './population.ts';
import type { Population } from './population.ts';
import { openRequestLog } from './request-log.ts';
import type { RequestCounts } from './request-log.ts';
import { sandboxSettingsSchema, settingsOf } from './settings.ts';
import type { SandboxSettingsInput } from './settings.ts';

export type SandboxOptions = {
  /** Decides the population, the keys and the chance of failures. */
  readonly seed: string;
  /** Absolute path; holds the exchange folder, the partners' own folders and `counts.jsonl`. */
  readonly dir: string;
  readonly settings?: SandboxSettingsInput;
  readonly clock: Clock;
  readonly log: Log;
};

export type Sandbox = {
  /** The input of {@link connectSources}; plain JSON. */
  readonly endpoints: Readonly<Record<string, unknown>>;
  readonly population: Population;
  /** How often each request id was asked, by source. */
  counts(): RequestCounts;
  /**
   * The duration of each answer of each source, milliseconds; for files, from reading a file to writing the
   * response.
   */
  latencies(): Readonly<Record<string, readonly number[]>>;
  /** Replaces the settings for all later requests. */
  change(settings: SandboxSettingsInput): void;
  stop(): Promise<void>;
};

/**
 * Starts the departments' simulators: a server on the loopback for each office of the list, and an exchange folder
 * for each partner with batch files. Started again on the same folder and seed it continues: same people, same keys,
 * same answers, counts carried over.
 * @throws ZodError for invalid settings.
 */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { seed, dir, clock, log } = options;
  let settings = sandboxSettingsSchema.parse(options.settings ?? {});
  const exchange = join(dir, 'exchange');
  await mkdir(exchange, { recursive: true, mode: 0o700 });
  const population = createPopulation(seed);
  const requests = openRequestLog(join(dir, 'counts.jsonl'), clock);
  const credentialOf = (sourceId: string) => ({
    appKey: `hedui-${sourceId}`,
    appSecret: derived(seed, `secret ${sourceId}`).toString('hex'),
  });
  const stops: (() => Promise<void>)[] = [];
  const stop = async () => {
    await Promise.all(stops.splice(0).map((end) => end()));
  };
  /** A simulator may remain when its source is removed from the registry; nobody asks it. */
  const isAsked = (sourceId: string) => {
    const known = findSource(sourceId) !== null;
    if (!known) log.warn('simulator without a source', { sourceId });
    return known;
  };
  const endpoints: Record<string, unknown> = {};
  const latencies: Record<string, readonly number[]> = {};
  const partners: BatchPartner[] = [];
  try {
    for (const { sourceId, open } of OFFICES) {
      if (!isAsked(sourceId)) continue;
      const server = await startOffice({
        sourceId,
        office: open(population, clock),
        credential: credentialOf(sourceId),
        seed,
        settings: () => settings[sourceId],
        clock,
        log,
        requests,
      });
      endpoints[sourceId] = { url: server.url, ...credentialOf(sourceId) };
      latencies[sourceId] = server.latencies;
      stops.push(() => server.stop());
    }
    for (const spec of PARTNERS) {
      const { sourceId, institutions } = spec;
      if (!isAsked(sourceId)) continue;
      const took: number[] = [];
      latencies[sourceId] = took;
      for (const institution of institutions) {
        const partner = await startBatchPartner({
          sourceId,
          institution: institution === '' ? null : institution,
          partner: spec.files(institution || sourceId, keyOf(seed, institution || sourceId)),
          idColumn: spec.idColumn,
          question: spec.question,
          answer: (row, partial) => spec.answer(population, institution, row, partial),
          dataDate: (now) => spec.dataDate(now),
          exchange,
          own: join(dir, sourceId, institution),
          seed,
          settings: () => settingsOf(settings, sourceId, institution),
          clock,
          log,
          requests,
          latencies: took,
        });
        partners.push(partner);
        stops.push(() => partner.stop());
      }
      const keys = institutions.map((code) => [code, keyOf(seed, code || sourceId).toString('base64')]);
      endpoints[sourceId] = spec.endpoint(exchange, Object.fromEntries(keys));
    }
    return {
      endpoints,
      population,
      counts: () => requests.counts(),
      latencies: () => Object.fromEntries(Object.entries(latencies).map(([id, took]) => [id, [...took]])),
      change: (changed) => {
        settings = sandboxSettingsSchema.parse(changed);
        for (const partner of partners) partner.wake();
      },
      stop,
    };
  } catch (thrown) {
    await stop();
    throw thrown;
  }
}

/** The key of the files exchanged with one partner. */
function keyOf(seed: string, code: string): Buffer {
  return derived(seed, `key ${code}`);
}

/** 32 bytes derived from the seed: secrets of a sandbox protect nothing, and must survive its restart. */
function derived(seed: string, label: string): Buffer {
  return createHash('sha256').update(`hedui sandbox\u0000${seed}\u0000${label}`).digest();
}
