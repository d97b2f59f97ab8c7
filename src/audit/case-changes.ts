import type { Database } from '../platform/database.ts';
import { LOOK_ACTS } from './look-log.ts';
import type { LookAct } from './look-log.ts';

/** Acts that change a case; reads, searches and prints change nothing. */
export const CHANGING_ACTS: readonly LookAct[] = LOOK_ACTS.filter((act) => !/^(READ|PRINT|FIND)_/.test(act));

/** The number of entries before the newest that a watcher reads again, and the most entries of one read. */
export const PUBLIC_CHANGES = { reread: 1_000, most: 500 };

/** An act on a case and its time. */
export type CaseChange = { readonly seq: number; readonly act: LookAct; readonly at: Date };

/** Acts on a case after an entry of the audit log, oldest first, without refused attempts and repetitions. */
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

/** The number of the newest entry of the audit log; 0 where the log is empty. */
export async function readNewestSeq(db: Database): Promise<number> {
  const row = await db.selectFrom('look_log').select('seq').orderBy('seq', 'desc').limit(1).executeTakeFirst();
  return row?.seq ?? 0;
}
