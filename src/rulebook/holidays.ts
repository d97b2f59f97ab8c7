import { z } from 'zod';
import { invalid } from '../application/refusals.ts';
import type { Acting } from '../audit/acting.ts';
import { calendarDate } from '../platform/calendar-date.ts';
import type { Database } from '../platform/database.ts';
import { PUBLISHED_THROUGH } from '../platform/holidays.ts';
import type { HolidayYear } from '../platform/holidays.ts';
import { Problem } from '../platform/problem.ts';
import type { HolidayBook } from '../platform/working-days.ts';
import type { PackText } from '../policy/pack-file.ts';
import { canonicalBytes, digestOf, sha256 } from '../report/canonical.ts';
import { lockRulebookInTrx } from './rulebook-lock.ts';

const day = /^\d{2}-\d{2}$/;
const span = /^\d{2}-\d{2}(?:\.\.\d{2}-\d{2})?$/;

/** A notice as a file: `holidays-2027.json`. */
const noticeSchema = z
  .strictObject({
    year: z.string().regex(/^20\d{2}$/),
    /** Title and number of the notice. */
    document: z.string().min(1),
    off: z.array(z.string().regex(span)).min(1),
    makeUp: z.array(z.string().regex(day)),
  })
  .superRefine(({ year, off, makeUp }, context) => {
    for (const [part, days] of [
      ['off', off.flatMap((one) => one.split('..'))],
      ['makeUp', makeUp],
    ] as const) {
      for (const one of days) {
        if (isDayOf(year, one)) continue;
        context.addIssue({
          code: 'custom',
          path: [part],
          message: `${one} 不是该年的日期 / ${one} is no day of the year`,
        });
      }
    }
    for (const one of off.filter((text) => text.includes('..'))) {
      const [first = '', last = ''] = one.split('..');
      if (first < last) continue;
      context.addIssue({ code: 'custom', path: ['off'], message: `${one} 起止颠倒 / ${one} ends before it begins` });
    }
    for (const one of makeUp.filter((text) => isDayOf(year, text) && isWeekday(year, text))) {
      const message = `${one} 不是周末，不必补班 / ${one} is no weekend: offices work anyway`;
      context.addIssue({ code: 'custom', path: ['makeUp'], message });
    }
  });
export type HolidayNotice = z.infer<typeof noticeSchema>;

/** Whether a file holds a notice of holidays, and no pack. */
export function isHolidayFile({ text }: PackText): boolean {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null && 'makeUp' in parsed;
  } catch (thrown) {
    // A text that is no JSON is reported, with its line, where packs are read.
    if (thrown instanceof SyntaxError) return false;
    throw thrown;
  }
}

/**
 * Reads a notice from its file.
 * @throws Problem INVALID_INPUT naming file and field.
 */
export function readHolidayFile({ name, text }: PackText): HolidayNotice {
  const parsed = noticeSchema.safeParse(JSON.parse(text));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const [zh = '', en = zh] = (issue?.message ?? '').split(' / ');
  const path = issue?.path.join('.') ?? '';
  throw invalid('files', `${name} ${path}：${zh}`, `${name} ${path}: ${en}`);
}

/** A notice of a file, after loading. */
export type HolidayResult = { readonly id: string; readonly sha256: string; readonly isNew: boolean };

/**
 * Keeps the notice of a year after those of the release, for two people. Loaded again it changes nothing.
 *
 * @throws Problem INVALID_INPUT, CONFLICT where the year is held otherwise.
 */
export async function loadHolidaysInTrx(
  { trx, at }: Acting,
  file: PackText,
  { by, confirmedBy }: { readonly by: string; readonly confirmedBy: string },
): Promise<HolidayResult> {
  const notice = readHolidayFile(file);
  const digest = digestOf(notice);
  const result = { id: `holidays-${notice.year}`, sha256: digest };
  await lockRulebookInTrx(trx);
  const rows = await trx.selectFrom('holiday_year').select(['year', 'sha256']).execute();
  const there = rows.find(({ year }) => year === notice.year);
  if (there?.sha256 === digest) return { ...result, isNew: false };
  const last = [PUBLISHED_THROUGH.slice(0, 4), ...rows.map(({ year }) => year)].toSorted().at(-1) ?? '';
  if (there !== undefined || notice.year <= PUBLISHED_THROUGH.slice(0, 4)) throw heldAlready(notice.year);
  if (notice.year !== String(Number(last) + 1)) throw leavesOut(file.name, Number(last) + 1);
  await trx
    .insertInto('holiday_year')
    .values({
      year: notice.year,
      sha256: digest,
      content: new TextDecoder().decode(canonicalBytes(notice)),
      loaded_by: by,
      confirmed_by: confirmedBy,
      loaded_at: at,
      source_file: file.name,
    })
    .execute();
  return { ...result, isNew: true };
}

/**
 * Enters in the book what was loaded since.
 * @throws Error where what is stored is not what was loaded.
 */
export async function renewHolidays(db: Database, book: HolidayBook): Promise<void> {
  const rows = await db
    .selectFrom('holiday_year')
    .select(['year', 'sha256', 'content'])
    .where('year', '>', book.publishedThrough.slice(0, 4))
    .orderBy('year')
    .execute();
  for (const row of rows) {
    if (sha256(new TextEncoder().encode(row.content)) !== row.sha256) {
      throw new Error(`the holidays of ${row.year} are not what was loaded: restore the row from a backup`);
    }
    const { document, off, makeUp }: HolidayYear = noticeSchema.parse(JSON.parse(row.content));
    book.add(row.year, { document, off, makeUp });
  }
}

function isDayOf(year: string, text: string): boolean {
  return calendarDate(Number(year), Number(text.slice(0, 2)), Number(text.slice(3))) !== null;
}

function isWeekday(year: string, text: string): boolean {
  const weekday = new Date(`${year}-${text}T00:00:00Z`).getUTCDay();
  return weekday !== 0 && weekday !== 6;
}

function heldAlready(year: string): Problem {
  return new Problem({
    code: 'CONFLICT',
    field: 'files',
    zh: `${year} 年的节假日已经录入，不得修改；期限已按其计算。`,
    en: `the holidays of ${year} are held already; terms were reckoned by them, so they are never edited`,
  });
}

function leavesOut(name: string, next: number): Problem {
  return invalid('files', `${name}：请先装入 ${next} 年的节假日`, `${name}: load the holidays of ${next} first`);
}
