import type { Application } from '../application/application.ts';
import { parseStatement } from '../application/plain-text.ts';
import { getApplicationForUpdateInTrx } from '../application/read.ts';
import type { Actor } from '../audit/actor.ts';
import { CASE_HANDLING, recordLook } from '../audit/look-log.ts';
import type { Fen } from '../identity/fen.ts';
import { shanghaiDate } from '../platform/calendar-date.ts';
import type { Database } from '../platform/database.ts';
import { transactionUnderKey } from '../platform/transaction-under-key.ts';
import type { VerificationServices } from '../verification/services.ts';
import { getVerification, lockVerificationInTrx } from '../verification/store.ts';
import { assertContent, assertNobodyElse, DECISION, sameDecision } from './decision-input.ts';
import type { DecisionInput } from './decision-input.ts';
import { caseClosed, contested, mayNotFollow, notTheCounty, requesterDecides } from './decision-refusals.ts';
import { daysOf, isAgainst, mayFollow } from './decision-rules.ts';
import { findDecisionByKey, nextDecisionNumberInTrx, readDecisions, storeDecisionInTrx } from './decision-store.ts';
import type { Decision } from './decision.ts';
import { readGrounds } from './grounds.ts';
import { buildNotice } from './notice.ts';
import { decidableReport } from './reviewed-report.ts';
import { notStatedUnrelated } from './review-refusals.ts';
import { assertStepsDone, lawToday } from './steps-done.ts';

/** Whether something in the case is contested and not settled; kept by the room of objections. */
export type IsContested = (trx: Database, applicationId: string) => Promise<boolean>;

/**
 * Decides 审核确认 on the newest version of a report that a second person has approved, and makes the written notice in
 * the same transaction. Answers may be missing; a missing answer is no ground against the family. Of two officers at
 * once one decides, and the other is told so.
 *
 * @throws Problem NOT_FOUND, CONFLICT (case closed), SECOND_PERSON_NEEDED, FORBIDDEN (not this office's to decide),
 *   REPORT_SUPERSEDED (with the newer one), REPORT_NOT_REVIEWED, DECISION_TAKEN, ILLEGAL_TRANSITION, GROUND_NOT_A_FACT,
 *   OBJECTION_OPEN, STEP_OUT_OF_ORDER (publicity or visit missing), IDEMPOTENCY_KEY_REUSED, or INVALID_INPUT with the
 *   path of the field.
 */
export async function decide(
  services: VerificationServices,
  actor: Actor,
  input: DecisionInput,
  isContested: IsContested,
): Promise<Decision> {
  const reasons = parseStatement('reasons', input.reasons);
  return transactionUnderKey(services.db, DECISION, (trx) =>
    decideInTrx(services, trx, actor, { ...input, reasons }, isContested),
  );
}

async function decideInTrx(
  services: VerificationServices,
  trx: Database,
  actor: Actor,
  input: DecisionInput,
  isContested: IsContested,
): Promise<Decision> {
  const { clock, vault } = services;
  // The case first, then the check: whoever decides, files an objection or draws up a version waits for the others.
  const { applicationId } = await getVerification(trx, input.verificationId);
  const application = await getApplicationForUpdateInTrx(trx, applicationId);
  const verification = await lockVerificationInTrx(trx, input.verificationId);
  const { subject } = actor;
  const repeated = await findDecisionByKey(trx, vault, { subject, idempotencyKey: input.idempotencyKey });
  if (repeated !== null) return sameDecision(repeated, input);
  if (application.state !== 'ACCEPTED') throw caseClosed();
  assertMayDecide(application, actor, verification.requestedBy, input.unrelated);
  const decidedAt = clock.now();
  const { report, review } = await decidableReport(services, trx, application, verification, input.version);
  const { document } = report;
  const before = await readDecisions(trx, vault, applicationId);
  const last = before.at(-1) ?? null;
  if (!mayFollow(last?.kind ?? null, input.kind)) throw mayNotFollow(last?.kind ?? null, input.kind);
  const law = lawToday(services, application, decidedAt);
  const amountBefore = amountOf(before);
  assertContent(input, application, amountBefore, law('GRACE'));
  assertNobodyElse(document, input);
  const grounds = readGrounds(document, review, input.grounds);
  if (isAgainst(input.kind, { before: amountBefore, now: input.monthlyFen })) {
    if (await isContested(trx, applicationId)) throw contested();
  }
  await assertStepsDone(services, trx, application, { kind: input.kind, reportedAt: report.issuedAt }, decidedAt);
  const decidedOn = shanghaiDate(decidedAt);
  const content = {
    reasons: input.reasons,
    grounds,
    monthlyFen: input.kind === 'GRACE_PERIOD' ? amountBefore : input.monthlyFen,
    ...daysOf(input.kind, decidedOn, input.graceMonths),
  };
  const number = await nextDecisionNumberInTrx(trx, application.division, decidedAt);
  const decision = await storeDecisionInTrx(
    trx,
    services,
    {
      ...content,
      number,
      applicationId,
      verificationId: verification.id,
      reportId: report.id,
      reportNumber: report.number,
      reportVersion: report.version,
      sequence: before.length + 1,
      kind: input.kind,
      recheck: input.recheck,
      notice: buildNotice({
        number,
        kind: input.kind,
        content,
        amountBefore,
        decidedOn,
        application,
        report: document,
        terms: { objection: law('OBJECTION'), reconsideration: law('RECONSIDERATION'), litigation: law('LITIGATION') },
        procedure: law(application.delegated ? 'WHOLE_PROCESS_DELEGATED' : 'CONFIRMATION'),
      }),
      decidedBy: subject,
      decidedAt,
      division: application.division,
    },
    input.idempotencyKey,
  );
  await recordLook(trx, clock, actor, {
    act: 'DECIDE',
    purpose: CASE_HANDLING,
    applicationId,
    verificationId: verification.id,
    fieldKinds: ['DECISION', 'NOTICE'],
    outcome: input.kind,
    division: application.division,
  });
  return decision;
}

function assertMayDecide(
  { delegated, staffRelative }: Application,
  { subject, division }: Actor,
  requestedBy: string,
  unrelated: boolean,
): void {
  if (requestedBy === subject) throw requesterDecides();
  // A code of more than six digits is a township's or a village's.
  if (!delegated && division.length > 6) throw notTheCounty();
  if (staffRelative && !unrelated) throw notStatedUnrelated();
}

/** What the household draws by the decisions so far. */
function amountOf(decisions: readonly Decision[]): Fen | null {
  return decisions.findLast(({ kind }) => kind === 'APPROVED' || kind === 'AMOUNT_CHANGED')?.monthlyFen ?? null;
}
