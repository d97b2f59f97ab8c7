import { Buffer } from 'node:buffer';
import { z } from 'zod';
import { invalid } from './refusals.ts';

const MOST_AT_ONCE = 100;

/** Where a page ends: the instant by which the list is ordered, and the id of the row among those of one instant. */
export type Position = { readonly at: Date; readonly id: string };

const positionSchema = z.tuple([z.iso.datetime(), z.guid()]);

/** @throws Problem INVALID_INPUT unless `first` is 1 to 100. */
export function assertPageSize(first: number): void {
  if (Number.isInteger(first) && first >= 1 && first <= MOST_AT_ONCE) return;
  throw invalid('first', `每页应为 1 到 ${MOST_AT_ONCE} 条`, `A page has 1 to ${MOST_AT_ONCE} entries`);
}

/** A position as a cursor, which only this house reads. */
export function writeCursor({ at, id }: Position): string {
  return Buffer.from(JSON.stringify([at.toISOString(), id])).toString('base64url');
}

/** @throws Problem INVALID_INPUT for a cursor that was not given out here. */
export function readCursor(cursor: string): Position {
  try {
    const [at, id] = positionSchema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
    return { at: new Date(at), id };
  } catch {
    throw invalid(
      'after',
      '翻页位置无效，请从第一页重新读取',
      'This cursor is not one of ours; start from the first page',
    );
  }
}
