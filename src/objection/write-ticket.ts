import type { Application } from '../application/application.ts';
import { keysFrom } from '../contested/contest.ts';
import { describeFact } from '../contested/describe-fact.ts';
import { factKey } from '../contested/fact-key.ts';
import { readEvidenceBehind } from '../contested/read-contests.ts';
import type { EvidencePiece } from '../evidence/piece.ts';
import { readHouseholdVersion } from '../household/household-store.ts';
import { maskCertificate } from '../identity/certificate.ts';
import { regionName } from '../identity/region.ts';
import { namedOffice } from '../office/office.ts';
import type { CalendarDate } from '../platform/calendar-date.ts';
import type { Database } from '../platform/database.ts';
import type { VerificationServices } from '../verification/services.ts';
import type { Dispute } from './dispute.ts';
import { reportedChecks } from './draw-up.ts';
import { nothingStems } from './refusals.ts';
import { TICKET_LAW } from './ticket-document.ts';
import type { TicketDocument } from './ticket-document.ts';

/** The inputs of a ticket. */
export type TicketParts = {
  readonly dispute: Dispute;
  readonly application: Application;
  readonly sourceId: string;
  readonly number: string;
  readonly proofs: number;
  readonly sentOn: CalendarDate;
  readonly answerBy: CalendarDate;
  readonly answerByProvisional: boolean;
  readonly termIsLaw: boolean;
};

/**
 * Writes the ticket to one department: the statement in its record, why it is wrong, and when the answer is due. A
 * department learns only its own statements, never those of another.
 *
 * @throws Problem CONFLICT where no statement of this department stems from the root.
 */
export async function writeTicket(
  { vault, sources, demo, office }: VerificationServices,
  trx: Database,
  { dispute, application, sourceId, number, proofs, sentOn, answerBy, answerByProvisional, termIsLaw }: TicketParts,
): Promise<TicketDocument> {
  const evidence: EvidencePiece[] = [];
  for (const id of await reportedChecks(trx, application.id)) {
    evidence.push(...(await readEvidenceBehind(trx, vault, { id, applicationId: application.id })));
  }
  const theirs = evidence.filter((piece) => piece.sourceId === sourceId && piece.personId === dispute.personId);
  const keys = new Set(keysFrom(dispute.root, dispute.personId, theirs));
  const facts = theirs.flatMap((piece) =>
    piece.facts.filter((fact) => keys.has(factKey(piece, fact))).map(describeFact),
  );
  if (facts.length === 0) throw nothingStems('sourceId');
  const { householdId, householdVersion, division } = application;
  const household = await readHouseholdVersion(trx, vault, householdId, householdVersion);
  const person = household.members.find(({ personId }) => personId === dispute.personId);
  if (person === undefined) throw nothingStems('sourceId');
  const place = regionName(division);
  return {
    shapeVersion: 1,
    title: `${place}数据校核单`,
    number,
    disputeNumber: dispute.number,
    kind: dispute.kind,
    demoMark: demo ? '演示数据' : null,
    addressee: sources.find(({ id }) => id === sourceId)?.department ?? { zh: sourceId, en: sourceId },
    from: namedOffice(office, application) ?? `${place}居民家庭经济状况核对机构`,
    person: { name: person.name, maskedNumber: maskCertificate(person.certificate) },
    requestIds: [...new Set(theirs.map(({ requestId }) => requestId))].sort(),
    facts: [...new Set(facts)],
    why: dispute.why,
    proofs,
    sentOn,
    answerBy,
    ...(answerByProvisional ? { answerByProvisional } : {}),
    lawCited: TICKET_LAW,
    termNote: termIsLaw ? '' : '（期限未核实）',
  };
}
