import type { Inquiry } from '../../../src/sources/port.ts';
import { DEMO_DIVISION } from '../../../src/identity/divisions.ts';
import { parseCalendarDate } from '../../../src/platform/calendar-date.ts';
import { ManualClock } from '../../../src/platform/clock.ts';
import { silentLog } from '../../../src/platform/log.ts';

/** The ports and the question of adapter tests: an invented person on a day of early 2018. */
export const ports = {
  division: DEMO_DIVISION,
  clock: new ManualClock(new Date('2018-01-31T02:00:00Z')),
  log: silentLog,
};

export const credential = { appKey: 'hedui-test', appSecret: '0123456789abcdef' };

export function inquiry(changes: Partial<Inquiry> = {}): Inquiry {
  return {
    requestId: '0b6f7c6e-1111-4222-8333-944445555666',
    institution: null,
    certificate: { type: 'CITIZEN_NUMBER', number: '320213196001010011' },
    name: '陆文斌',
    letterNumber: 'HDS-2018-000001',
    purpose: 'MINIMUM_LIVING',
    baseDate: parseCalendarDate('2018-01-31'),
    ...changes,
  };
}

/** Time that a test's own question may take; longer than any answer of the sandbox. */
export const patience = (): AbortSignal => AbortSignal.timeout(10_000);
