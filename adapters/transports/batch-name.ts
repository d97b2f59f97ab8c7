import { createHash } from 'node:crypto';
import type { CalendarDate } from '../../src/platform/calendar-date.ts';

/** `HDREQ_DEMO-A_20180131_3f2a….hdx`: direction, institution, day, batch. Nothing in it is about a person. */
export type BatchName = {
  readonly direction: 'REQ' | 'RSP';
  readonly institution: string;
  /** `YYYYMMDD`. */
  readonly day: string;
  readonly batch: string;
};

const FORM = /^HD(REQ|RSP)_([A-Z0-9-]{1,20})_(\d{8})_([0-9a-f]{32})\.hdx$/;

/** The batch of these request ids, whatever their order: the same questions have the same batch. */
export function batchOf(requestIds: readonly string[]): string {
  return createHash('sha256')
    .update([...requestIds].sort().join('\n'))
    .digest('hex')
    .slice(0, 32);
}

export function requestName(institution: string, date: CalendarDate, batch: string): string {
  return writeBatchName({ direction: 'REQ', institution, day: date.replaceAll('-', ''), batch });
}

export function writeBatchName(name: BatchName): string {
  return `HD${name.direction}_${name.institution}_${name.day}_${name.batch}.hdx`;
}

/** The parts of a file's name, or `null` for any other file. */
export function readBatchName(fileName: string): BatchName | null {
  const [, direction, institution, day, batch] = FORM.exec(fileName) ?? [];
  if (institution === undefined || day === undefined || batch === undefined) return null;
  return { direction: direction === 'REQ' ? 'REQ' : 'RSP', institution, day, batch };
}
