import { Problem } from '../src/platform/problem.ts';

/**
 * The number that a cursor of progress stands for; 0 where none is given.
 * @throws Problem INVALID_INPUT
 */
export function readCursor(text: string | null | undefined): number {
  if (text === null || text === undefined) return 0;
  if (/^\d{1,15}$/.test(text)) return Number(text);
  throw new Problem({
    code: 'INVALID_INPUT',
    field: 'after',
    zh: '进度位置无效：请填写上一条进度的 cursor，或不填。',
    en: 'not a cursor of progress: give the cursor of the last line, or none',
  });
}
