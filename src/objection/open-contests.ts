import type { Database } from '../platform/database.ts';

/** Whether an objection to a report of this case is not settled yet: its letter and its decision wait for it. */
export async function hasOpenObjection(trx: Database, applicationId: string): Promise<boolean> {
  const row = await trx
    .selectFrom('objection')
    .select('id')
    .where('application_id', '=', applicationId)
    .where('state', '=', 'OPEN')
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
