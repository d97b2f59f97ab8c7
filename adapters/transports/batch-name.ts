import { createHash } from 'node:crypto';
import type { CalendarDate } from '../../src/platform/calendar-date.ts';

/** REQ our questions; of the partner ACK that it took them, RSP its answers, REJ the rows that it could not read. */
const DIRECTIONS = ['REQ', 'ACK', 'RSP', 'REJ'] as const;
export type BatchDirection = (typeof DIRECTIONS)[number];

/**
 * `HDREQ_DEMO-A_20180131_3f2a….hdx`: direction, partner, day of the request, batch. All files about one batch differ
 * in the direction only. Nothing in it is about a person.
 */
export type BatchName = {
  readonly direction: BatchDirection;
  /** The name of the partner's folder. */
  readonly institution: string;
  /** `YYYYMMDD`. */
  readonly day: string;
  readonly batch: string;
};

const FORM = /^HD(REQ|ACK|RSP|REJ)_([A-Za-z0-9-]{1,40})_(\d{8})_([0-9a-f]{32})\.hdx$/;

/** The batch of these request ids, whatever their order: the same questions have the same batch. */
export function batchOf(requestIds: readonly string[]): string {
  return createHash('sha256')
    .update([...requestIds].sort().join('\n'))
    .digest('hex')
    .slice(0, 32);
}

/** Whether a code can name a partner's folder and stand in the names of its files. */
export function isPartnerCode(code: string): boolean {
  return /^[A-Za-z0-9-]{1,40}$/.test(code);
}

export function requestName(institution: string, date: CalendarDate, batch: string): string {
  return writeBatchName({ direction: 'REQ', institution, day: date.replaceAll('-', ''), batch });
}

export function writeBatchName(name: BatchName): string {
  return `HD${name.direction}_${name.institution}_${name.day}_${name.batch}.hdx`;
}

/** The parts of a file's name, or `null` for any other file. */
export function readBatchName(fileName: string): BatchName | null {
  const [, letters, institution, day, batch] = FORM.exec(fileName) ?? [];
  const direction = DIRECTIONS.find((one) => one === letters);
  if (direction === undefined || institution === undefined || day === undefined || batch === undefined) return null;
  return { direction, institution, day, batch };
}
