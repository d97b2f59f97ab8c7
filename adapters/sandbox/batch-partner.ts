import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Log } from '../../src/platform/log.ts';
import { readBatchName } from '../transports/batch-name.ts';
import { listFiles, putAway, watchFolders, writeAtomically } from '../transports/folder-files.ts';
import { PartnerDesk } from './partner-desk.ts';
import type { DeskFile, DeskOptions } from './partner-desk.ts';
import type { RequestLog } from './request-log.ts';
import { seeded } from './seeded.ts';
import type { BatchPartnerSettings } from './batch-partner-settings.ts';

const FETCHED_POLL_MS = 20;

/**
 * A department or institution that takes batch files. `partner` is the same value that the gateway's source makes of
 * its endpoint entry, with the folder's name as `code`: a source that answers itself has its own id there.
 */
export type BatchPartnerOptions = DeskOptions & {
  readonly sourceId: string;
  /** As the request log names it; `null` where the source answers itself. */
  readonly institution: string | null;
  /** The exchange folder, with `outbox` and `inbox` of this partner. */
  readonly exchange: string;
  /** The partner's own folder. */
  readonly own: string;
  readonly seed: string;
  /** Read anew for each file, so that a partner may fail and recover. */
  readonly settings: () => BatchPartnerSettings;
  readonly log: Log;
  readonly requests: RequestLog;
  /** Where the time from taking a file to laying its response is noted, milliseconds. */
  readonly latencies: number[];
};

export type BatchPartner = {
  /** Looks again at what was taken and not answered, e.g. once the partner is no longer silent. */
  wake(): void;
  /** Ends once the files in hand are put down; they are answered after a restart. */
  stop(): Promise<void>;
};

/**
 * Takes request files out of the exchange folder, acknowledges them, answers after a while, and knows what it has taken
 * also after a restart. Rows that it cannot read go back in a file of their own.
 */
export async function startBatchPartner(options: BatchPartnerOptions): Promise<BatchPartner> {
  const { sourceId, institution, partner, exchange, own, seed, settings, log, requests, latencies } = options;
  const [outbox, inbox] = [join(exchange, partner.code, 'outbox'), join(exchange, partner.code, 'inbox')];
  const [taken, answered, refused] = [join(own, 'taken'), join(own, 'answered'), join(own, 'refused')];
  for (const folder of [outbox, inbox, taken, answered, refused]) await mkdir(folder, { recursive: true, mode: 0o700 });
  const desk = new PartnerDesk(options);
  const chance = seeded(seed, 'batch partner', sourceId, partner.code);
  const stopped = new AbortController();
  const inHand = new Map<string, Promise<void>>();
  const wait = (ms: number) => pause(Math.max(0, ms), undefined, { signal: stopped.signal });
  const deliver = ({ fileName, bytes }: DeskFile) => writeAtomically(join(inbox, fileName), bytes);

  const readTaken = async (fileName: string, behaviour: BatchPartnerSettings) => {
    const bytes = await readFile(join(taken, fileName));
    return behaviour.refusing ? null : desk.read(fileName, bytes, behaviour.rejecting);
  };

  const answer = async (fileName: string): Promise<void> => {
    const behaviour = settings();
    if (behaviour.silent) return;
    const begun = performance.now();
    const path = join(taken, fileName);
    const name = readBatchName(fileName);
    const request = await readTaken(fileName, behaviour);
    if (name === null || request === null) return putAway(path, refused);
    if (request.rejected.length > 0) await deliver(desk.rejects(name, request));
    if (request.rows.length === 0) return putAway(path, answered);
    const response = desk.response(name, request, behaviour);
    // The work comes first and counts as a part of the wait: all partners share one processor here.
    await wait(behaviour.latencyMs + chance.int(0, behaviour.jitterMs) - (performance.now() - begun));
    latencies.push(performance.now() - begun);
    if (behaviour.halfWritten) {
      await writeFile(join(inbox, response.fileName), response.bytes.subarray(0, response.bytes.length / 2));
      await wait(behaviour.latencyMs);
    }
    await deliver(response);
    if (behaviour.outOfOrder) await deliver(desk.acknowledgement(name, request));
    if (behaviour.twice) {
      // Over the first it would be one delivery: it comes when the first was fetched.
      await wait(behaviour.latencyMs);
      while ((await listFiles(inbox)).includes(response.fileName)) await wait(FETCHED_POLL_MS);
      await deliver(response);
    }
    await putAway(path, answered);
  };

  const begin = (fileName: string): void => {
    if (inHand.has(fileName)) return;
    const work = answer(fileName)
      .catch((err: unknown) => {
        if (!stopped.signal.aborted) fail(err);
      })
      .finally(() => inHand.delete(fileName));
    inHand.set(fileName, work);
  };

  const take = async (fileName: string): Promise<void> => {
    const behaviour = settings();
    // The same batch laid twice takes its own place: it is one batch, asked twice.
    await rename(join(outbox, fileName), join(taken, fileName));
    const name = readBatchName(fileName);
    const request = await readTaken(fileName, behaviour);
    for (const row of request?.rows ?? []) requests.note(sourceId, institution, desk.requestIdOf(row));
    if (name === null || behaviour.unacknowledged || behaviour.outOfOrder) return;
    await deliver(desk.acknowledgement(name, request));
  };

  const fail = (err: unknown) => log.error('sandbox partner failed', { sourceId, institution: partner.code, err });
  const sweep = async (): Promise<void> => {
    try {
      for (const fileName of await listFiles(outbox)) {
        if (stopped.signal.aborted) return;
        await take(fileName);
      }
      for (const fileName of await listFiles(taken)) begin(fileName);
    } catch (thrown) {
      fail(thrown);
    }
  };
  let sweeping: Promise<void> = Promise.resolve();
  const wake = () => {
    sweeping = sweeping.then(sweep);
  };
  const stopWatching = watchFolders([outbox, taken], wake, fail);
  return {
    wake,
    async stop() {
      stopWatching();
      stopped.abort();
      await sweeping;
      await Promise.all(inHand.values());
    },
  };
}
