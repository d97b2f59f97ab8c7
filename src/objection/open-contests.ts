import type { FactRoot } from '../contested/fact-root.ts';
import type { Database } from '../platform/database.ts';

/** Whether an objection to a report of this case is not settled yet: its letter and its decision wait for it. */
async function hasOpenObjection(trx: Database, applicationId: string): Promise<boolean> {
  const row = await trx
    .selectFrom('objection')
    .select('id')
    .where('application_id', '=', applicationId)
    .where('state', '=', 'OPEN')
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** A dispute that is not settled: while there is one, aid is neither stopped nor reduced. */
type OpenDisputeHead = { readonly id: string; readonly number: string; readonly kind: FactRoot['kind'] };

/** The oldest open dispute of this case, or `null`. */
export async function openDisputeOf(trx: Database, applicationId: string): Promise<OpenDisputeHead | null> {
  const row = await trx
    .selectFrom('identity_dispute')
    .select(['id', 'number', 'kind'])
    .where('application_id', '=', applicationId)
    .where('state', '=', 'OPEN')
    .orderBy('opened_at')
    .limit(1)
    .executeTakeFirst();
  return row ?? null;
}

/** Whether anything about this case is contested: nothing is decided against the family, and no letter ends, before it is settled. */
export async function isContested(trx: Database, applicationId: string): Promise<boolean> {
  return (await hasOpenObjection(trx, applicationId)) || (await openDisputeOf(trx, applicationId)) !== null;
}
