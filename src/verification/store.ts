import type { Database } from '../platform/database.ts';
import { Problem } from '../platform/problem.ts';
import { toVerification } from './verification.ts';
import type { Verification } from './verification.ts';

/** @throws Problem NOT_FOUND */
export async function getVerification(db: Database, id: string): Promise<Verification> {
  const row = await db.selectFrom('verification').selectAll().where('id', '=', id).executeTakeFirst();
  if (row === undefined) throw notFound();
  return toVerification(row);
}

/** The checks of these ids as they stand, without a lock; one that does not exist is absent. */
export async function readVerifications(db: Database, ids: readonly string[]): Promise<readonly Verification[]> {
  if (ids.length === 0) return [];
  const rows = await db.selectFrom('verification').selectAll().where('id', 'in', ids).execute();
  return rows.map(toVerification);
}

/**
 * Locks the row until the caller's transaction ends. Every change of a verification, and every addition to its
 * progress, holds this lock.
 *
 * @throws Problem NOT_FOUND
 */
export async function lockVerificationInTrx(trx: Database, id: string): Promise<Verification> {
  const row = await trx.selectFrom('verification').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
  if (row === undefined) throw notFound();
  return toVerification(row);
}

/** Locks several rows in the order of their ids, so that two workers never wait for each other in a ring. */
export async function lockVerificationsInTrx(trx: Database, ids: readonly string[]): Promise<readonly Verification[]> {
  if (ids.length === 0) return [];
  const rows = await trx
    .selectFrom('verification')
    .selectAll()
    .where('id', 'in', ids)
    .orderBy('id')
    .forUpdate()
    .execute();
  return rows.map(toVerification);
}

/** The refusal for a check that does not exist, or is not the caller's to see. */
function notFound(): Problem {
  return new Problem({
    code: 'NOT_FOUND',
    field: 'verificationId',
    zh: '没有这项核对，或您无权查看。',
    en: 'there is no such verification, or it is not yours to see',
  });
}
