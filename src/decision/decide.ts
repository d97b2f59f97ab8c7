import type { Application } from '../application/application.ts';
import { parseStatement } from '../application/plain-text.ts';
import type { Acting } from '../audit/acting.ts';
import type { Actor } from '../audit/actor.ts';
import { CASE_HANDLING } from '../audit/look-log.ts';
import { shanghaiDate } from '../platform/calendar-date.ts';
import { decidingOffice } from '../office/office.ts';
import type { Database } from '../platform/database.ts';
import type { VerificationServices } from '../verification/services.ts';
import { findPack } from '../verification/pack-of.ts';
import { lockVerificationInTrx } from '../verification/store.ts';
import { assertContent, assertNobodyElse } from './decision-input.ts';
import type { DecisionInput } from './decision-input.ts';
import { caseClosed, contested, mayNotFollow, notTheCounty } from './decision-refusals.ts';
import { amountDrawn, daysOf, isAgainst, mayFollow } from './decision-rules.ts';
import { nextDecisionNumberInTrx, readDecisions, storeDecisionInTrx } from './decision-store.ts';
import type { Decision } from './decision.ts';
import { readGrounds } from './grounds.ts';
import { buildNotice } from './notice.ts';
import { assertLinesConfirmed } from './pending-lines.ts';
import { decidableReport } from './reviewed-report.ts';
import { notStatedUnrelated } from './review-refusals.ts';
import { settleDecidedInTrx } from './settle-work.ts';
import { assertStepsDone, lawToday } from './steps-done.ts';

/** Whether something in the case is contested and not settled; kept by the room of objections. */
export type IsContested = (trx: Database, applicationId: string) => Promise<boolean>;

/**
 * Decides 审核确认 on the newest version of a report that a second person has approved, and makes the written notice in
 * the same transaction. Answers may be missing; a missing answer is no ground against the family. Of two officers at
 * once one decides, and the other is told so.
 *
 * @param acting holds the case.
 * @throws Problem CONFLICT (case closed), FORBIDDEN (not this office's to decide), REPORT_SUPERSEDED (with the newer one),
 *   REPORT_NOT_REVIEWED, DECISION_TAKEN, ILLEGAL_TRANSITION, GROUND_NOT_A_FACT, LINE_NOT_CONFIRMED (a ground rests on a value that is 待确认), OBJECTION_OPEN, STEP_OUT_OF_ORDER
 *   (publicity or visit missing), or INVALID_INPUT with the path of the field.
 */
export async function decideInTrx(
  services: VerificationServices,
  acting: Acting,
  application: Application,
  given: DecisionInput,
  isContested: IsContested,
): Promise<Decision> {
  const input = { ...given, reasons: parseStatement('reasons', given.reasons) };
  const { vault } = services;
  const { trx, actor, at: decidedAt } = acting;
  const applicationId = application.id;
  const verification = await lockVerificationInTrx(trx, input.verificationId);
  if (application.state !== 'ACCEPTED') throw caseClosed();
  assertMayDecide(application, actor, input.unrelated);
  const { report, review } = await decidableReport(services, trx, application, verification, input.version);
  const { document } = report;
  const before = await readDecisions(trx, vault, applicationId);
  const last = before.at(-1) ?? null;
  if (!mayFollow(last?.kind ?? null, input.kind)) throw mayNotFollow(last?.kind ?? null, input.kind);
  const law = lawToday(services, application, decidedAt);
  const amountBefore = amountDrawn(before);
  assertContent(input, application, amountBefore, law('GRACE'));
  assertNobodyElse(document, input);
  const grounds = readGrounds(document, review, input.grounds);
  if (isAgainst(input.kind, { before: amountBefore, now: input.monthlyFen })) {
    if (await isContested(trx, applicationId)) throw contested();
    await services.packs.hold(trx, [verification.packId]);
    assertLinesConfirmed(document, findPack(services.packs, verification.packId), application, grounds);
  }
  await assertStepsDone(services, trx, application, { kind: input.kind, reportedAt: report.issuedAt }, decidedAt);
  const decidedOn = shanghaiDate(decidedAt);
  const content = {
    reasons: input.reasons,
    grounds,
    monthlyFen: input.kind === 'GRACE_PERIOD' ? amountBefore : input.monthlyFen,
    ...daysOf(input.kind, decidedOn, input.graceMonths),
  };
  const number = await nextDecisionNumberInTrx(trx, services.office, application.division, decidedAt);
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
        office: decidingOffice(services.office, application),
        application,
        report: document,
        terms: { objection: law('OBJECTION'), reconsideration: law('RECONSIDERATION'), litigation: law('LITIGATION') },
        procedure: law(application.delegated ? 'WHOLE_PROCESS_DELEGATED' : 'CONFIRMATION'),
      }),
      decidedBy: actor.subject,
      decidedAt,
      division: application.division,
    },
    input.idempotencyKey,
  );
  await settleDecidedInTrx(trx, decision);
  acting.look({
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

function assertMayDecide({ delegated, staffRelative }: Application, { division }: Actor, unrelated: boolean): void {
  // A code of more than six digits is a township's or a village's.
  if (!delegated && division.length > 6) throw notTheCounty();
  if (staffRelative && !unrelated) throw notStatedUnrelated();
}
