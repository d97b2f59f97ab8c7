import { createHash } from 'node:crypto';
import { parseCalendarDate } from '../../src/platform/calendar-date.ts';
import { SourceFault } from '../../src/sources/port.ts';
import type { DeliveredList, DeliveredRow, DirectConnection } from '../../src/sources/port.ts';

/** A department that hands over lists and answers nothing: the double by which the contract of `deliver` is shown. */
export function listDepartment(lists: readonly DeliveredList[]): DirectConnection {
  return {
    mode: 'DIRECT',
    ask: () => Promise.reject(new SourceFault('REFUSED', { retryable: false })),
    read() {
      throw new SourceFault('FORMAT_CHANGED', { retryable: false });
    },
    async deliver(after, take) {
      for (const list of lists) if (list.sequence > after) await take(list);
    },
    close: async () => {},
  };
}

/** A list as an honest department writes it, with what a test changes of it. */
export function deliveredList(
  sequence: number,
  rows: readonly DeliveredRow[],
  changes: Partial<DeliveredList> = {},
): DeliveredList {
  const raw = Buffer.from(JSON.stringify(rows));
  return {
    sequence,
    dataDate: parseCalendarDate('2018-02-28'),
    count: rows.length,
    sha256: createHash('sha256').update(raw).digest('hex'),
    raw,
    rows,
    ...changes,
  };
}
