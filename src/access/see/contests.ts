import { readEvidenceBehind } from '../../contested/read-contests.ts';
import { contestedRows } from '../../objection/contested-row.ts';
import type { ContestedRow } from '../../objection/contested-row.ts';
import { readTickets } from '../../objection/correction-ticket.ts';
import type { CorrectionTicket } from '../../objection/correction-ticket.ts';
import { readDisputes } from '../../objection/dispute.ts';
import type { Dispute } from '../../objection/dispute.ts';
import { readObjections } from '../../objection/objection.ts';
import type { Objection } from '../../objection/objection.ts';
import { listProofs, readProof } from '../../objection/proofs.ts';
import type { Contested, Proof } from '../../objection/proofs.ts';
import { readReport } from '../../verification/report-store.ts';
import type { Verification } from '../../verification/verification.ts';
import { assertMay } from '../may.ts';
import { look } from '../reader.ts';
import type { Reader } from '../reader.ts';

/** The case of the contests. */
type Case = { readonly id: string; readonly division: string };

/** The objections of a case, with an audit entry for each. The caller has seen the application. */
export async function seeObjections(reader: Reader, { id, division }: Case): Promise<readonly Objection[]> {
  assertMay(reader.principal, 'READ_VERIFICATION');
  const objections = await readObjections(reader.services.db, reader.services.vault, id);
  await look(
    reader,
    objections.map(({ verificationId, personId }) => ({
      act: 'READ_CONTEST' as const,
      applicationId: id,
      verificationId,
      ...(personId === null ? {} : { personId }),
      fieldKinds: ['OBJECTION'],
      division,
    })),
  );
  return objections;
}

/** The disputes of a case, with an audit entry for each. The caller has seen the application. */
export async function seeDisputes(reader: Reader, { id, division }: Case): Promise<readonly Dispute[]> {
  assertMay(reader.principal, 'READ_VERIFICATION');
  const disputes = await readDisputes(reader.services.db, reader.services.vault, id);
  await look(
    reader,
    disputes.map(({ personId, kind }) => ({
      act: 'READ_CONTEST' as const,
      applicationId: id,
      personId,
      fieldKinds: ['DISPUTE', kind],
      division,
    })),
  );
  return disputes;
}

/** The tickets of a dispute that the caller has seen. */
export async function seeTickets(reader: Reader, dispute: Dispute): Promise<readonly CorrectionTicket[]> {
  assertMay(reader.principal, 'READ_VERIFICATION');
  const { applicationId, personId, division } = dispute;
  const fieldKinds = ['CORRECTION_TICKET'];
  await look(reader, [{ act: 'READ_CONTEST', applicationId, personId, fieldKinds, division }]);
  return readTickets(reader.services.db, reader.services.vault, dispute.id);
}

/** The owner of a proof, for the audit entry. */
export type ProofOwner = Contested & Pick<Dispute, 'applicationId' | 'division'>;

/** Kinds and days of proofs, without their content. The caller has seen their owner. */
export function seeProofs(reader: Reader, owner: ProofOwner): Promise<readonly Proof[]> {
  assertMay(reader.principal, 'READ_VERIFICATION');
  return listProofs(reader.services.db, owner);
}

/** One proof as it was uploaded. */
export async function seeProof(
  reader: Reader,
  { applicationId, division }: ProofOwner,
  proofId: string,
): Promise<Uint8Array> {
  assertMay(reader.principal, 'READ_VERIFICATION');
  await look(reader, [{ act: 'READ_PROOF', applicationId, fieldKinds: ['PROOF'], division }]);
  return readProof(reader.services.db, reader.services.vault, proofId);
}

/** The rows of the newest version that a family can object to, with their facts; an audit entry for each person. */
export async function seeContestedRows(reader: Reader, verification: Verification): Promise<readonly ContestedRow[]> {
  assertMay(reader.principal, 'READ_VERIFICATION');
  const { db, vault } = reader.services;
  const report = await readReport(db, vault, verification.id);
  if (report === null) return [];
  const { id: verificationId, applicationId, division } = verification;
  await look(
    reader,
    report.document.members.map(({ personId }) => ({
      act: 'READ_EVIDENCE' as const,
      applicationId,
      verificationId,
      personId,
      fieldKinds: ['REPORT', 'FACTS'],
      division,
    })),
  );
  return contestedRows(report.document, await readEvidenceBehind(db, vault, verification));
}
