import type { EvidencePiece } from '../evidence/piece.ts';
import { obligorIds } from '../household/member.ts';
import type { HouseholdVersion } from '../household/member.ts';
import type { Words } from '../indicators/outcome.ts';
import { answerRows } from './answer-rows.ts';
import { neededOfObligors } from '../policy/obligor-sources.ts';
import type { Wanted } from './coverage.ts';
import type { AnswerRow } from './document.ts';
import type { ReportInput } from './input.ts';

/** The questions that the category of the case and the pack require. */
export function wantedBy({ application, pack }: Pick<ReportInput, 'application' | 'pack'>): Wanted {
  const { category } = application;
  const needed = neededOfObligors(pack, category);
  return { category, ofObligors: needed === null ? null : Object.keys(needed) };
}

/**
 * The evidence of a report on the household: without that about support obligors, which is private to them. Whether
 * a register has a record of an obligor is personal data already, so obligors appear only in the coverage statement.
 */
export function evidenceOfMembers<Piece extends Pick<EvidencePiece, 'personId'>>(
  household: HouseholdVersion,
  evidence: readonly Piece[],
): readonly Piece[] {
  const obligors = obligorIds(household);
  return obligors.size === 0 ? evidence : evidence.filter(({ personId }) => !obligors.has(personId));
}

/** A row for each support obligor and source at which they were asked about; for the coverage statement, which counts. */
export function obligorRows(made: ReportInput): readonly AnswerRow[] {
  const obligors = obligorIds(made.household);
  if (obligors.size === 0) return [];
  const evidence = made.evidence.filter(({ personId }) => obligors.has(personId));
  return answerRows({ ...made, evidence }, NOBODY);
}

const NOBODY: ReadonlySet<string> = new Set();

/**
 * The statements on a page about support obligors 赡抚扶养义务人 whom the pack asks about; none where there are none. No
 * legal text at hand says how the support that somebody owes is computed, so the declared amount counts.
 */
export function obligorStatements(input: Pick<ReportInput, 'application' | 'household' | 'pack'>): readonly Words[] {
  const { obligorSources } = input.pack.rules;
  const needed = wantedBy(input).ofObligors ?? [];
  if (needed.length === 0 || input.household.members.every(({ role }) => role !== 'OBLIGOR')) return [];
  const mark: Words =
    obligorSources?.verified === true ? { zh: '', en: '' } : { zh: '（范围未核实）', en: ' (rule not verified)' };
  return [
    {
      zh: `赡（抚、扶）养义务人不属于家庭，经其本人授权，只查询其义务所需的来源${mark.zh}，查得情况不列入本报告；其未授权或未反馈，不影响本报告的结果和完整性。其给付的赡（抚、扶）养费未核对，按申报计。`,
      en: `Support obligors are asked under their own letter at the sources that their obligation needs${mark.en}; what was found about them is not in this report, and their refusal or a silence about them changes nothing in it. The support they pay was not checked and stands as declared.`,
    },
  ];
}
