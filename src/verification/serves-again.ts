import type { PlannedSource } from '../sources/planned-source.ts';

/** Whether, by its source's terms of re-use, an answer serves for an identical question of this purpose still. */
export function servesAgain(
  { reuse }: Pick<PlannedSource, 'reuse'>,
  purpose: string,
  receivedAt: Date,
  now: Date,
): boolean {
  return reuse.purposes.includes(purpose) && now.getTime() - receivedAt.getTime() <= reuse.withinHours * 3_600_000;
}
