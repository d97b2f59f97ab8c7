import { createHash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../../src/platform/clock.ts';
import type { Log } from '../../src/platform/log.ts';
import { startBank } from './bank-daemon.ts';
import type { Bank } from './bank-daemon.ts';
import { startOffice } from './office-server.ts';
import type { OfficeServer } from './office-server.ts';
import { OFFICES } from './offices.ts';
import type { OfficeId } from './offices.ts';
import { BANK_CODES } from './person.ts';
import { createPopulation } from './population.ts';
import type { Population } from './population.ts';
import { openRequestLog } from './request-log.ts';
import type { RequestCounts } from './request-log.ts';
import { DEFAULT_BANK, sandboxSettingsSchema } from './settings.ts';
import type { SandboxSettingsInput } from './settings.ts';

export type SandboxOptions = {
  /** Decides the population, the keys and the chance of failures. */
  readonly seed: string;
  /** Absolute path; holds the exchange folder, the banks' own folders and `counts.jsonl`. */
  readonly dir: string;
  readonly settings?: SandboxSettingsInput;
  readonly clock: Clock;
  readonly log: Log;
};

export type Sandbox = {
  /** What {@link connectSources} takes; plain JSON. */
  readonly endpoints: Readonly<Record<string, unknown>>;
  readonly population: Population;
  /** How often each request id was asked, by source. */
  counts(): RequestCounts;
  /** What each source itself took for each answer, milliseconds; banks from taking a file to laying the response. */
  latencies(): Readonly<Record<string, readonly number[]>>;
  /** Replaces the settings; requests that come from now on meet them. */
  change(settings: SandboxSettingsInput): void;
  stop(): Promise<void>;
};

/**
 * Starts the departments' simulators: a server on the loopback for each office of the list, and five banks at an
 * exchange folder. Started again on the same folder and seed it goes on: same people, same keys, same answers, counts
 * carried over.
 * @throws ZodError for settings that are none.
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
  const servers = new Map<OfficeId, OfficeServer>();
  try {
    for (const { sourceId, open } of OFFICES) {
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
      servers.set(sourceId, server);
      stops.push(() => server.stop());
    }
    const bankLatencies: number[] = [];
    const banks: Bank[] = [];
    for (const code of BANK_CODES) {
      const files = { code, key: derived(seed, `key ${code}`), delimiter: '|', encoding: 'gb18030' } as const;
      const bank = await startBank({
        files,
        exchange,
        own: join(dir, 'banks', code),
        population,
        settings: () => settings.banks[code] ?? DEFAULT_BANK,
        clock,
        log,
        requests,
        latencies: bankLatencies,
      });
      banks.push(bank);
      stops.push(() => bank.stop());
    }
    const institutions = BANK_CODES.map((code) => [code, { key: derived(seed, `key ${code}`).toString('base64') }]);
    return {
      endpoints: {
        ...Object.fromEntries([...servers].map(([id, { url }]) => [id, { url, ...credentialOf(id) }])),
        banks: { folder: exchange, institutions: Object.fromEntries(institutions) },
      },
      population,
      counts: () => requests.counts(),
      latencies: () => ({
        ...Object.fromEntries([...servers].map(([id, { latencies }]) => [id, [...latencies]])),
        banks: [...bankLatencies],
      }),
      change: (changed) => {
        settings = sandboxSettingsSchema.parse(changed);
        for (const bank of banks) bank.wake();
      },
      stop,
    };
  } catch (thrown) {
    await stop();
    throw thrown;
  }
}

/** 32 bytes that follow from the seed: secrets of a sandbox guard nothing, and must survive its restart. */
function derived(seed: string, label: string): Buffer {
  return createHash('sha256').update(`hedui sandbox\u0000${seed}\u0000${label}`).digest();
}
