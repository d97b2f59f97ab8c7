import { mkdir, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { BankHolding } from '../../src/evidence/facts.ts';
import type { Clock } from '../../src/platform/clock.ts';
import type { Log } from '../../src/platform/log.ts';
import { BANK_RESULTS, bankPartner, REQUEST_ID_COLUMN } from '../bank-layout.ts';
import type { BankFiles } from '../bank-layout.ts';
import { SourceFault } from '../define-source.ts';
import { readBatch, writeBatch } from '../transports/batch-file.ts';
import type { BatchRow } from '../transports/batch-file.ts';
import { readBatchName, writeBatchName } from '../transports/batch-name.ts';
import { listFiles, putAway, watchFolders, writeAtomically } from '../transports/folder-files.ts';
import { containerState, openContainer, sealContainer } from '../transports/sealed-container.ts';
import type { BankCode } from './person.ts';
import type { Population } from './population.ts';
import { lookUp } from './register.ts';
import type { RequestLog } from './request-log.ts';
import { seeded } from './seeded.ts';
import type { BankSettings } from './settings.ts';
import { bankQuestionSchema } from './bank-question.ts';
import { dataDate, decimal } from './wire-forms.ts';

export type BankOptions = {
  readonly files: BankFiles & { readonly code: BankCode };
  /** The exchange folder, with `outbox` and `inbox` of this bank. */
  readonly exchange: string;
  /** The bank's own folder. */
  readonly own: string;
  readonly population: Population;
  readonly settings: () => BankSettings;
  readonly clock: Clock;
  readonly log: Log;
  readonly requests: RequestLog;
  readonly latencies: number[];
};

export type Bank = {
  /** Looks again at what was taken and not answered, e.g. once the bank is no longer silent. */
  wake(): void;
  /** Ends once the files in hand are put down; they are answered after a restart. */
  stop(): Promise<void>;
};

/**
 * One bank: takes request files out of the exchange folder, answers after a while, and knows what it has taken also
 * after a restart.
 */
export async function startBank(options: BankOptions): Promise<Bank> {
  const { files, exchange, own, settings, log } = options;
  const [outbox, inbox] = [join(exchange, files.code, 'outbox'), join(exchange, files.code, 'inbox')];
  const [taken, answered, refused] = [join(own, 'taken'), join(own, 'answered'), join(own, 'refused')];
  for (const folder of [outbox, inbox, taken, answered, refused]) await mkdir(folder, { recursive: true, mode: 0o700 });
  const partner = bankPartner(files);
  const chance = seeded(options.population.seed, 'bank', files.code);
  const stopped = new AbortController();
  const inHand = new Map<string, Promise<void>>();

  const answer = async (fileName: string): Promise<void> => {
    const behaviour = settings();
    if (behaviour.silent) return;
    const begun = performance.now();
    const path = join(taken, fileName);
    const name = readBatchName(fileName);
    const rows = await readRequest(path, fileName);
    if (name === null || rows === null) return putAway(path, refused);
    const response = rows.map((row) => answerTo(row, options.population, files.code));
    const batch = Buffer.from(writeBatch(partner.response, response, dataDate(options.clock)));
    // One hexadecimal digit of the digest: sealed correctly, wrong inside.
    if (behaviour.rubbish) batch[batch.length - 2] = batch[batch.length - 2] === 0x30 ? 0x31 : 0x30;
    const responseName = writeBatchName({ ...name, direction: 'RSP' });
    const sealed = sealContainer(batch, files.key, responseName);
    // The work comes first and counts as a part of the wait: all banks share one processor here.
    const wait = behaviour.latencyMs + chance.int(0, behaviour.jitterMs) - (performance.now() - begun);
    await pause(Math.max(0, wait), undefined, { signal: stopped.signal });
    options.latencies.push(performance.now() - begun);
    await writeAtomically(join(inbox, responseName), sealed);
    if (behaviour.twice) {
      await pause(behaviour.latencyMs, undefined, { signal: stopped.signal });
      await writeAtomically(join(inbox, responseName), sealed);
    }
    await putAway(path, answered);
  };

  const readRequest = async (path: string, fileName: string): Promise<readonly BatchRow[] | null> => {
    const bytes = await readFile(path);
    if (containerState(bytes) !== 'COMPLETE') return null;
    try {
      const { rows } = readBatch(partner.request, openContainer(bytes, files.key, fileName));
      const fields = rows.map((row) => row.fields);
      return fields.every((row) => bankQuestionSchema.safeParse(row).success) ? fields : null;
    } catch (thrown) {
      if (thrown instanceof SourceFault) return null;
      throw thrown;
    }
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
    // The same batch laid twice takes its own place: it is one batch, asked twice.
    await rename(join(outbox, fileName), join(taken, fileName));
    const rows = await readRequest(join(taken, fileName), fileName);
    for (const row of rows ?? []) options.requests.note('banks', files.code, row[REQUEST_ID_COLUMN] ?? '');
  };

  const fail = (err: unknown) => log.error('sandbox bank failed', { institution: files.code, err });
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

function answerTo(row: BatchRow, population: Population, code: BankCode): BatchRow {
  const asked = { number: row['证件号码'] ?? '', formerNumber: row['原证件号码'] ?? '', name: row['姓名'] ?? '' };
  const found = lookUp(population, asked, (registers) => registers.banks[code]);
  const id = { [REQUEST_ID_COLUMN]: row[REQUEST_ID_COLUMN] ?? '' };
  if (found.result === 'NONE') return { ...id, 结果代码: BANK_RESULTS.NO_RECORD };
  if (found.result === 'MISMATCH') return { ...id, 结果代码: BANK_RESULTS.IDENTITY_MISMATCH };
  const { recorded, holding } = found.entry;
  return {
    ...id,
    结果代码: BANK_RESULTS.HIT,
    登记姓名: recorded.name,
    登记证件号码: recorded.number,
    ...amounts(holding),
  };
}

function amounts(holding: BankHolding): BatchRow {
  return {
    账户余额合计: decimal(holding.balanceFen),
    理财市值: decimal(holding.wealthManagementFen),
    账户数: String(holding.accountCount),
    睡眠户数: String(holding.dormantAccountCount),
    近半年最大单笔转出: decimal(holding.largestOutflowFen),
    转出日期: holding.largestOutflowOn ?? '',
  };
}
