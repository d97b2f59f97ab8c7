import { Problem } from '../platform/problem.ts';
import { lookFor } from './reader.ts';
import type { Reader } from './reader.ts';

/** How often one person may search: as fast as somebody can type at a counter, not as fast as a list can be read through. */
export const SEARCH_RATE = { perMinute: 40, perDay: 1_500 } as const;

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/**
 * Refuses a caller who has searched too often. The audit log is what is counted, so that no search is outside it; the
 * refused attempt is on record too. Searches of one person at the same moment may each miss the other.
 *
 * @throws Problem TOO_MANY_SEARCHES
 */
export async function assertSearchRate(reader: Reader): Promise<void> {
  const { services, actor } = reader;
  const now = services.clock.now();
  const { minute, day } = await services.db
    .selectFrom('look_log')
    .select((eb) => [
      eb.fn
        .countAll<string>()
        .filterWhere('at', '>', new Date(now.getTime() - MINUTE_MS))
        .as('minute'),
      eb.fn.countAll<string>().as('day'),
    ])
    .where('actor', '=', actor.subject)
    .where('act', '=', 'FIND_CASES')
    .where('at', '>', new Date(now.getTime() - DAY_MS))
    .executeTakeFirstOrThrow();
  if (Number(minute) < SEARCH_RATE.perMinute && Number(day) < SEARCH_RATE.perDay) return;
  await lookFor(reader, 'CASE_HANDLING', [{ act: 'FIND_CASES', fieldKinds: [], division: actor.division }], 'REFUSED');
  throw new Problem({
    code: 'TOO_MANY_SEARCHES',
    zh: `查询过于频繁：每人每分钟不超过 ${SEARCH_RATE.perMinute} 次，每日不超过 ${SEARCH_RATE.perDay} 次；请稍后再查。`,
    en: `too many searches: at most ${SEARCH_RATE.perMinute} a minute and ${SEARCH_RATE.perDay} a day for one person; wait and search again`,
  });
}
