import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { KNOWN_NAMES } from '../../../src/main/known-names.ts';
import { parseCalendarDate } from '../../../src/platform/calendar-date.ts';
import { missingHolidayYear } from '../../../src/platform/missing-holidays.ts';
import { calendarOf, HolidayBook } from '../../../src/platform/working-days.ts';
import { openShelf } from '../../../src/rulebook/shelf.ts';
import { loadPolicy } from '../../support/acts.ts';
import { openCaseRoom, refusalOf } from '../../support/case-room.ts';
import type { CaseRoom } from '../../support/case-room.ts';

const OPERATOR = { subject: 'cli', role: 'OPERATOR', division: '320200', checkId: 'check-h' } as const;
/** Made up: the notice of 2027 is nobody's yet. */
const notice = (changes: object = {}) => ({
  year: '2027',
  document: '演示：2027年部分节假日安排',
  off: ['01-01..01-03', '10-01..10-07'],
  makeUp: ['01-09'],
  ...changes,
});

describe('a notice of holidays', () => {
  let room: CaseRoom;
  beforeAll(async () => {
    room = await openCaseRoom();
  });
  afterAll(() => room.close());

  const load = (content: object) =>
    loadPolicy(room.services, OPERATOR, {
      files: [{ name: 'holidays-2027.json', text: JSON.stringify(content) }],
      known: KNOWN_NAMES,
      by: 'policy-1',
      confirmedBy: 'policy-2',
      division: '320200',
    });

  it.each([
    ['a day that there is not', { off: ['02-30'] }, '02-30'],
    ['a span the wrong way round', { off: ['05-03..05-01'] }, '05-03..05-01'],
    ['a working day to be made up', { makeUp: ['01-11'] }, '01-11'],
    ['a year that leaves one out', { year: '2028', makeUp: ['01-08'] }, '2027'],
  ])('with %s is refused', async (_case, changes, words) => {
    const refused = await refusalOf(load(notice(changes)));
    expect(refused.details).toMatchObject({ code: 'INVALID_INPUT', field: 'files' });
    expect(refused.details.zh).toContain(words);
  });

  it('counts in every process from its next look on, and no day of before moves', async () => {
    const book = new HolidayBook();
    const [calendar, shelf] = [calendarOf(book), openShelf(undefined, book)];
    const december = new Date('2026-12-31T02:00:00Z');
    expect(calendar.addWorkingDays(december, 1)).toMatchObject({ provisional: true });
    const before = calendar.addWorkingDays(new Date('2026-09-30T02:00:00Z'), 10);
    expect(await load(notice())).toMatchObject([{ id: 'holidays-2027', isNew: true }]);
    expect(await load(notice())).toMatchObject([{ isNew: false }]);
    await shelf.renew(room.services.db);
    expect(book.publishedThrough).toBe('2027-12-31');
    expect(calendar.addWorkingDays(december, 1)).toEqual({
      at: new Date('2027-01-04T15:59:59.999Z'),
      provisional: false,
    });
    expect(calendar.isWorkingDay(parseCalendarDate('2027-01-09'))).toBe(true);
    expect(calendar.addWorkingDays(new Date('2026-09-30T02:00:00Z'), 10)).toEqual(before);
    expect(missingHolidayYear(new Date('2027-01-05T02:00:00Z'), book.publishedThrough)).toBeNull();
  });

  it('is never edited, nor one of the release', async () => {
    expect((await refusalOf(load(notice({ makeUp: [] })))).code).toBe('CONFLICT');
    expect((await refusalOf(load(notice({ year: '2026', makeUp: [] })))).code).toBe('CONFLICT');
  });
});
