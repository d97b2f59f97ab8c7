import type { IdsOnly } from '../platform/queue.ts';

/** On this topic workers hint which checks moved. A hint may be lost; the progress table is the truth. */
export const MOVED_TOPIC = 'check.moved';

/** A notification of PostgreSQL carries 8,000 bytes. */
const MOST_IN_A_HINT = 100;

/** The hints that tell of these checks. */
export function writeHint(verificationIds: readonly string[]): readonly IdsOnly[] {
  const ids = [...new Set(verificationIds)];
  return Array.from({ length: Math.ceil(ids.length / MOST_IN_A_HINT) }, (_, index) => {
    const some = ids.slice(index * MOST_IN_A_HINT, (index + 1) * MOST_IN_A_HINT);
    return Object.fromEntries(some.map((id, place) => [String(place), id]));
  });
}

/** The checks that a hint tells of. */
export function readHint(hint: IdsOnly): readonly string[] {
  return Object.values(hint).map(String);
}
