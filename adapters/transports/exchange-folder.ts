import { addDays, parseCalendarDate, shanghaiDate } from '../../src/platform/calendar-date.ts';
import { asError } from '../../src/platform/problem.ts';
import type { SourcePorts } from '../../src/sources/port.ts';
import { Arrivals } from './arrivals.ts';
import { readBatch } from './batch-file.ts';
import type { BatchRow } from './batch-layout.ts';
import { batchOf, readBatchName } from './batch-name.ts';
import { watchFolders } from './folder-files.ts';
import { PartnerFolder } from './partner-folder.ts';
import type { ExchangePartner } from './partner-folder.ts';
import { PutAside } from './put-aside.ts';
import { sortRows } from './response-rows.ts';
import { takeArrival } from './take-arrival.ts';
import type { ExchangedRow, ExchangeHandlers } from './take-arrival.ts';

export type ExchangeOptions = Pick<SourcePorts, 'clock' | 'log'> & {
  readonly sourceId: string;
  /** Absolute path; each partner has a folder in it. */
  readonly root: string;
  readonly partners: readonly ExchangePartner[];
  /** Column that holds the request id, in both directions. */
  readonly idColumn: string;
  /** An incomplete file that has not grown for this long is put aside, milliseconds. */
  readonly settleMs: number;
  /** Whole days after the one on which it was laid, until a request file without an acknowledgement is told of. */
  readonly acknowledgeWithinDays: number;
};

/** A request file of which its partner has shown nothing in time. */
export type Unacknowledged = { readonly institution: string; readonly fileName: string };

/** A folder in which sealed batch files are exchanged with partners that answer later. */
export class ExchangeFolder {
  readonly #options: ExchangeOptions;
  readonly #folders: readonly PartnerFolder[];
  readonly #arrivals: Arrivals;
  /** Request files whose missing acknowledgement this process has told of. */
  readonly #told = new Set<string>();

  private constructor(options: ExchangeOptions, folders: readonly PartnerFolder[]) {
    this.#options = options;
    this.#folders = folders;
    this.#arrivals = new Arrivals(options.settleMs);
  }

  /** Makes the folders where they are missing. */
  static async open(options: ExchangeOptions): Promise<ExchangeFolder> {
    const { root, partners, idColumn } = options;
    const folders = await Promise.all(partners.map((partner) => PartnerFolder.open(root, partner, idColumn)));
    return new ExchangeFolder(options, folders);
  }

  /**
   * Lays one request file. The batch is named by its request ids: laid before, it is not laid again; after a crash
   * in between it may be, with the same ids.
   * @throws SourceFault UNENCODABLE before anything is written.
   */
  async lay(institution: string, rows: readonly BatchRow[]): Promise<void> {
    const { clock, log, sourceId } = this.#options;
    const folder = this.#folders.find(({ partner }) => partner.code === institution);
    if (folder === undefined) throw new RangeError('the institution has no exchange folder');
    if (rows.length === 0) return;
    const batch = batchOf(rows.map((row) => folder.requestIdOf(row)));
    if (await folder.lay(batch, rows, shanghaiDate(clock.now()))) {
      log.info('request file laid', { sourceId, institution, count: rows.length });
    }
  }

  /**
   * Takes every file that has arrived whole, and archives it once all of it was taken. A spoilt file is put aside with
   * its reason; a file still growing stays. One row that cannot be taken keeps its file, not the others. Tells once of
   * each request file that nobody has acknowledged in time.
   * @returns the number of answers taken.
   */
  async collect<T>(handlers: ExchangeHandlers<T>): Promise<number> {
    const faults: Error[] = [];
    // All partners in parallel, so that the receiver can store the answers together.
    const counts = await Promise.all(this.#folders.map((folder) => this.#collectFrom(folder, handlers, faults)));
    await this.#tellUnacknowledged();
    const [first] = faults;
    if (first !== undefined) throw first;
    return counts.reduce((sum, count) => sum + count, 0);
  }

  /**
   * Reads a response that was kept, by the questions that our own copy says were asked.
   * @returns its answers; none where the copy is not there any more.
   * @throws SourceFault FORMAT_CHANGED where it still cannot be read.
   */
  async reread<T>(
    institution: string,
    fileName: string,
    content: Uint8Array,
    read: (row: ExchangedRow) => T,
  ): Promise<readonly T[]> {
    const folder = this.#folders.find(({ partner }) => partner.code === institution);
    const name = readBatchName(fileName);
    const questions = folder === undefined || name === null ? null : await folder.questions(name);
    if (folder === undefined || questions === null) return [];
    const { date, rows } = readBatch(folder.partner.response, content, folder.idColumn);
    const { numbering } = folder.partner;
    const { answered } = sortRows(rows, (row) => folder.requestIdOf(row), numbering, questions, new Map());
    return answered.map((row) => read({ institution, ...row, dataDate: date }));
  }

  /** The request files of which nothing was heard in time: neither an acknowledgement nor an answer. */
  async unacknowledged(): Promise<readonly Unacknowledged[]> {
    const { clock, acknowledgeWithinDays } = this.#options;
    const oldest = addDays(shanghaiDate(clock.now()), -acknowledgeWithinDays);
    const ofFolders = await Promise.all(
      this.#folders.map(async (folder) => {
        const laid = (await folder.unacknowledged()).filter((fileName) => {
          const name = readBatchName(fileName);
          return name !== null && parseCalendarDate(name.day) < oldest;
        });
        return laid.map((fileName) => ({ institution: folder.partner.code, fileName }));
      }),
    );
    return ofFolders.flat();
  }

  watch(onArrival: () => void): () => void {
    const { log, sourceId } = this.#options;
    const inboxes = this.#folders.map(({ inbox }) => inbox);
    return watchFolders(inboxes, onArrival, (err) => log.warn('exchange folder cannot be watched', { sourceId, err }));
  }

  async #collectFrom<T>(folder: PartnerFolder, handlers: ExchangeHandlers<T>, faults: Error[]): Promise<number> {
    let taken = 0;
    try {
      for (const fileName of await folder.arrivals()) {
        try {
          taken += await this.#collectFile(folder, fileName, handlers);
        } catch (thrown) {
          faults.push(asError(thrown));
        }
      }
    } catch (thrown) {
      faults.push(asError(thrown));
    }
    return taken;
  }

  async #collectFile<T>(folder: PartnerFolder, fileName: string, handlers: ExchangeHandlers<T>): Promise<number> {
    try {
      const arrival = await this.#arrivals.open(folder, fileName);
      return arrival === null ? 0 : await takeArrival(this.#options, folder, arrival, handlers);
    } catch (thrown) {
      if (!(thrown instanceof PutAside)) throw thrown;
      await folder.setAside(fileName, thrown.reason);
      const { log, sourceId } = this.#options;
      log.warn('file put aside', { sourceId, institution: folder.partner.code, code: thrown.reason });
      return 0;
    }
  }

  async #tellUnacknowledged(): Promise<void> {
    const { log, sourceId } = this.#options;
    const untold = (await this.unacknowledged()).filter(({ fileName }) => !this.#told.has(fileName));
    for (const { fileName } of untold) this.#told.add(fileName);
    for (const [institution, files] of Map.groupBy(untold, (one) => one.institution)) {
      log.warn('request files not acknowledged', { sourceId, institution, count: files.length });
    }
  }
}
