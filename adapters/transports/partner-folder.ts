import { mkdir, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { CalendarDate } from '../../src/platform/calendar-date.ts';
import { SourceFault } from '../../src/sources/port.ts';
import { readBatch, writeBatch } from './batch-file.ts';
import type { BatchLayout, BatchRow, LineNumbering, ReceivedRow } from './batch-layout.ts';
import { isPartnerCode, readBatchName, requestName, writeBatchName } from './batch-name.ts';
import type { BatchName } from './batch-name.ts';
import { copyPath, freePath, isMissing, listFiles, putAway, readFirst, writeAtomically } from './folder-files.ts';
import { PutAside } from './put-aside.ts';
import type { AsideReason, AsideRow } from './put-aside.ts';
import { wholeAnswer } from './response-rows.ts';
import { openContainer, sealContainer } from './sealed-container.ts';

/**
 * The folders between the gateway and one partner. The partner uses `outbox` and `inbox` too; the others are ours. A
 * request waits in `pending` while it is written, then in `sent` until the partner shows that it has the file, and
 * stays in `acknowledged`. Received files go to `archive`, or to `rejects` with the reason at the end of the name.
 */
const FOLDERS = ['outbox', 'inbox', 'pending', 'sent', 'acknowledged', 'archive', 'rejects'] as const;
type Folder = (typeof FOLDERS)[number];

/** Folders that may hold our copy of a request, in the order in which it moves. */
const COPIES: readonly Folder[] = ['pending', 'sent', 'acknowledged'];

/** One partner of the exchange, by its folder, its key and its layouts. */
export type ExchangePartner = {
  /** The name of its folder, and part of its file names: at most 40 letters, digits and `-`. */
  readonly code: string;
  readonly key: Uint8Array;
  readonly request: BatchLayout;
  readonly response: BatchLayout;
  /** Present where an answer may have several lines; otherwise it has one. */
  readonly numbering?: LineNumbering;
};

/** One partner's folders: where files are, and how they move. It does not interpret the answers. */
export class PartnerFolder {
  readonly partner: ExchangePartner;
  readonly #root: string;
  /** Column that holds the request id, in both directions. */
  readonly idColumn: string;

  private constructor(root: string, partner: ExchangePartner, idColumn: string) {
    this.#root = join(root, partner.code);
    this.partner = partner;
    this.idColumn = idColumn;
  }

  /**
   * Creates missing folders.
   * @throws RangeError for a code that cannot be part of a file name.
   */
  static async open(root: string, partner: ExchangePartner, idColumn: string): Promise<PartnerFolder> {
    if (!isPartnerCode(partner.code)) throw new RangeError('the code of a partner has letters, digits and -');
    const opened = new PartnerFolder(root, partner, idColumn);
    for (const folder of FOLDERS) await mkdir(opened.#in(folder), { recursive: true, mode: 0o700 });
    return opened;
  }

  get inbox(): string {
    return this.#in('inbox');
  }

  /**
   * Writes a request file, unless one of the same batch was written before; completes an interrupted write.
   * @returns whether this call wrote it.
   * @throws SourceFault UNENCODABLE before anything is written.
   */
  async lay(batch: string, rows: readonly BatchRow[], today: CalendarDate): Promise<boolean> {
    const ofBatch = (fileName: string) => readBatchName(fileName)?.batch === batch;
    for (const folder of ['sent', 'acknowledged'] as const) {
      if ((await listFiles(this.#in(folder))).some(ofBatch)) return false;
    }
    const begun = (await listFiles(this.#in('pending'))).find(ofBatch);
    const fileName = begun ?? requestName(this.partner.code, today, batch);
    const pending = join(this.#in('pending'), fileName);
    if (begun === undefined) {
      await writeAtomically(pending, this.#seal(writeBatch(this.partner.request, rows, today), fileName));
    }
    // Our copy comes first, so that no answer arrives before we know the questions.
    await writeAtomically(join(this.#in('outbox'), fileName), await readFile(pending));
    // A fast partner may have acknowledged it already.
    await moveWhereItIs([pending], join(this.#in('sent'), fileName));
    return true;
  }

  /** Names of the arrived files, in order. */
  arrivals(): Promise<string[]> {
    return listFiles(this.inbox);
  }

  /**
   * The rows of a batch by their request ids, from our own copy; `null` where the batch was never sent.
   * @throws PutAside OWN_COPY where the copy can no longer be decrypted.
   */
  async questions(name: BatchName): Promise<ReadonlyMap<string, BatchRow> | null> {
    const fileName = writeBatchName({ ...name, direction: 'REQ' });
    const bytes = await readFirst(COPIES.map((folder) => join(this.#in(folder), fileName)));
    if (bytes === null) return null;
    const rows = this.#ownRows(this.partner.request, bytes, fileName);
    return new Map(rows.map(({ fields }) => [this.requestIdOf(fields), fields]));
  }

  /**
   * The answers of a batch's earlier response files, by request id; where they differ, the first of them.
   * @throws PutAside OWN_COPY where one of them can no longer be decrypted.
   */
  async answeredBefore(name: BatchName): Promise<ReadonlyMap<string, Uint8Array>> {
    const fileName = writeBatchName({ ...name, direction: 'RSP' });
    const answered = new Map<string, Uint8Array>();
    for (let copy = 1; ; copy += 1) {
      const bytes = await readFirst([copyPath(this.#in('archive'), fileName, copy)]);
      if (bytes === null) return answered;
      const rows = this.#ownRows(this.partner.response, bytes, fileName);
      for (const [id, ofId] of Map.groupBy(rows, ({ fields }) => this.requestIdOf(fields))) {
        const answer = wholeAnswer(ofId, this.partner.numbering);
        if (answer !== null && !answered.has(id)) answered.set(id, answer.raw);
      }
    }
  }

  requestIdOf(row: BatchRow): string {
    return row[this.idColumn] ?? '';
  }

  /** Records that the partner has a request file, so that it is no longer awaited. */
  async acknowledge(name: BatchName): Promise<void> {
    const fileName = writeBatchName({ ...name, direction: 'REQ' });
    const waiting = (['pending', 'sent'] as const).map((folder) => join(this.#in(folder), fileName));
    await moveWhereItIs(waiting, join(this.#in('acknowledged'), fileName));
  }

  /** Names of the request files that the partner has not acknowledged, in order. */
  unacknowledged(): Promise<string[]> {
    return listFiles(this.#in('sent'));
  }

  /** Keeps a file that was taken, unchanged. */
  archive(fileName: string): Promise<void> {
    return putAway(join(this.inbox, fileName), this.#in('archive'));
  }

  /** Keeps a file that was not taken, with the reason at the end of its name. */
  setAside(fileName: string, reason: AsideReason): Promise<void> {
    return putAway(join(this.inbox, fileName), this.#in('rejects'), `${fileName}.${reason}`);
  }

  /**
   * Rows of a file that was otherwise taken: encrypted under `FILE.rows`, each line a reason, a tab and the row's
   * bytes.
   */
  async setRowsAside(fileName: string, rows: readonly AsideRow[]): Promise<void> {
    if (rows.length === 0) return;
    const lines = rows.flatMap(({ reason, row }) => [Buffer.from(`${reason}\t`), row.raw, Buffer.from('\n')]);
    const name = `${fileName}.rows`;
    await writeAtomically(await freePath(this.#in('rejects'), name), this.#seal(Buffer.concat(lines), name));
  }

  #ownRows(layout: BatchLayout, bytes: Uint8Array, fileName: string): readonly ReceivedRow[] {
    try {
      return readBatch(layout, openContainer(bytes, this.partner.key, fileName), this.idColumn).rows;
    } catch (thrown) {
      if (thrown instanceof SourceFault) throw new PutAside('OWN_COPY', { cause: thrown });
      throw thrown;
    }
  }

  #seal(content: Uint8Array, fileName: string): Uint8Array {
    return sealContainer(content, this.partner.key, fileName);
  }

  #in(folder: Folder): string {
    return join(this.#root, folder);
  }
}

/** Moves a file from the first of these places that has it; does nothing when it has already moved on. */
async function moveWhereItIs(places: readonly string[], to: string): Promise<void> {
  for (const place of places) {
    try {
      await rename(place, to);
      return;
    } catch (thrown) {
      if (!isMissing(thrown)) throw thrown;
    }
  }
}
