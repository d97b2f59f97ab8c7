import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RefusedQuestions, UnreadFile } from '../../../src/sources/port.ts';
import { writeBatch } from '../../../adapters/transports/batch-file.ts';
import type { BatchRow } from '../../../adapters/transports/batch-layout.ts';
import { writeAcknowledgement, writeRejects } from '../../../adapters/transports/batch-receipt.ts';
import type { Acknowledgement, RejectedRow } from '../../../adapters/transports/batch-receipt.ts';
import { ExchangeFolder } from '../../../adapters/transports/exchange-folder.ts';
import type { ExchangePartner } from '../../../adapters/transports/partner-folder.ts';
import { openContainer, sealContainer } from '../../../adapters/transports/sealed-container.ts';
import { parseCalendarDate } from '../../../src/platform/calendar-date.ts';
import { ManualClock } from '../../../src/platform/clock.ts';
import type { Log, LogFields } from '../../../src/platform/log.ts';
import { ports } from './asking.ts';

const key = new Uint8Array(32).fill(3);
/** The one partner of the room. */
export const PARTNER: ExchangePartner = {
  code: 'DEMO-A',
  key,
  request: { kind: 'DELIMITED', columns: ['id', 'name'], delimiter: '|', encoding: 'gb18030' },
  response: { kind: 'DELIMITED', columns: ['id', 'sum'], delimiter: '|', encoding: 'gb18030' },
};
const dataDate = parseCalendarDate('2018-01-30');

/** Two questions, and an answer to each. */
export const ROWS: readonly BatchRow[] = [
  { id: 'r1', name: '陆文斌' },
  { id: 'r2', name: '𠮷䶮' },
];
export const BOTH: readonly BatchRow[] = [
  { id: 'r1', sum: '1.00' },
  { id: 'r2', sum: '2.00' },
];

/** A file that a partner lays. */
export type Laid = { readonly name: string; readonly bytes: Uint8Array };
type Collected = {
  readonly taken: readonly string[];
  readonly refused: readonly RefusedQuestions[];
  readonly kept: readonly UnreadFile[];
};

/** An exchange folder with one partner, whose part the test plays. */
export class ExchangeRoom {
  readonly clock = new ManualClock(ports.clock.now());
  readonly told: { readonly event: string; readonly fields: LogFields | undefined }[] = [];
  readonly root: string;
  #folder: ExchangeFolder | null = null;

  private constructor(root: string) {
    this.root = root;
  }

  static async open(): Promise<ExchangeRoom> {
    const room = new ExchangeRoom(await mkdtemp(join(tmpdir(), 'hedui-exchange-')));
    room.#folder = await room.reopen();
    return room;
  }

  get folder(): ExchangeFolder {
    if (this.#folder === null) throw new Error('a room that is open');
    return this.#folder;
  }

  close(): Promise<void> {
    return rm(this.root, { recursive: true });
  }

  /** The same folder, as a process opens it that starts now. */
  reopen(settleMs = 60_000): Promise<ExchangeFolder> {
    const note = (event: string, fields?: LogFields) => {
      this.told.push({ event, fields });
    };
    const log: Log = { debug: note, info: note, warn: note, error: note };
    const { clock, root } = this;
    const given = { sourceId: 'banks', partners: [PARTNER], idColumn: 'id', settleMs, acknowledgeWithinDays: 1 };
    return ExchangeFolder.open({ clock, log, root, ...given });
  }

  at(...path: string[]): string {
    return join(this.root, 'DEMO-A', ...path);
  }

  async files(folder: string): Promise<string[]> {
    return (await readdir(this.at(folder))).sort();
  }

  /** Lays questions and tells the name of their file. */
  async ask(rows: readonly BatchRow[] = ROWS): Promise<string> {
    const before = new Set(await this.files('outbox'));
    await this.folder.lay('DEMO-A', rows);
    return (await this.files('outbox')).find((name) => !before.has(name)) ?? '';
  }

  response(request: string, answers: readonly BatchRow[]): Laid {
    return sealed(request.replace('HDREQ', 'HDRSP'), writeBatch(PARTNER.response, answers, dataDate));
  }

  acknowledgement(request: string, changes: Partial<Acknowledgement> = {}): Laid {
    const given = { requestFile: request, taken: true, count: ROWS.length, code: '', ...changes };
    return sealed(request.replace('HDREQ', 'HDACK'), writeAcknowledgement(PARTNER.response, given, dataDate));
  }

  rejects(request: string, rows: readonly RejectedRow[]): Laid {
    return sealed(request.replace('HDREQ', 'HDREJ'), writeRejects(PARTNER.response, rows, dataDate));
  }

  async lay(...files: readonly Laid[]): Promise<void> {
    for (const { name, bytes } of files) await writeFile(this.at('inbox', name), bytes);
  }

  /** The content of a file in one of our folders, decrypted under its original name. */
  async opened(folder: string, name: string, sealedFor = name): Promise<string> {
    const content = openContainer(await readFile(this.at(folder, name)), key, sealedFor);
    return new TextDecoder('gb18030').decode(content);
  }

  async collect(from: ExchangeFolder = this.folder): Promise<Collected> {
    const taken: string[] = [];
    const refused: RefusedQuestions[] = [];
    const kept: UnreadFile[] = [];
    await from.collect({
      read: ({ question, answer }) => `${question['name'] ?? ''} ${answer.fields['sum'] ?? ''}`,
      take: async (value) => {
        taken.push(value);
      },
      refuse: async (questions) => {
        refused.push(questions);
      },
      keep: async (file) => {
        kept.push(file);
      },
    });
    return { taken, refused, kept };
  }
}

/** A file sealed under its name, as the partner would. */
export function sealed(name: string, content: Uint8Array): Laid {
  return { name, bytes: sealContainer(content, key, name) };
}
