import type { Acting } from '../audit/acting.ts';
import type { Actor } from '../audit/actor.ts';
import { recordLooksBy } from '../audit/look-log.ts';
import type { LookEntry } from '../audit/look-log.ts';
import type { Database } from '../platform/database.ts';
import { Problem } from '../platform/problem.ts';
import { buildReport } from '../report/build.ts';
import { canonicalBytes } from '../report/canonical.ts';
import { resultsDiffer } from '../report/changes.ts';
import type { ReportDocument } from '../report/document.ts';
import type { ReportInput } from '../report/input.ts';
import { REPORT_SHAPE_VERSION } from '../report/document.ts';
import { askAmountsInTrx } from './ask-amounts.ts';
import { closeLookupsInTrx } from './close-lookups.ts';
import { gatherInputs } from './compose-report.ts';
import { findUnsettled, findUnsettledOf } from '../question/unsettled.ts';
import { openLateVersionInTrx } from './late-version.ts';
import { logProgressInTrx } from './progress-log.ts';
import { nextReportNumbersInTrx, readLastVersion, storeReportsInTrx } from './report-store.ts';
import type { LastVersion, NewReport } from './report-store.ts';
import { sealReportsInTrx } from './report-seals.ts';
import type { MadeOf } from './report-seals.ts';
import type { VerificationServices } from './services.ts';
import { settleSilentInTrx } from './settle-overdue.ts';
import { assertMove } from './state.ts';
import { lockVerificationInTrx } from './store.ts';
import type { Verification } from './verification.ts';

/** The result of an attempt to issue. A lookup has no report and is `ANSWERED`. */
export type Issuing = 'ISSUED' | 'ANSWERED' | 'ALREADY_ISSUED' | 'NOT_YET';

/**
 * Issues the first versions of reports: each when every question is settled, or when the deadline has passed and the
 * missing answers are `NO_RESPONSE`. Where the answers leave open on which side of the threshold the household is,
 * it asks for the amounts first, as long as there is time. A verification gets exactly one first version however
 * often and wherever this runs, because the row lock serialises all callers.
 *
 * @param held verifications, which `acting` has locked.
 * @returns the result of each, by id.
 */
export async function issueReportsInTrx(
  services: VerificationServices,
  { trx, actor, at }: Acting,
  held: readonly Verification[],
): Promise<ReadonlyMap<string, Issuing>> {
  const issuing = new Map(
    held.map(({ id, state }): [string, Issuing] => [
      id,
      state === 'REQUESTED' || state === 'ASKING' ? 'NOT_YET' : 'ALREADY_ISSUED',
    ]),
  );
  const owedNothing = await readyOf(
    services,
    trx,
    held.filter(({ state }) => state === 'ASKING'),
    at,
  );
  const lookups = owedNothing.filter(({ kind }) => kind === 'LOOKUP');
  await closeLookupsInTrx(trx, lookups, at);
  for (const { id } of lookups) issuing.set(id, 'ANSWERED');
  const settled = owedNothing.filter(({ kind }) => kind === 'CHECK');
  const waiting = await askAmountsInTrx(services, trx, actor, settled, at);
  const ready = settled.filter(({ id }) => !waiting.has(id));
  if (ready.length === 0) return issuing;
  const divisions = ready.map(({ division }) => division);
  const numbers = await nextReportNumbersInTrx(trx, services.office, divisions, at);
  const wanted = ready.map((verification, index) => ({
    verification,
    identity: { number: numbers[index] ?? '', version: 1, preliminary: false, previous: null },
  }));
  const inputs = await gatherInputs(services, trx, wanted, at);
  const reports = wanted.flatMap(({ verification, identity: { number, version } }, index) => {
    const input = inputs[index];
    if (input === undefined) return [];
    return [{ verification, ...drawnUp(input), number, version, input, previousVersion: null }];
  });
  const looks = await store(services, trx, reports, at);
  await recordLooksBy(
    trx,
    at,
    looks.map((entry, index) => ({ actor: workingFor(actor, ready[index]), entry })),
  );
  for (const { id } of ready) issuing.set(id, 'ISSUED');
  return issuing;
}

/** The verifications without open questions. Overdue questions of the others are closed first. */
async function readyOf(
  services: VerificationServices,
  trx: Database,
  asking: readonly Verification[],
  at: Date,
): Promise<readonly Verification[]> {
  const unsettled = await findUnsettledOf(
    trx,
    asking.map(({ id }) => id),
  );
  const ready: Verification[] = [];
  for (const verification of asking) {
    if (unsettled.has(verification.id)) {
      await settleSilentInTrx(services, trx, verification, { why: 'OVERDUE' }, at);
      if ((await findUnsettled(trx, verification.id)).length > 0) continue;
    }
    ready.push(verification);
  }
  return ready;
}

/** The reason for a further version. */
export type Reissue = 'LATE_ANSWER' | 'ON_REQUEST' | 'CONTEST';

/**
 * Evaluates late answers and issues a new version. By itself it issues one when a result would change or when the
 * last silent source has answered. On request it issues one whenever the report would change, and always when an
 * objection or a dispute was opened or settled.
 *
 * @param acting has locked the case.
 * @throws Problem ILLEGAL_TRANSITION when no first version has been issued, CONFLICT on request without changes.
 */
export async function reissueReportInTrx(
  services: VerificationServices,
  acting: Acting,
  verificationId: string,
  why: Reissue,
): Promise<Issuing> {
  const { trx, at, actor } = acting;
  const verification = await lockVerificationInTrx(trx, verificationId);
  const last = await readLastVersion(trx, services.vault, verificationId);
  if (last === null) {
    if (why === 'LATE_ANSWER') return 'NOT_YET';
    assertMove(verification.state, 'ISSUED_COMPLETE');
    throw notIssued();
  }
  // No question is sent any more; the version states which amounts would have been needed.
  await askAmountsInTrx(services, trx, actor, [verification], at);
  const version = last.version + 1;
  const identity = { number: last.number, version, preliminary: false, previous: last.document };
  const [input] = await gatherInputs(services, trx, [{ verification, identity }], at);
  if (input === undefined) throw new Error('one check has one report');
  const { document, bytes } = drawnUp(input);
  if (!isWorthIt(why, last, document)) {
    if (why === 'ON_REQUEST') throw nothingNew();
    return 'ALREADY_ISSUED';
  }
  const made = { input, previousVersion: last.version };
  const looks = await store(
    services,
    trx,
    [{ verification, document, bytes, number: last.number, version, ...made }],
    at,
  );
  if (why === 'LATE_ANSWER') await openLateVersionInTrx(trx, verification, { by: actor.subject, at });
  acting.look(...looks);
  return 'ISSUED';
}

function drawnUp(input: ReportInput): Pick<NewReport, 'document' | 'bytes'> {
  const document = buildReport(input);
  return { document, bytes: canonicalBytes(document) };
}

function isWorthIt(why: Reissue, last: LastVersion, document: ReportDocument): boolean {
  switch (why) {
    case 'CONTEST':
      return true;
    case 'ON_REQUEST':
      return document.changes.length > 0 || last.shapeVersion !== REPORT_SHAPE_VERSION;
    case 'LATE_ANSWER':
      return resultsDiffer(last.document, document);
  }
}

/** Stores signed versions and changes the state of their verifications. @returns the audit entry of each, in order. */
async function store(
  services: VerificationServices,
  trx: Database,
  reports: readonly (NewReport & MadeOf)[],
  at: Date,
): Promise<readonly LookEntry[]> {
  const ids = await storeReportsInTrx(trx, services.vault, reports, at);
  await sealReportsInTrx(services, trx, at, reports, ids);
  const issued = reports.map(({ verification, document }) => ({
    verification,
    state: document.completeness === 'COMPLETE' ? ('ISSUED_COMPLETE' as const) : ('ISSUED_INCOMPLETE' as const),
  }));
  const moving = issued.filter(({ verification, state }) => state !== verification.state);
  for (const { verification, state } of moving) assertMove(verification.state, state);
  for (const [state, group] of Map.groupBy(moving, (one) => one.state)) {
    await trx
      .updateTable('verification')
      .set((eb) => ({ state, settled_at: at, version: eb('version', '+', 1) }))
      .where(
        'id',
        'in',
        group.map(({ verification }) => verification.id),
      )
      .execute();
  }
  await logProgressInTrx(
    trx,
    at,
    issued.map(({ verification }) => ({ verificationId: verification.id, event: 'REPORT_ISSUED' })),
  );
  return issued.map(({ verification, state }) => ({
    act: 'ISSUE_REPORT',
    purpose: verification.purpose,
    applicationId: verification.applicationId,
    verificationId: verification.id,
    fieldKinds: ['REPORT'],
    outcome: state,
    division: verification.division,
  }));
}

/** A worker issues many reports at once, each under the request id of its own verification. */
function workingFor(actor: Actor, verification: Verification | undefined): Actor {
  return verification === undefined
    ? actor
    : { ...actor, checkId: verification.checkId, division: verification.division };
}

function notIssued(): Problem {
  return new Problem({
    code: 'CONFLICT',
    field: 'verificationId',
    zh: '该核对尚未出具报告，没有可以更新的版本；请等待首份报告。',
    en: 'no report has been issued yet, so there is none to renew; wait for the first one',
  });
}

function nothingNew(): Problem {
  return new Problem({
    code: 'CONFLICT',
    field: 'verificationId',
    zh: '自上一版报告以来没有新的核对信息，无需出具新版本。',
    en: 'nothing new has been learned since the last version, so there is nothing to issue',
  });
}
