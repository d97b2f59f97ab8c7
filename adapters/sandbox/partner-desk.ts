import type { z } from 'zod';
import { shanghaiDate } from '../../src/platform/calendar-date.ts';
import type { CalendarDate } from '../../src/platform/calendar-date.ts';
import type { Clock } from '../../src/platform/clock.ts';
import { SourceFault } from '../../src/sources/port.ts';
import { readBatch, writeBatch } from '../transports/batch-file.ts';
import type { BatchRow } from '../transports/batch-layout.ts';
import { writeBatchName } from '../transports/batch-name.ts';
import type { BatchDirection, BatchName } from '../transports/batch-name.ts';
import { writeAcknowledgement, writeRejects } from '../transports/batch-receipt.ts';
import type { ExchangePartner } from '../transports/partner-folder.ts';
import { containerState, openContainer, sealContainer } from '../transports/sealed-container.ts';

/** 原因代码 of the simulators: the whole file is refused, or a row is not in the agreed form. */
const FILE_REFUSED = 'FILE';
const ROW_UNREADABLE = 'ROW';

/** The options of a partner: which rows it accepts, and which answers it gives. */
export type DeskOptions = {
  readonly partner: ExchangePartner;
  /** Column that holds the request id, in both directions. */
  readonly idColumn: string;
  /** The format that the partner requires of a row; it rejects a wrong row and answers the others. */
  readonly question: z.ZodType;
  /** The lines of the answer to a valid row, without its request id. */
  answer(row: BatchRow, partial: boolean): readonly BatchRow[];
  /** The day up to which the partner's data are current. */
  dataDate(clock: Clock): CalendarDate;
  readonly clock: Clock;
};

/** An encrypted file with the file name that it is bound to. */
export type DeskFile = { readonly fileName: string; readonly bytes: Uint8Array };

/** A request as its partner reads it. */
export type DeskRequest = {
  readonly rows: readonly BatchRow[];
  readonly rejected: readonly { readonly line: number; readonly requestId: string }[];
};

/** How a batch partner reads and writes, independent of timing. */
export class PartnerDesk {
  readonly #options: DeskOptions;

  constructor(options: DeskOptions) {
    this.#options = options;
  }

  /** @param rejectAll rejects every row. @returns `null` for a file that is refused as a whole. */
  read(fileName: string, bytes: Uint8Array, rejectAll: boolean): DeskRequest | null {
    const { partner, question } = this.#options;
    if (containerState(bytes) !== 'COMPLETE') return null;
    try {
      const received = readBatch(partner.request, openContainer(bytes, partner.key, fileName)).rows;
      const rows = received.map(({ fields }) => fields);
      const readable = (row: BatchRow) => !rejectAll && question.safeParse(row).success;
      const rejected = rows.flatMap((row, index) =>
        readable(row) ? [] : [{ line: index + 1, requestId: this.requestIdOf(row) }],
      );
      return { rows: rows.filter(readable), rejected };
    } catch (thrown) {
      if (thrown instanceof SourceFault) return null;
      throw thrown;
    }
  }

  requestIdOf(row: BatchRow): string {
    return row[this.#options.idColumn] ?? '';
  }

  /** @param request `null` refuses the file. */
  acknowledgement(name: BatchName, request: DeskRequest | null): DeskFile {
    const { partner, clock } = this.#options;
    const given = {
      requestFile: writeBatchName({ ...name, direction: 'REQ' }),
      taken: request !== null,
      count: request === null ? 0 : request.rows.length + request.rejected.length,
      code: request === null ? FILE_REFUSED : '',
    };
    const written = writeAcknowledgement(partner.response, given, shanghaiDate(clock.now()));
    return this.#sealed(name, 'ACK', written);
  }

  /** @param how `partial` omits as the partner can; `rubbish` is encrypted correctly with a wrong digest inside. */
  response(
    name: BatchName,
    { rows }: DeskRequest,
    how: { readonly partial: boolean; readonly rubbish: boolean },
  ): DeskFile {
    const { partner, idColumn, clock } = this.#options;
    const answers = rows.flatMap((row) =>
      this.#options.answer(row, how.partial).map((line) => ({ ...line, [idColumn]: this.requestIdOf(row) })),
    );
    const batch = Buffer.from(writeBatch(partner.response, answers, this.#options.dataDate(clock)));
    if (how.rubbish) spoilDigest(batch);
    return this.#sealed(name, 'RSP', batch);
  }

  rejects(name: BatchName, { rejected }: DeskRequest): DeskFile {
    const { partner, clock } = this.#options;
    const rows = rejected.map((row) => ({ ...row, code: ROW_UNREADABLE }));
    return this.#sealed(name, 'REJ', writeRejects(partner.response, rows, shanghaiDate(clock.now())));
  }

  #sealed(name: BatchName, direction: BatchDirection, content: Uint8Array): DeskFile {
    const fileName = writeBatchName({ ...name, direction });
    return { fileName, bytes: sealContainer(content, this.#options.partner.key, fileName) };
  }
}

/** Changes the last hexadecimal digit of the digest, before the end of the line. */
function spoilDigest(batch: Buffer): void {
  const at = batch.toString('latin1').trimEnd().length - 1;
  batch[at] = batch[at] === 0x30 ? 0x31 : 0x30;
}
