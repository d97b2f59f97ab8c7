import { shanghaiDate } from '../platform/calendar-date.ts';
import { choosesPack } from '../policy/choose.ts';
import type { PolicyPack } from '../policy/pack.ts';
import { buildReport } from '../report/build.ts';
import type { ReportDocument } from '../report/document.ts';
import type { CaseFile } from './case-file.ts';
import { caseInput } from './case-input.ts';
import type { TrialSource } from './case-input.ts';

/** The evaluation of a case by a pack: the judging part of a report, without its numbers, letters and terms. */
export type Evaluation = {
  readonly policy: {
    readonly id: string;
    readonly title: PolicyPack['title'];
    readonly chosenBy: PolicyPack['chosenBy'];
    /** False where division, residence or days of the case lie outside those of the pack: it was tried all the same. */
    readonly applies: boolean;
    readonly notice: string | null;
  };
} & Pick<
  ReportDocument,
  | 'overall'
  | 'overallWords'
  | 'completeness'
  | 'members'
  | 'indicators'
  | 'assessment'
  | 'conclusions'
  | 'contradictions'
  | 'comparison'
  | 'statements'
  | 'doubts'
  | 'visitPoints'
  | 'missing'
  | 'notAsked'
>;

/** Judges the case of a file by a pack, by the very functions that make reports. Pure. */
export function evaluateCase(file: CaseFile, pack: PolicyPack, sources: readonly TrialSource[]): Evaluation {
  const input = caseInput(file, pack, sources);
  const report = buildReport(input);
  const { baseDate } = input.verification;
  const applies = choosesPack(pack, {
    region: file.region,
    residence: file.residence,
    dates: { application: shanghaiDate(input.application.acceptedAt), base: baseDate, decision: baseDate },
  });
  return {
    policy: { id: pack.id, title: pack.title, chosenBy: pack.chosenBy, applies, notice: input.packNotice },
    overall: report.overall,
    overallWords: report.overallWords,
    completeness: report.completeness,
    members: report.members,
    indicators: report.indicators,
    assessment: report.assessment,
    conclusions: report.conclusions,
    contradictions: report.contradictions,
    comparison: report.comparison,
    statements: report.statements,
    doubts: report.doubts,
    visitPoints: report.visitPoints,
    missing: report.missing,
    notAsked: report.notAsked,
  };
}
