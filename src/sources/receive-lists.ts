import { createHash } from 'node:crypto';
import type { Connection, DeliveredList } from './port.ts';
import { SourceFault } from './port.ts';

/**
 * Receives the lists that a department delivers, each compared with the department's statement of its number, digest
 * and count. After a list that does not match, no further list is taken, so that none is missed.
 *
 * @param after Number of the last list that was taken before, 0 where none was.
 * @param take Takes a list for good; must be idempotent.
 * @returns the number of the last list taken.
 * @throws SourceFault FORMAT_CHANGED for a list that does not match; earlier lists stay taken.
 */
export async function receiveLists(
  { deliver }: Pick<Connection, 'deliver'>,
  after: number,
  take: (list: DeliveredList) => Promise<void>,
): Promise<number> {
  let last = after;
  await deliver?.(after, async (list) => {
    const differences = differencesOf(list, last + 1);
    if (differences.length > 0) throw new SourceFault('FORMAT_CHANGED', { retryable: false, differences });
    await take(list);
    last = list.sequence;
  });
  return last;
}

/** Where a list is not what its department says, in words that hold nothing of it. */
function differencesOf({ sequence, count, sha256, raw, rows }: DeliveredList, due: number): readonly string[] {
  return [
    ...(sequence === due ? [] : ['sequence OUT_OF_ORDER']),
    ...(sha256.toLowerCase() === createHash('sha256').update(raw).digest('hex') ? [] : ['sha256 OTHER_BYTES']),
    ...(count === rows.length ? [] : ['count OTHER_ROWS']),
  ];
}
