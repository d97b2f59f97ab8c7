import { addDays, atShanghaiTime, dayAfter, parseCalendarDate, shanghaiDate, startOfDay } from './calendar-date.ts';
import type { CalendarDate } from './calendar-date.ts';
import { HOLIDAY_YEARS, PUBLISHED_FROM, PUBLISHED_THROUGH } from './holidays.ts';
import type { HolidayYear } from './holidays.ts';

/**
 * Daily hours in which a department takes questions, Shanghai wall-clock time `HH:mm`. Open from `opens` up to,
 * not including, `closes`; `22:00`-`06:00` crosses midnight; `18:00`-`00:00` closes at midnight. Equal ends mean
 * the whole day.
 */
export type ServiceWindow = { readonly opens: string; readonly closes: string };

/** When a term ends, and whether later holiday notices may still move it. */
export type Deadline = { readonly at: Date; readonly provisional: boolean };

/** Days on which offices work, and what follows from them. */
export interface WorkingCalendar {
  /** Whether offices work on this day. Outside the published years: Monday to Friday. */
  isWorkingDay(date: CalendarDate): boolean;
  /**
   * End of the `n`-th working day after the day of `from`: the day itself does not count (民法典 第二百零一条), and
   * the term runs to the last millisecond of its last day in Shanghai. `n = 0` is the end of the day of `from`.
   * `provisional` where a day was counted for which no holiday notice is held.
   * @throws RangeError unless `n` is a whole number, 0 or more.
   */
  addWorkingDays(from: Date, n: number): Deadline;
  /** The first instant at or after `from` at which the window is open: `from` itself when open, or without a window. */
  nextOpening(window: ServiceWindow | null, from: Date): Date;
}

/** The notices that an installation holds: those of the release, and years that were loaded since. */
export class HolidayBook {
  readonly #years = new Map<string, HolidayYear>();
  readonly #off = new Set<string>();
  readonly #makeUp = new Set<string>();
  readonly #known = new Map<CalendarDate, boolean>();

  constructor(years: Readonly<Record<string, HolidayYear>> = HOLIDAY_YEARS) {
    for (const [year, notice] of Object.entries(years)) this.add(year, notice);
  }

  /** Enters the notice of a year; one that is held already stays as it is. */
  add(year: string, notice: HolidayYear): void {
    if (this.#years.has(year)) return;
    this.#years.set(year, notice);
    for (const span of notice.off) {
      const [first = span, last = first] = span.split('..').map((day) => `${year}-${day}`);
      for (let day = parseCalendarDate(first); day <= last; day = addDays(day, 1)) this.#off.add(day);
    }
    for (const day of notice.makeUp) this.#makeUp.add(parseCalendarDate(`${year}-${day}`));
    this.#known.clear();
  }

  /** Last day for which every notice from the first on is held. */
  get publishedThrough(): CalendarDate {
    let year = Number(PUBLISHED_THROUGH.slice(0, 4));
    while (this.#years.has(String(year + 1))) year += 1;
    return parseCalendarDate(`${year}-12-31`);
  }

  isWorkingDay(date: CalendarDate): boolean {
    const known = this.#known.get(date);
    if (known !== undefined) return known;
    const found = this.#worksOn(date);
    this.#known.set(date, found);
    return found;
  }

  #worksOn(date: CalendarDate): boolean {
    if (this.#makeUp.has(date)) return true;
    const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
    return weekday !== 0 && weekday !== 6 && !this.#off.has(date);
  }
}

/** The calendar of offices in mainland China, from the State Council's yearly notices; a year that is added to the book counts at once. */
export function calendarOf(book: HolidayBook): WorkingCalendar {
  return {
    isWorkingDay: (date) => book.isWorkingDay(date),
    addWorkingDays(from, n) {
      if (!Number.isInteger(n) || n < 0) throw new RangeError('a term is a whole number of working days, 0 or more');
      const start = shanghaiDate(from);
      let day = start;
      for (let left = n; left > 0;) {
        day = dayAfter(day);
        if (book.isWorkingDay(day)) left -= 1;
      }
      const provisional = n > 0 && (day > book.publishedThrough || addDays(start, 1) < PUBLISHED_FROM);
      return { at: new Date(startOfDay(addDays(day, 1)).getTime() - 1), provisional };
    },
    nextOpening(window, from) {
      if (window === null || window.opens === window.closes) return from;
      const today = shanghaiDate(from);
      // Yesterday's opening may still be running; tomorrow's is the first after a window that closed today.
      for (const day of [addDays(today, -1), today, addDays(today, 1)]) {
        const opens = atShanghaiTime(day, window.opens);
        const closes = atShanghaiTime(window.closes > window.opens ? day : addDays(day, 1), window.closes);
        if (from < closes) return opens <= from ? from : opens;
      }
      throw new RangeError('a daily window opens within two days');
    },
  };
}

/** {@link calendarOf} the notices of the release alone. */
export const chineseCalendar: WorkingCalendar = calendarOf(new HolidayBook());

/** How much real time stands for the days and hours of offices, milliseconds. */
export type Compression = {
  readonly workingDayMs: number;
  /** How long a closed window stays closed. */
  readonly windowWaitMs: number;
  /** No term of a working day or more is shorter: a department that has one day still has the time to answer. */
  readonly shortestTermMs?: number;
};

/**
 * Time for demonstrations: a working day lasts `workingDayMs` of real time. A window that the base calendar has
 * closed is closed for `windowWaitMs`, then open for as long, alternately. The alternation depends only on the
 * instant, so every process computes the same one and a waiting process finds the window open; the wait is at most
 * `windowWaitMs`. Nothing here is a legal day: the caller says so on the page.
 */
export function compressedCalendar(base: WorkingCalendar, compression: Compression): WorkingCalendar {
  const { workingDayMs, windowWaitMs, shortestTermMs = 0 } = compression;
  return {
    isWorkingDay: (date) => base.isWorkingDay(date),
    addWorkingDays(from, n) {
      const ms = n === 0 ? 0 : Math.max(shortestTermMs, n * workingDayMs);
      return { at: new Date(from.getTime() + ms), provisional: false };
    },
    nextOpening(window, from) {
      if (windowWaitMs <= 0 || base.nextOpening(window, from).getTime() === from.getTime()) return from;
      const intoTurn = from.getTime() % (2 * windowWaitMs);
      return intoTurn >= windowWaitMs ? from : new Date(from.getTime() - intoTurn + windowWaitMs);
    },
  };
}
