import { contradictionsIn, SUBJECT_WORDS } from './contradictions.ts';
import { allSources } from './answer-rows.ts';
import type { ContradictionRow } from '../../document.ts';
import type { ReportInput } from '../../input.ts';

/** Where sources contradict each other about somebody who counts, each side by the name of its department. */
export function contradictionRows(input: ReportInput, countedIds: ReadonlySet<string>): readonly ContradictionRow[] {
  const departments = new Map(allSources(input).map(({ id, department }) => [id, department]));
  const found = contradictionsIn(input.evidence);
  return input.household.members.flatMap(({ personId, name }) =>
    found
      .filter((one) => one.personId === personId && countedIds.has(personId))
      .map(({ about, sides }) => ({
        personId,
        personName: name,
        about: SUBJECT_WORDS[about],
        sides: sides.map((side) => ({
          ...side,
          department: departments.get(side.sourceId) ?? { zh: side.sourceId, en: side.sourceId },
        })),
      })),
  );
}
