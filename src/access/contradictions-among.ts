import type { EvidencePiece } from '../evidence/piece.ts';
import { contradictionsIn, CONTRADICTION_SUBJECTS, SHOWN_BY } from '../evidence/contradictions.ts';
import type { ContradictionSubject } from '../evidence/contradictions.ts';
import type { Words } from '../indicators/outcome.ts';
import { isConclusive } from '../report/answer-rows.ts';
import type { AnswerRow, RowKind } from '../report/document.ts';
import type { PlannedSource } from '../sources/planned-source.ts';
import type { SourceAnswer } from './source-answer.ts';

/** One source's side of a contradiction, or the reason why it has not answered fully. */
export type SeenSide = Pick<AnswerRow, 'sourceId' | 'department' | 'askedAt' | 'dataDate'> & {
  readonly kind: RowKind;
  readonly words: Words;
};

/** The result of comparing the answers about one person that a caller sees. */
export type SeenContradiction = {
  readonly subject: ContradictionSubject;
  /** `NOT_KNOWN`: no contradiction shows, but some source that could make one has not answered fully. */
  readonly state: 'CONTRADICTED' | 'NOT_KNOWN';
  /** The statements that cannot all be right; empty where nothing is known. */
  readonly sides: readonly SeenSide[];
  /** Sources on the subject that have not answered fully: old data, a partial answer, silence, no letter. */
  readonly notHeard: readonly SeenSide[];
};

/** Every kind of fact by which a contradiction can show. */
export const CONTRADICTION_FACTS: ReadonlySet<string> = new Set(Object.values(SHOWN_BY).flat());

/** The sources that hold facts on which sources can contradict each other. */
export function partiesToContradictions(sources: readonly PlannedSource[]): readonly PlannedSource[] {
  return sources.filter(({ facts }) => facts.some((kind) => CONTRADICTION_FACTS.has(kind)));
}

/**
 * Compares the answers about one person with the report's own function. It reads only the answers that the caller
 * receives, so a withheld answer has no influence. A subject is left out where every source on it has answered and
 * none contradicts.
 *
 * @param sources with the kinds of fact that each holds.
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
