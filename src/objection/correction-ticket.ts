import { randomUUID } from 'node:crypto';
import type { Selectable } from 'kysely';
import { parseStatement } from '../application/plain-text.ts';
import type { Application } from '../application/application.ts';
import type { Acting } from '../audit/acting.ts';
import { correctionAnswer } from '../contested/sealed.ts';
import { shanghaiDate } from '../platform/calendar-date.ts';
import type { CalendarDate } from '../platform/calendar-date.ts';
import type { CorrectionTicketTable } from '../platform/contest-tables.ts';
import type { Database } from '../platform/database.ts';
import { Problem } from '../platform/problem.ts';
import type { FieldVault } from '../protection/field-vault.ts';
import type { Retention } from '../protection/retention.ts';
import { canonicalBytes, hashOf } from '../report/canonical.ts';
import type { VerificationServices } from '../verification/services.ts';
import { dueFrom, nextNumberInTrx } from './due.ts';
import { listProofs } from './proofs.ts';
import { notThere, proofNeeded, ticketSent } from './refusals.ts';
import { holdOpenDisputeInTrx, lookAtDispute } from './settle-dispute.ts';
import type { TicketDocument } from './ticket-document.ts';
import { writeTicket } from './write-ticket.ts';

const RETENTION: Retention = 'CASE_FILE';

/** A ticket with what became of it. Overdue is a matter of the moment: see `ticketState`. */
export type CorrectionTicket = {
  readonly id: string;
  readonly number: string;
  readonly disputeId: string;
  readonly sourceId: string;
  readonly document: TicketDocument;
  readonly sentBy: string;
  readonly sentAt: Date;
  readonly dueAt: Date;
  readonly dueProvisional: boolean;
  readonly answer: 'CORRECTED' | 'REFUSED' | null;
  readonly answerText: string | null;
  readonly answeredOn: CalendarDate | null;
  readonly answerRecordedBy: string | null;
};

/** Where a ticket stands. */
export const TICKET_STATES = ['SENT', 'ANSWERED', 'OVERDUE'] as const;

export function ticketState(ticket: CorrectionTicket, now: Date): (typeof TICKET_STATES)[number] {
  if (ticket.answer !== null) return 'ANSWERED';
  return now > ticket.dueAt ? 'OVERDUE' : 'SENT';
}

/**
 * Draws up a correction ticket to one department whose record stems from the root of a dispute, with its term, and notes
 * that it was handed over. No department has a line for tickets: it is printed, taken there, and its answer recorded by
 * `recordCorrection`. The office sends it, never the applicant.
 *
 * @param acting holds the case.
 * @throws Problem NOT_FOUND, ALREADY_SETTLED, PROOF_NEEDED, CONFLICT (sent already, or nothing of theirs is disputed)
 */
export async function sendCorrectionInTrx(
  services: VerificationServices,
  acting: Acting,
  application: Application,
  input: { readonly disputeId: string; readonly sourceId: string },
): Promise<CorrectionTicket> {
  const { vault } = services;
  const { trx, at, actor } = acting;
  const dispute = await holdOpenDisputeInTrx(trx, vault, input.disputeId);
  const sent = await readTickets(trx, vault, dispute.id);
  if (sent.some(({ sourceId }) => sourceId === input.sourceId)) throw ticketSent();
  const proofs = await listProofs(trx, { disputeId: dispute.id });
  if (proofs.length === 0) throw proofNeeded();
  const due = dueFrom(services, application, 'CORRECTION', at);
  const number = await nextNumberInTrx(trx, services.office, 'CORRECTION', application.division, at);
  const document = await writeTicket(services, trx, {
    dispute,
    application,
    sourceId: input.sourceId,
    number,
    proofs: proofs.length,
    sentOn: shanghaiDate(at),
    answerBy: shanghaiDate(due.at),
    answerByProvisional: due.provisional,
    termIsLaw: due.isLaw,
  });
  const id = randomUUID();
  const bytes = canonicalBytes(document);
  const row = await trx
    .insertInto('correction_ticket')
    .values({
      id,
      number,
      dispute_id: dispute.id,
      source_id: input.sourceId,
      document_cipher: vault.seal(cellOf(id), bytes),
      document_sha256: hashOf(bytes),
      sent_by: actor.subject,
      sent_at: at,
      due_at: due.at,
      due_provisional: due.provisional,
      answer: null,
      answer_cipher: null,
      answered_on: null,
      answer_recorded_by: null,
      answer_recorded_at: null,
      version: 1,
      division: dispute.division,
      retention: RETENTION,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  const entry = lookAtDispute(dispute, 'SEND_CORRECTION', ['CORRECTION_TICKET', 'NAME', 'CERTIFICATE_MASKED']);
  acting.look({ ...entry, sourceId: input.sourceId });
  return toTicket(vault, row);
}

/**
 * Records what a department answered to a ticket. The record itself is read again by asking the source, not from here.
 *
 * @param acting holds the case.
 * @throws Problem NOT_FOUND, ALREADY_SETTLED (answered before, or the dispute is over), INVALID_DATE, INVALID_INPUT
 */
export async function recordCorrectionInTrx(
  { vault }: Pick<VerificationServices, 'vault'>,
  acting: Acting,
  input: {
    readonly ticketId: string;
    readonly answer: 'CORRECTED' | 'REFUSED';
    readonly text: string;
    readonly answeredOn: CalendarDate;
  },
): Promise<CorrectionTicket> {
  const { trx, at, actor } = acting;
  const text = parseStatement('text', input.text);
  if (input.answeredOn > shanghaiDate(at)) throw inTheFuture();
  const known = await trx
    .selectFrom('correction_ticket')
    .selectAll()
    .where('id', '=', input.ticketId)
    .executeTakeFirst();
  if (known === undefined) throw notThere('ticketId');
  // The dispute's row keeps two who record at once apart.
  const dispute = await holdOpenDisputeInTrx(trx, vault, known.dispute_id);
  const row = await trx
    .updateTable('correction_ticket')
    .set((eb) => ({
      answer: input.answer,
      answer_cipher: correctionAnswer.seal(vault, known.id, { text }),
      answered_on: input.answeredOn,
      answer_recorded_by: actor.subject,
      answer_recorded_at: at,
      version: eb('version', '+', 1),
    }))
    .where('id', '=', known.id)
    .where('answer', 'is', null)
    .returningAll()
    .executeTakeFirst();
  if (row === undefined) throw answeredAlready();
  const entry = lookAtDispute(dispute, 'RECORD_CORRECTION', ['CORRECTION_TICKET'], input.answer);
  acting.look({ ...entry, sourceId: known.source_id });
  return toTicket(vault, row);
}

/** The tickets of a dispute, in the order in which they were sent. */
export async function readTickets(
  db: Database,
  vault: FieldVault,
  disputeId: string,
): Promise<readonly CorrectionTicket[]> {
  const rows = await db
    .selectFrom('correction_ticket')
    .selectAll()
    .where('dispute_id', '=', disputeId)
    .orderBy('sent_at')
    .orderBy('id')
    .execute();
  return rows.map((row) => toTicket(vault, row));
}

function toTicket(vault: FieldVault, row: Selectable<CorrectionTicketTable>): CorrectionTicket {
  const bytes = vault.open(cellOf(row.id), row.document_cipher);
  if (!hashOf(bytes).equals(row.document_sha256)) {
    throw new Error('a stored ticket does not have its hash');
  }
  const document: TicketDocument = JSON.parse(bytes.toString('utf8'));
  return {
    id: row.id,
    number: row.number,
    disputeId: row.dispute_id,
    sourceId: row.source_id,
    document,
    sentBy: row.sent_by,
    sentAt: row.sent_at,
    dueAt: row.due_at,
    dueProvisional: row.due_provisional,
    answer: row.answer,
    answerText: row.answer_cipher === null ? null : correctionAnswer.open(vault, row.id, row.answer_cipher).text,
    answeredOn: row.answered_on,
    answerRecordedBy: row.answer_recorded_by,
  };
}

function cellOf(row: string) {
  return { table: 'correction_ticket', row, column: 'document_cipher' };
}

function inTheFuture(): Problem {
  const [zh, en] = ['答复日期不能晚于今天。', 'the answer cannot lie in the future'];
  return new Problem({ code: 'INVALID_DATE', field: 'answeredOn', zh, en });
}

function answeredAlready(): Problem {
  return new Problem({
    code: 'ALREADY_SETTLED',
    field: 'ticketId',
    zh: '该校核单的答复已经登记；请刷新后查看。',
    en: 'the answer to this ticket is on record already; read it',
  });
}
