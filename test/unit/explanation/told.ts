import type { EvidencePiece } from '../../../src/evidence/piece.ts';
import { explain } from '../../../src/explanation/explain.ts';
import type { ExplanationInput } from '../../../src/explanation/explain.ts';
import type { Explanation } from '../../../src/explanation/explanation.ts';
import { whoIsTold } from '../../../src/explanation/who-is-told.ts';
import type { HouseholdMember } from '../../../src/household/member.ts';
import { buildReport } from '../../../src/report/build.ts';
import type { ReportInput } from '../../../src/report/input.ts';
import { day, FAMILY, PACK } from '../indicators/world.ts';
import { sample } from '../report/sample.ts';

export const TODAY = day('2018-02-12');
/** The couple, with a child of eleven whose guardian the father is. */
export const WITH_CHILD: readonly HouseholdMember[] = FAMILY.map((member) =>
  member.personId === 'p3'
    ? { ...member, birthDate: day('2006-05-01'), capacity: 'LIMITED', circumstance: 'NONE', guardianPersonId: 'p1' }
    : member,
);
/** On the form, and no member: the applicant's grown-up son elsewhere. */
export const OUTSIDE = 'o1';
const OBLIGOR = sample().household.members.find(({ role }) => role === 'OBLIGOR');

/** The sample's report, some of its answers replaced. */
export function input(changed: readonly EvidencePiece[] = [], changes: Partial<ReportInput> = {}): ReportInput {
  const base = sample({ household: { householdId: 'h1', number: 1, members: membersOf(WITH_CHILD) }, ...changes });
  const ids = new Set(changed.map(({ questionId }) => questionId));
  return { ...base, evidence: [...base.evidence.filter(({ questionId }) => !ids.has(questionId)), ...changed] };
}

export function membersOf(members: readonly HouseholdMember[]): readonly HouseholdMember[] {
  return OBLIGOR === undefined ? members : [...members, OBLIGOR];
}

export function told(report: ReportInput, personId: string, changes: Partial<ExplanationInput> = {}): Explanation {
  const reader = whoIsTold(report.household, TODAY).find((one) => one.reader.personId === personId);
  if (reader === undefined) throw new Error(`${personId} is told themselves`);
  return explain({
    document: buildReport(report),
    evidence: report.evidence,
    told: reader,
    toldOn: TODAY,
    objection: {
      office: '梁溪区',
      until: { day: day('2018-02-26'), provisional: false, document: '《试行办法》', verified: false },
    },
    medicalBoundsFen: PACK.rules.medicalBandsFen.value,
    decided: false,
    ...changes,
  });
}

export const zh = (words: readonly { readonly zh: string }[]): string[] => words.map((one) => one.zh);
