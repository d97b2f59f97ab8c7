import { CONCLUSIVE_KINDS } from '../evidence/answer.ts';
import type { AnswerKind } from '../evidence/answer.ts';
import type { FactType } from '../evidence/facts.ts';
import type { EvidencePiece } from '../evidence/piece.ts';
import { canTell } from '../indicators/reading.ts';
import type { ReportInput, SourceNames } from './input.ts';
import type { ReportDocument } from './document.ts';
import type { Judgement } from './judge.ts';

/**
 * Kinds that a later answer may complete: a missing signature may follow. A department without a connection is a
 * permanent gap and is named as such.
 */
const UNFINISHED: ReadonlySet<AnswerKind> = new Set(['NO_RESPONSE', 'PARTIAL', 'NOT_AUTHORISED']);

/**
 * Whether a report rests on all that was to be learned: no question is open, and of every kind of fact that a rule needs
 * somebody has said of every member who counts what they know. Answers under another name and data out of date are
 * answers; where nothing else came about a kind, nothing is known of it.
 * @param countedIds the members who count.
 * @param indicators those by which the household is judged.
 */
export function completenessOf(
  input: Pick<ReportInput, 'evidence' | 'sources'>,
  countedIds: ReadonlySet<string>,
  indicators: Judgement['indicators'],
): ReportDocument['completeness'] {
  const ofCounted = input.evidence.filter(({ personId }) => countedIds.has(personId));
  // Without a question nothing is open, and nothing was learned.
  if (ofCounted.length === 0) return 'INCOMPLETE';
  if (!input.evidence.every(({ kind }) => kind !== null && !UNFINISHED.has(kind))) return 'INCOMPLETE';
  const kinds = new Set(indicators.flatMap(({ indicator }) => indicator.factsNeeded));
  const people = Map.groupBy(ofCounted, ({ personId }) => personId);
  for (const own of people.values()) {
    for (const kind of kinds) if (isUnknown(kind, own, input.sources)) return 'INCOMPLETE';
  }
  return 'COMPLETE';
}

/** Asked about, and nobody has said what they know. */
function isUnknown(kind: FactType, own: readonly EvidencePiece[], sources: readonly SourceNames[]): boolean {
  const tellers = new Set(sources.flatMap((source) => (canTell(source, kind) ? [source.id] : [])));
  const asked = own.filter((piece) => tellers.has(piece.sourceId) && piece.kind !== 'NOT_CONNECTED');
  return asked.length > 0 && !asked.some((piece) => piece.kind !== null && CONCLUSIVE_KINDS.has(piece.kind));
}
