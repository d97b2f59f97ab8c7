import type { Database } from '../platform/database.ts';

/**
 * Whether anything about this case is contested: an objection to a report, or a dispute about an identity. Nothing is
 * decided against the family, and no letter ends, before it is settled.
 */
export async function isContested(trx: Database, applicationId: string): Promise<boolean> {
  return (await hasOpen(trx, 'objection', applicationId)) || hasOpen(trx, 'identity_dispute', applicationId);
}

async function hasOpen(
  trx: Database,
  table: 'objection' | 'identity_dispute',
  applicationId: string,
): Promise<boolean> {
  const row = await trx
    .selectFrom(table)
    .select('id')
    .where('application_id', '=', applicationId)
    .where('state', '=', 'OPEN')
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
