import { contradictionsIn, SUBJECT_WORDS } from '../evidence/contradictions.ts';
import { definitionOf, FACT_KINDS } from '../evidence/facts.ts';
import { KnownFacts } from '../indicators/known-facts.ts';
import { differingFields, saidOf } from '../indicators/told-twice.ts';
import { allSources } from './answer-rows.ts';
import type { IndicatorInput } from '../indicators/define-indicator.ts';
import type { ContradictionRow } from './document.ts';
import type { ReportInput } from './input.ts';

type Side = ContradictionRow['sides'][number];

/**
 * Where sources contradict each other about somebody who counts, each side by the name of its department: registers that
 * cannot both be right about a marriage or a life, and things that are told in two ways.
 */
export function contradictionRows(
  input: ReportInput,
  judged: Pick<IndicatorInput, 'counted' | 'evidence'>,
): readonly ContradictionRow[] {
  const departments = new Map(allSources(input).map(({ id, department }) => [id, department]));
  const named = (side: Omit<Side, 'department'>): Side => ({
    ...side,
    department: departments.get(side.sourceId) ?? { zh: side.sourceId, en: side.sourceId },
  });
  const found = contradictionsIn(input.evidence);
  const things = toldIn(judged);
  return judged.counted.flatMap(({ personId, name }) => [
    ...found
      .filter((one) => one.personId === personId)
      .map(({ about, sides }) => ({
        personId,
        personName: name,
        about: SUBJECT_WORDS[about],
        sides: sides.map(named),
      })),
    ...things
      .filter(({ owner }) => owner === personId)
      .map(({ about, sides }) => ({ personId, personName: name, about, sides: sides.map(named) })),
  ]);
}

/** Things told in two ways, by the member under whom each is shown. */
function toldIn(judged: Pick<IndicatorInput, 'counted' | 'evidence'>) {
  const facts = new KnownFacts(judged);
  return FACT_KINDS.flatMap((type) =>
    facts.things(type).inTwoWays.map(({ tellings }) => {
      const fields = differingFields(tellings);
      const { zh, en } = definitionOf(type);
      return {
        owner: tellings.map(({ member }) => member.personId).toSorted()[0],
        about: { zh, en },
        sides: tellings.map(({ fact, piece: { sourceId, questionId } }) => ({
          sourceId,
          questionId,
          words: saidOf(fact, fields),
        })),
      };
    }),
  );
}
