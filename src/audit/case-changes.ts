import type { Database } from '../platform/database.ts';
import { LOOK_ACTS } from './look-log.ts';
import type { LookAct } from './look-log.ts';

/** Acts that change a case; reads and prints change nothing. */
export const CHANGING_ACTS: readonly LookAct[] = LOOK_ACTS.filter((act) => !/^(READ|PRINT)_/.test(act));

/** How far back of the newest entry a watcher reads again, in numbers of entries, and how many it reads at once. */
export const PUBLIC_CHANGES = { reread: 1_000, most: 500 };

/** An act on a case: which and when. */
export type CaseChange = { readonly seq: number; readonly act: LookAct; readonly at: Date };

/** What was done to a case after an entry of the audit log, oldest first; refused attempts and repetitions are left out. */
export async function readChangesOfCase(
  db: Database,
  applicationId: string,
  after: number,
): Promise<readonly CaseChange[]> {
  const rows = await db
    .selectFrom('look_log')
    .select(['seq', 'act', 'at'])
    .where('application_id', '=', applicationId)
    .where('seq', '>', after)
    .where('act', 'in', CHANGING_ACTS)
    .where('outcome', 'not in', ['REFUSED', 'REPEATED'])
    .orderBy('seq')
    .limit(PUBLIC_CHANGES.most)
    .execute();
  return rows.flatMap(({ seq, act, at }) => {
    const known = CHANGING_ACTS.find((one) => one === act);
    return known === undefined ? [] : [{ seq, act: known, at }];
  });
}

/** The number of the newest entry of the audit log; 0 where there is none. */
export async function readNewestSeq(db: Database): Promise<number> {
  const row = await db.selectFrom('look_log').select('seq').orderBy('seq', 'desc').limit(1).executeTakeFirst();
  return row?.seq ?? 0;
}
