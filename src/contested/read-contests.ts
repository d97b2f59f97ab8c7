import type { Selectable } from 'kysely';
import { z } from 'zod';
import { CONCLUSIVE_KINDS } from '../evidence/answer.ts';
import type { EvidencePiece } from '../evidence/piece.ts';
import { readEvidenceOf } from '../evidence/read-evidence.ts';
import type { IdentityDisputeTable, ObjectionTable } from '../platform/contest-tables.ts';
import type { Database } from '../platform/database.ts';
import type { FieldVault } from '../protection/field-vault.ts';
import { DISPUTE_OUTCOMES, OBJECTION_OUTCOMES } from './contest.ts';
import type { Effect, ObjectionOutcome, StoredContest } from './contest.ts';
import { disputeContent, disputeSettlement, objectionContent, objectionSettlement } from './sealed.ts';

const objectionOutcome = z.enum(OBJECTION_OUTCOMES).nullable();
const disputeOutcome = z.enum(DISPUTE_OUTCOMES).nullable();

/** The contests of cases, by application; a case without any has no entry. */
export async function readContestsOf(
  db: Database,
  vault: FieldVault,
  applicationIds: readonly string[],
): Promise<ReadonlyMap<string, readonly StoredContest[]>> {
  if (applicationIds.length === 0) return new Map();
  const objections = await db
    .selectFrom('objection')
    .selectAll()
    .where('application_id', 'in', applicationIds)
    .execute();
  const disputes = await db
    .selectFrom('identity_dispute')
    .selectAll()
    .where('application_id', 'in', applicationIds)
    .execute();
  const contests = [
    ...objections.map((row) => toObjection(vault, row)),
    ...disputes.map((row) => toDispute(vault, row)),
  ];
  return Map.groupBy(contests, ({ applicationId }) => applicationId);
}

/** Whether an objection that ends so takes its facts out of the computation. */
export function setsAside(outcome: ObjectionOutcome | null): boolean {
  return outcome === 'SOURCE_CORRECTED' || outcome === 'NOT_THIS_PERSON';
}

function toObjection(vault: FieldVault, row: Selectable<ObjectionTable>): StoredContest {
  const { key: _key, keys, ...said } = objectionContent.open(vault, row.id, row.content_cipher);
  const settlement =
    row.settlement_cipher === null ? null : objectionSettlement.open(vault, row.id, row.settlement_cipher);
  const outcome = objectionOutcome.parse(row.outcome);
  return {
    id: row.id,
    number: row.number,
    kind: 'OBJECTION',
    applicationId: row.application_id,
    verificationId: row.verification_id,
    personId: row.person_id,
    ...said,
    filedAt: row.filed_at,
    state: row.state,
    outcome,
    reason: settlement?.reason ?? null,
    settledAt: row.settled_at,
    effect: setsAside(outcome) ? 'SET_ASIDE' : 'NONE',
    touches: { keys: settlement?.keys ?? keys },
    askedAgain: outcome === 'SOURCE_CORRECTED' ? row.asked_again : null,
  };
}

function toDispute(vault: FieldVault, row: Selectable<IdentityDisputeTable>): StoredContest {
  const { root, ...said } = disputeContent.open(vault, row.id, row.content_cipher);
  const settlement = row.settlement_cipher;
  return {
    id: row.id,
    number: row.number,
    kind: row.kind,
    applicationId: row.application_id,
    verificationId: null,
    personId: row.person_id,
    ...said,
    filedAt: row.opened_at,
    state: row.state,
    outcome: disputeOutcome.parse(row.outcome),
    reason: settlement === null ? null : disputeSettlement.open(vault, row.id, settlement).text,
    settledAt: row.settled_at,
    effect: effectOf(row),
    touches: { root },
    askedAgain: null,
  };
}

/** A living person is believed at once; a stolen name when the dispute is settled, and both figures stand until then. */
function effectOf({ outcome, life_confirmed_at: alive }: Selectable<IdentityDisputeTable>): Effect {
  if (outcome === 'NOT_CONFIRMED') return 'NONE';
  return outcome === 'CONFIRMED' || alive !== null ? 'SET_ASIDE' : 'BESIDE';
}

/** The lookups by which sources of this check were asked again, and have corrected what they said. */
export function askedAgainFor(verificationId: string, contests: readonly StoredContest[]): readonly string[] {
  return contests.flatMap((one) =>
    one.verificationId === verificationId && one.askedAgain !== null ? [one.askedAgain] : [],
  );
}

/** Evidence in which what a body answered to the question put again stands for what it had answered before. */
export function withAnswersAgain(
  evidence: readonly EvidencePiece[],
  again: readonly EvidencePiece[],
): readonly EvidencePiece[] {
  if (again.length === 0) return evidence;
  const conclusive = again.filter(({ kind }) => kind !== null && CONCLUSIVE_KINDS.has(kind));
  const answered = evidence.map((piece) => conclusive.findLast((one) => isSameBody(one, piece)) ?? piece);
  // A body that was asked about a line and for the amount has two questions: what it answers again stands for both.
  return [...new Map(answered.map((piece) => [piece.questionId, piece])).values()];
}

/** The evidence that a report of this check rests on now. */
export async function readEvidenceBehind(
  db: Database,
  vault: FieldVault,
  { id, applicationId }: { readonly id: string; readonly applicationId: string },
): Promise<readonly EvidencePiece[]> {
  const contests = (await readContestsOf(db, vault, [applicationId])).get(applicationId) ?? [];
  const again = askedAgainFor(id, contests);
  const evidence = await readEvidenceOf(db, vault, [id, ...again]);
  return withAnswersAgain(
    evidence.get(id) ?? [],
    again.flatMap((lookup) => evidence.get(lookup) ?? []),
  );
}

function isSameBody(one: EvidencePiece, other: EvidencePiece): boolean {
  return one.personId === other.personId && one.sourceId === other.sourceId && one.institution === other.institution;
}
