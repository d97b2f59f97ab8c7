import { findApplication } from '../../application/read.ts';
import type { Database } from '../../platform/database.ts';
import type { PackShelf } from '../../policy/pack-shelf.ts';
import { findPack } from '../../verification/pack-of.ts';
import { realIds } from '../reader.ts';
import type { Place } from './define-act.ts';

/** A place in a case. */
export type InCase = Place & { readonly applicationId: string };

/** A check of a case. */
export type OfCheck = InCase & { readonly verificationId: string };

/** Where an application lies. */
export async function ofApplication(
  db: Database,
  { applicationId }: { readonly applicationId: string },
): Promise<InCase | null> {
  const application = await findApplication(db, applicationId);
  return application === null ? null : { division: application.division, applicationId: application.id };
}

/** The place of a check, its requester, and the registrar of its case where the pack keeps them apart from the review. */
export async function ofVerification(
  db: Database,
  { verificationId }: { readonly verificationId: string },
  { packs }: { readonly packs: PackShelf<Database> },
): Promise<OfCheck | null> {
  const [id] = realIds([verificationId]);
  if (id === undefined) return null;
  const row = await db
    .selectFrom('verification')
    .innerJoin('application', 'application.id', 'verification.application_id')
    .select(['verification.id', 'verification.application_id', 'verification.division', 'verification.requested_by'])
    .select(['verification.pack_id', 'application.registered_by', 'application.registrar_apart'])
    .where('verification.id', '=', id)
    .executeTakeFirst();
  if (row === undefined) return null;
  await packs.hold(db, [row.pack_id]);
  const isApart = row.registrar_apart && findPack(packs, row.pack_id).rules.registrarMayReview?.value !== true;
  return {
    division: row.division,
    applicationId: row.application_id,
    verificationId: row.id,
    sides: { REQUESTED: [row.requested_by], REGISTERED: isApart ? [row.registered_by] : [] },
  };
}

/** Where a letter lies. */
export async function ofLetter(
  db: Database,
  { letterId }: { readonly letterId: string },
): Promise<(InCase & { readonly letterId: string }) | null> {
  const [id] = realIds([letterId]);
  if (id === undefined) return null;
  const row = await db
    .selectFrom('letter')
    .select(['id', 'application_id', 'letter_number', 'division'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (row === undefined) return null;
  const { id: letter, application_id: applicationId, letter_number: letterNumber, division } = row;
  return { letterId: letter, applicationId, letterNumber, division };
}

/** The place of an objection, its filer, and the people whose work it is about. */
export async function ofObjection(
  db: Database,
  { objectionId }: { readonly objectionId: string },
): Promise<OfCheck | null> {
  const [id] = realIds([objectionId]);
  if (id === undefined) return null;
  const row = await db
    .selectFrom('objection')
    .select(['application_id', 'verification_id', 'filed_by', 'division'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (row === undefined) return null;
  const { application_id: applicationId, verification_id: verificationId, division } = row;
  const sides = { FILED: [row.filed_by], ...(await whoseWork(db, [verificationId])) };
  return { applicationId, verificationId, division, sides };
}

/** The place of a dispute, its opener, and the people whose work it is about: every check of its case with a report. */
export async function ofDispute(db: Database, { disputeId }: { readonly disputeId: string }): Promise<InCase | null> {
  const [id] = realIds([disputeId]);
  if (id === undefined) return null;
  const row = await db
    .selectFrom('identity_dispute')
    .select(['application_id', 'opened_by', 'division'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (row === undefined) return null;
  const { application_id: applicationId, division } = row;
  const checks = await db
    .selectFrom('verification')
    .select('id')
    .where('application_id', '=', applicationId)
    .where('state', 'in', ['ISSUED_INCOMPLETE', 'ISSUED_COMPLETE'])
    .execute();
  const work = await whoseWork(
    db,
    checks.map((check) => check.id),
  );
  return { applicationId, division, sides: { FILED: [row.opened_by], ...work } };
}

/** Where a correction ticket lies. */
export async function ofTicket(db: Database, { ticketId }: { readonly ticketId: string }): Promise<InCase | null> {
  const [id] = realIds([ticketId]);
  if (id === undefined) return null;
  const row = await db
    .selectFrom('correction_ticket as ticket')
    .innerJoin('identity_dispute as dispute', 'dispute.id', 'ticket.dispute_id')
    .select(['dispute.application_id', 'dispute.division'])
    .where('ticket.id', '=', id)
    .executeTakeFirst();
  return row === undefined ? null : { applicationId: row.application_id, division: row.division };
}

/** The requesters of these checks, and the reviewers of their reports. */
async function whoseWork(
  db: Database,
  checks: readonly string[],
): Promise<{ readonly REQUESTED: readonly string[]; readonly REVIEWED: readonly string[] }> {
  if (checks.length === 0) return { REQUESTED: [], REVIEWED: [] };
  const requested = await db.selectFrom('verification').select('requested_by').where('id', 'in', checks).execute();
  const reviewed = await db
    .selectFrom('report_review')
    .select('reviewed_by')
    .where('verification_id', 'in', checks)
    .execute();
  return {
    REQUESTED: requested.map((row) => row.requested_by),
    REVIEWED: reviewed.map((row) => row.reviewed_by),
  };
}
