import type { Actor } from '../../../src/audit/actor.ts';
import type { DecisionInput } from '../../../src/decision/decision-input.ts';
import type { Result } from '../../../src/indicators/outcome.ts';
import type { ReportDocument } from '../../../src/report/document.ts';
import type { Verification } from '../../../src/verification/verification.ts';
import { CASEWORKER } from '../../support/case-room.ts';
import { drawUp, requestedCheck } from '../../support/drawn-report.ts';
import type { AppRoom } from '../http/app-room.ts';
import { fileObjection, recordStep, reviewReport } from '../../support/acts.ts';
import { contestedRows } from '../../../src/objection/contested-row.ts';
import { openDatabase } from '../../../src/platform/database.ts';
import { readReport } from '../../../src/verification/report-store.ts';

/** An officer who reviews or decides. */
export const officer = (subject: string, division = '320213'): Actor => ({
  subject,
  role: 'REVIEWER',
  division,
  checkId: 'c',
});
/** Milliseconds. */
export const DAY = 86_400_000;

/** The report with these results of indicators, by lines that were seen, and a doubt for each that exceeds or warns. */
export const finding =
  (results: Readonly<Record<string, Result>>) =>
  ({ indicators }: ReportDocument): Partial<ReportDocument> => {
    const rows = indicators.map((row) => ({
      ...row,
      result: results[row.id] ?? row.result,
      lineSource: row.lineSource === null ? null : { ...row.lineSource, verified: true },
    }));
    const doubts = rows
      .filter(({ id }) => id in results)
      .map(({ id, names }) => ({ zh: `${id} ${names.zh}：须核实`, en: `${id} ${names.en}: look` }));
    return { indicators: rows, doubts };
  };

/** The steps that lead to a decision. */
export function deciding(room: () => AppRoom) {
  const approve = (verification: Verification, changes: Partial<Parameters<typeof reviewReport>[2]> = {}) =>
    reviewReport(room().services, officer('reviewer-1'), {
      verificationId: verification.id,
      version: 1,
      verdict: 'APPROVED',
      remark: null,
      overrides: [],
      unrelated: true,
      idempotencyKey: crypto.randomUUID(),
      ...changes,
    });
  const reviewed = async (
    results: Readonly<Record<string, Result>> = {},
    changes: Parameters<typeof requestedCheck>[2] = {},
  ) => {
    const check = await requestedCheck(room().room, room().services, changes);
    await drawUp(room().services, check.verification, { found: finding(results) });
    await approve(check.verification);
    return check;
  };
  const step = (applicationId: string, kind: Parameters<typeof recordStep>[2]['kind']) =>
    recordStep(room().services, CASEWORKER, {
      applicationId,
      kind,
      happenedAt: null,
      idempotencyKey: crypto.randomUUID(),
    });
  const publicise = async (applicationId: string) => {
    await step(applicationId, 'PUBLICITY_BEGUN');
    room().room.services.clock.advance(11 * DAY);
    await step(applicationId, 'PUBLICITY_ENDED');
  };
  const input = (verification: Verification, changes: Partial<DecisionInput> = {}): DecisionInput => ({
    verificationId: verification.id,
    version: 1,
    kind: 'REFUSED',
    reasons: '经入户核实，情况属实',
    grounds: [{ finding: 'I02', established: null }],
    monthlyFen: null,
    graceMonths: null,
    recheck: null,
    unrelated: false,
    idempotencyKey: crypto.randomUUID(),
    ...changes,
  });
  /** Runs `work` while an objection to the verification's report is open, and removes the objection afterwards. */
  const whileContested = async <T>(verification: Verification, work: () => Promise<T>): Promise<T> => {
    const { services } = room();
    const report = await readReport(services.db, services.vault, verification.id);
    if (report === null) throw new Error('only a report can be objected to');
    const [row] = contestedRows(report.document, []);
    if (row === undefined) throw new Error('a report has rows');
    const { id } = await fileObjection(services, CASEWORKER, {
      verificationId: verification.id,
      key: row.key,
      why: '与实际不符',
      proofs: [],
      idempotencyKey: crypto.randomUUID(),
    });
    try {
      return await work();
    } finally {
      const owner = openDatabase(room().room.database.ownerUrl);
      await owner.deleteFrom('objection').where('id', '=', id).execute();
      await owner.destroy();
    }
  };
  return { approve, reviewed, step, publicise, input, whileContested };
}
