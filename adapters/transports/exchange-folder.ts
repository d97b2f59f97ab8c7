import { mkdir, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { shanghaiDate } from '../../src/platform/calendar-date.ts';
import type { CalendarDate } from '../../src/platform/calendar-date.ts';
import { asError } from '../../src/platform/problem.ts';
import { SourceFault } from '../define-source.ts';
import type { SourcePorts } from '../define-source.ts';
import { readBatch, writeBatch } from './batch-file.ts';
import type { BatchLayout, BatchRow, ReceivedRow } from './batch-file.ts';
import { batchOf, readBatchName, requestName, writeBatchName } from './batch-name.ts';
import { isMissing, listFiles, putAway, watchFolders, writeAtomically } from './folder-files.ts';
import { containerState, openContainer, sealContainer } from './sealed-container.ts';

/**
 * The folders between the gateway and one institution. `outbox` and `inbox` are the institution's too; the others
 * are ours: a request waits in `pending` while it is being laid and stays in `sent` afterwards.
 */
const EXCHANGE_FOLDERS = ['outbox', 'inbox', 'pending', 'sent', 'archive', 'rejects'] as const;

export type ExchangePartner = {
  readonly code: string;
  readonly key: Uint8Array;
  readonly request: BatchLayout;
  readonly response: BatchLayout;
};

/** One answered row beside the question that it answers, so that an answer about another person is noticed. */
export type ExchangedRow = {
  readonly institution: string;
  readonly question: BatchRow;
  readonly answer: ReceivedRow;
  readonly dataDate: CalendarDate;
};

export type ExchangeOptions = SourcePorts & {
  readonly sourceId: string;
  readonly root: string;
  readonly partners: readonly ExchangePartner[];
  /** Column that holds the request id, in both directions. */
  readonly idColumn: string;
  /** An incomplete file that has not grown for this long is rejected, milliseconds. */
  readonly settleMs: number;
};

type Arrival = { readonly partner: ExchangePartner; readonly folder: string; readonly fileName: string };

/** A folder in which sealed batch files are exchanged with institutions that answer later. */
export class ExchangeFolder {
  readonly #options: ExchangeOptions;
  /** Size of each incomplete file and when it was first seen so, in milliseconds of this process. */
  readonly #growing = new Map<string, { readonly size: number; readonly since: number }>();

  private constructor(options: ExchangeOptions) {
    this.#options = options;
  }

  /** Makes the folders where they are missing. */
  static async open(options: ExchangeOptions): Promise<ExchangeFolder> {
    for (const { code } of options.partners) {
      for (const name of EXCHANGE_FOLDERS)
        await mkdir(join(options.root, code, name), { recursive: true, mode: 0o700 });
    }
    return new ExchangeFolder(options);
  }

  /**
   * Lays one request file. The batch is named by its request ids: laid before, it is not laid again; after a crash
   * in between it may be, with the same ids.
   * @throws SourceFault UNENCODABLE before anything is written.
   */
  async lay(institution: string, rows: readonly BatchRow[]): Promise<void> {
    const partner = this.#partner(institution);
    const { idColumn, root, clock, log, sourceId } = this.#options;
    if (rows.length === 0) return;
    const batch = batchOf(rows.map((row) => row[idColumn] ?? ''));
    const folder = join(root, institution);
    const ofBatch = (fileName: string) => readBatchName(fileName)?.batch === batch;
    if ((await listFiles(join(folder, 'sent'))).some(ofBatch)) return;
    const today = shanghaiDate(clock.now());
    const begun = (await listFiles(join(folder, 'pending'))).find(ofBatch);
    const fileName = begun ?? requestName(institution, today, batch);
    const pending = join(folder, 'pending', fileName);
    if (begun === undefined) {
      const sealed = sealContainer(writeBatch(partner.request, rows, today), partner.key, fileName);
      await writeAtomically(pending, sealed);
    }
    // Our copy comes first, so that an answer is never there before the knowledge of what was asked.
    await writeAtomically(join(folder, 'outbox', fileName), await readFile(pending));
    await rename(pending, join(folder, 'sent', fileName));
    log.info('request file laid', { sourceId, institution, count: rows.length });
  }

  /**
   * Hands over every complete response file row by row, and archives it once all rows were taken. A spoilt file goes
   * to `rejects`; a file still growing stays. One row that cannot be taken keeps its file, not the others.
   * @param read turns a row into what `take` takes; a SourceFault rejects the whole file before any row is taken.
   * @returns the number of rows taken.
   */
  async collect<T>(read: (row: ExchangedRow) => T, take: (value: T) => Promise<void>): Promise<number> {
    const faults: Error[] = [];
    // The institutions beside each other, so that whoever takes the rows can store them together.
    const counts = await Promise.all(
      this.#options.partners.map((partner) => this.#collectFrom(partner, read, take, faults)),
    );
    const [first] = faults;
    if (first !== undefined) throw first;
    return counts.reduce((sum, count) => sum + count, 0);
  }

  async #collectFrom<T>(
    partner: ExchangePartner,
    read: (row: ExchangedRow) => T,
    take: (value: T) => Promise<void>,
    faults: Error[],
  ): Promise<number> {
    let taken = 0;
    try {
      const folder = join(this.#options.root, partner.code);
      for (const fileName of await listFiles(join(folder, 'inbox'))) {
        try {
          taken += await this.#collectFile({ partner, folder, fileName }, read, take);
        } catch (thrown) {
          faults.push(asError(thrown));
        }
      }
    } catch (thrown) {
      faults.push(asError(thrown));
    }
    return taken;
  }

  watch(onArrival: () => void): () => void {
    const { partners, root, log, sourceId } = this.#options;
    const inboxes = partners.map(({ code }) => join(root, code, 'inbox'));
    return watchFolders(inboxes, onArrival, (err) => log.warn('exchange folder cannot be watched', { sourceId, err }));
  }

  async #collectFile<T>(arrival: Arrival, read: (row: ExchangedRow) => T, take: (value: T) => Promise<void>) {
    const path = join(arrival.folder, 'inbox', arrival.fileName);
    const values = await this.#readArrival(arrival, path, read);
    if (values === null) return 0;
    // Together, so that whoever takes them can store a file in one go.
    await Promise.all(values.map((value) => take(value)));
    await putAway(path, join(arrival.folder, 'archive'));
    const { log, sourceId } = this.#options;
    log.info('response file taken', { sourceId, institution: arrival.partner.code, count: values.length });
    return values.length;
  }

  /** All rows of a file, or `null` where it is not (or no longer) to be read. */
  async #readArrival<T>(arrival: Arrival, path: string, read: (row: ExchangedRow) => T): Promise<T[] | null> {
    const bytes = await readFirst([path]);
    if (bytes === null) return null;
    const state = containerState(bytes);
    if (state === 'INCOMPLETE' && !this.#settled(path, bytes.byteLength)) return null;
    this.#growing.delete(path);
    try {
      const rows = await this.#openResponse(arrival, bytes);
      return rows.map((row) => read(row));
    } catch (thrown) {
      if (!(thrown instanceof SourceFault)) throw thrown;
      await putAway(path, join(arrival.folder, 'rejects'));
      const { log, sourceId } = this.#options;
      log.warn('response file rejected', { sourceId, institution: arrival.partner.code, code: thrown.reason });
      return null;
    }
  }

  async #openResponse({ partner, folder, fileName }: Arrival, bytes: Uint8Array): Promise<ExchangedRow[]> {
    const name = readBatchName(fileName);
    if (name === null || name.direction !== 'RSP' || name.institution !== partner.code) throw formatChanged();
    const { date, rows } = readBatch(partner.response, openContainer(bytes, partner.key, fileName));
    const questions = await this.#questionsOf(partner, folder, writeBatchName({ ...name, direction: 'REQ' }));
    return rows.map((answer) => {
      const question = questions.get(answer.fields[this.#options.idColumn] ?? '');
      if (question === undefined) throw formatChanged();
      return { institution: partner.code, question, answer, dataDate: date };
    });
  }

  /** The rows that were asked, from our own copy. No copy: an answer to a question that was never asked. */
  async #questionsOf(partner: ExchangePartner, folder: string, fileName: string): Promise<Map<string, BatchRow>> {
    const bytes = await readFirst([join(folder, 'pending', fileName), join(folder, 'sent', fileName)]);
    if (bytes === null) throw formatChanged();
    const { rows } = readBatch(partner.request, openContainer(bytes, partner.key, fileName));
    return new Map(rows.map(({ fields }) => [fields[this.#options.idColumn] ?? '', fields]));
  }

  #settled(path: string, size: number): boolean {
    const before = this.#growing.get(path);
    if (before?.size === size) return performance.now() - before.since >= this.#options.settleMs;
    this.#growing.set(path, { size, since: performance.now() });
    return false;
  }

  #partner(institution: string): ExchangePartner {
    const partner = this.#options.partners.find(({ code }) => code === institution);
    if (partner === undefined) throw new RangeError('the institution has no exchange folder');
    return partner;
  }
}

/** In the order in which a file moves, so that it is found wherever it is when it moves in between. */
async function readFirst(paths: readonly string[]): Promise<Uint8Array | null> {
  for (const path of paths) {
    try {
      return await readFile(path);
    } catch (thrown) {
      if (!isMissing(thrown)) throw thrown;
    }
  }
  return null;
}

function formatChanged(): SourceFault {
  return new SourceFault('FORMAT_CHANGED', { retryable: false });
}
