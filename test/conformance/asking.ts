import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { askAll as askTogether } from '../../src/sources/ask-all.ts';
import { SourceFault } from '../../src/sources/port.ts';
import type { Connection, DirectConnection, ExchangeConnection, Inquiry, SourceReply } from '../../src/sources/port.ts';
import { isMissing } from '../../adapters/transports/folder-files.ts';

/** The outcome of a question, the same for direct sources and sources by files. */
export type Outcome =
  | { readonly kind: 'REPLY'; readonly reply: SourceReply }
  | { readonly kind: 'FAULT'; readonly fault: Pick<SourceFault, 'reason' | 'retryable'> }
  /** The file that should have answered was put aside; the question stays open. */
  | { readonly kind: 'ASIDE' }
  /** Nothing came. */
  | { readonly kind: 'OPEN' };

/** Options of a question; each fault is passed to a search for secrets. */
export type AskOptions = {
  readonly patienceMs: number;
  readonly noteFault: (fault: unknown) => void;
  /** Called between two looks for files. */
  readonly between?: () => Promise<void>;
  /** Folder in which files are put aside, where there is one. */
  readonly rejects?: string;
  /** Ends the waiting for files early, after one more look. */
  readonly enough?: () => boolean;
};

/** @returns what became of each question, in their order. */
export async function askAll(
  connection: Connection,
  institution: string,
  inquiries: readonly Inquiry[],
  options: AskOptions,
): Promise<readonly Outcome[]> {
  if (connection.mode === 'EXCHANGE') return exchangeAll(connection, institution, inquiries, options);
  return directAll(connection, inquiries, options);
}

/** As the port asks: together where the department's protocol takes many, else each by itself. */
async function directAll(
  connection: DirectConnection,
  inquiries: readonly Inquiry[],
  { patienceMs, noteFault }: AskOptions,
): Promise<readonly Outcome[]> {
  const outcomes = await askTogether(connection, inquiries, AbortSignal.timeout(patienceMs));
  return outcomes.map((outcome) => {
    if ('reply' in outcome) return { kind: 'REPLY', reply: outcome.reply };
    noteFault(outcome.fault);
    return { kind: 'FAULT', fault: outcome.fault };
  });
}

const LOOK_EVERY_MS = 15;

async function exchangeAll(
  connection: ExchangeConnection,
  institution: string,
  inquiries: readonly Inquiry[],
  options: AskOptions,
): Promise<readonly Outcome[]> {
  const { patienceMs, between = async () => {}, rejects, enough = () => false } = options;
  const found = new Map<string, Outcome>();
  try {
    await submitAll(connection, institution, inquiries, (fault) => {
      const unencodable = faultOf(fault, options);
      for (const id of fault.requestIds) found.set(id, unencodable);
    });
  } catch (thrown) {
    const fault = faultOf(thrown, options);
    return inquiries.map(() => fault);
  }
  const asideBefore = await countFiles(rejects);
  for (const until = performance.now() + patienceMs; performance.now() < until;) {
    const last = enough();
    await between();
    await connection.collect(
      async (reply) => void found.set(reply.requestId, { kind: 'REPLY', reply }),
      async ({ requestIds, reason }) => {
        for (const id of requestIds) found.set(id, { kind: 'FAULT', fault: { reason, retryable: false } });
      },
    );
    if (inquiries.every(({ requestId }) => found.has(requestId))) break;
    if ((await countFiles(rejects)) > asideBefore) {
      return inquiries.map(({ requestId }) => found.get(requestId) ?? { kind: 'ASIDE' });
    }
    if (last) break;
    await pause(LOOK_EVERY_MS);
  }
  return inquiries.map(({ requestId }) => found.get(requestId) ?? { kind: 'OPEN' });
}

/** As the gateway does: a name that the files cannot carry never leaves, and keeps nobody else back. */
async function submitAll(
  connection: ExchangeConnection,
  institution: string,
  inquiries: readonly Inquiry[],
  without: (fault: SourceFault) => void,
): Promise<void> {
  try {
    await connection.submit(institution, inquiries);
  } catch (thrown) {
    const left = thrown instanceof SourceFault ? new Set(thrown.requestIds) : new Set<string>();
    const rest = inquiries.filter(({ requestId }) => !left.has(requestId));
    if (!(thrown instanceof SourceFault) || left.size === 0 || rest.length === 0) throw thrown;
    without(thrown);
    await connection.submit(institution, rest);
  }
}

function faultOf(thrown: unknown, { noteFault }: AskOptions): Outcome {
  if (!(thrown instanceof SourceFault)) throw thrown;
  noteFault(thrown);
  return { kind: 'FAULT', fault: thrown };
}

async function countFiles(folder: string | undefined): Promise<number> {
  if (folder === undefined) return 0;
  try {
    return (await readdir(folder)).length;
  } catch (thrown) {
    if (isMissing(thrown)) return 0;
    throw thrown;
  }
}

/** The folder of an institution's refused files, by the entry's own folder. */
export function rejectsOf(folder: string, sourceId: string, institution: string): string {
  return join(folder, institution === '' ? sourceId : institution, 'rejects');
}
