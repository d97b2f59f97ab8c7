import type { EvidencePiece } from '../evidence/piece.ts';
import { contradictionsIn, CONTRADICTION_SUBJECTS, SHOWN_BY } from '../evidence/contradictions.ts';
import type { ContradictionSubject } from '../evidence/contradictions.ts';
import type { Words } from '../indicators/outcome.ts';
import { isConclusive } from '../report/answer-rows.ts';
import type { AnswerRow, RowKind } from '../report/document.ts';
import type { PlannedSource } from '../sources/planned-source.ts';
import type { SourceAnswer } from './source-answer.ts';

/** What one source says in a contradiction, or why it does not say what it knows. */
export type SeenSide = Pick<AnswerRow, 'sourceId' | 'department' | 'askedAt' | 'dataDate'> & {
  readonly kind: RowKind;
  readonly words: Words;
};

/** What the answers that a caller sees about one person come to when they are held against each other. */
export type SeenContradiction = {
  readonly subject: ContradictionSubject;
  /** `NOT_KNOWN`: no contradiction shows, and not everybody who could make one has said what they know. */
  readonly state: 'CONTRADICTED' | 'NOT_KNOWN';
  /** What cannot all be right; none where nothing is known. */
  readonly sides: readonly SeenSide[];
  /** Those who speak of it and have not said what they know: old data, a part, silence, no letter. */
  readonly notHeard: readonly SeenSide[];
};

/** Every kind of fact by which a contradiction can show. */
export const CONTRADICTION_FACTS: ReadonlySet<string> = new Set(Object.values(SHOWN_BY).flat());

/** The sources that speak of something about which sources can contradict each other. */
export function partiesToContradictions(sources: readonly PlannedSource[]): readonly PlannedSource[] {
  return sources.filter(({ facts }) => facts.some((kind) => CONTRADICTION_FACTS.has(kind)));
}

/**
 * Holds the answers about one person against each other by the function of the report. It sees what the caller is given
 * and nothing else, so an answer that is withheld is not heard. A subject is left out where everybody who speaks of it
 * has answered and none contradicts.
 *
 * @param sources with the kinds of fact of which each speaks.
 * @param answers one of each source, all about the same person.
 */
export function contradictionsAmong(
  sources: readonly Pick<PlannedSource, 'id' | 'facts'>[],
  answers: readonly SourceAnswer[],
): readonly SeenContradiction[] {
  const found = contradictionsIn(answers.flatMap(({ pieces }) => pieces));
  return CONTRADICTION_SUBJECTS.flatMap((subject): SeenContradiction[] => {
    const speakers = new Set(
      sources
        .filter(({ facts }) => facts.some((kind) => SHOWN_BY[subject].some((one) => one === kind)))
        .map(({ id }) => id),
    );
    const notHeard = answers.flatMap(({ row }) =>
      speakers.has(row.sourceId) && !isConclusive(row.kind) ? [sideOf(row)] : [],
    );
    const sides = found
      .filter(({ about }) => about === subject)
      .flatMap((one) => one.sides)
      .flatMap(({ sourceId, questionId, words }) => {
        const answer = answers.find(({ row }) => row.sourceId === sourceId);
        const piece = answer?.pieces.find((one) => one.questionId === questionId);
        return answer === undefined || piece === undefined ? [] : [{ ...sideOf(answer.row), ...saidIn(piece), words }];
      });
    if (sides.length > 0) return [{ subject, state: 'CONTRADICTED', sides, notHeard }];
    return notHeard.length > 0 ? [{ subject, state: 'NOT_KNOWN', sides: [], notHeard }] : [];
  });
}

function sideOf({ sourceId, department, kind, askedAt, dataDate, words }: AnswerRow): SeenSide {
  return { sourceId, department, kind, askedAt, dataDate, words };
}

function saidIn({ kind, askedAt, dataDate }: EvidencePiece): Pick<SeenSide, 'kind' | 'askedAt' | 'dataDate'> {
  return { kind: kind ?? 'OUTSTANDING', askedAt: askedAt?.toISOString() ?? null, dataDate };
}
