import { CONCLUSIVE_KINDS } from '../evidence/answer.ts';
import type { AnswerKind, Coverage } from '../evidence/answer.ts';
import { neverLeft } from '../evidence/piece.ts';
import type { EvidencePiece } from '../evidence/piece.ts';
import type { HouseholdMember } from '../household/member.ts';
import type { Words } from '../indicators/outcome.ts';
import type { AnswerPart, AnswerRow, RowKind } from './document.ts';
import type { ReportInput, SourceNames } from './input.ts';
import {
  BEYOND_OBLIGATION,
  countedWords,
  formsWords,
  formWords,
  heldBackWords,
  kindWords,
  partialWords,
  unreadWords,
  reusedWords,
} from './kind-words.ts';

/** Kinds in the order in which they name a row none of whose bodies answered. */
const NAMING: readonly RowKind[] = [
  'NO_RESPONSE',
  'NOT_SENT',
  'NOT_AUTHORISED',
  'IDENTITY_MISMATCH',
  'STALE',
  'NOT_ASKED',
  'NOT_CONNECTED',
];

/** One row for each person and source: everyone who counts, and everyone else who was asked about. */
export function answerRows(input: ReportInput, countedIds: ReadonlySet<string>): readonly AnswerRow[] {
  const sources = allSources(input);
  const byPerson = Map.groupBy(input.evidence, ({ personId }) => personId);
  return input.household.members.flatMap((member) =>
    sources.flatMap((source) => {
      const pieces = (byPerson.get(member.personId) ?? []).filter(({ sourceId }) => sourceId === source.id);
      return pieces.length > 0 || countedIds.has(member.personId) ? [rowOf(member, source, pieces)] : [];
    }),
  );
}

/** Sources of the registry in its order, then those that only the evidence knows, by id. */
export function allSources(input: ReportInput): readonly SourceNames[] {
  const known = new Set(input.sources.map(({ id }) => id));
  const others = [...new Set(input.evidence.map(({ sourceId }) => sourceId))].filter((id) => !known.has(id)).sort();
  const unnamed = others.map((id) => ({ id, department: { zh: id, en: id }, subject: { zh: id, en: id } }));
  return [...input.sources, ...unnamed.map((source) => ({ ...source, institutions: [] }))];
}

/** A body's name: the bank, or the department where it answers itself. */
function bodyName(source: SourceNames | undefined, institution: string | null, sourceId: string): Words {
  if (institution === null) return source?.department ?? { zh: sourceId, en: sourceId };
  const body = source?.institutions.find(({ code }) => code === institution);
  return body === undefined ? { zh: institution, en: institution } : { zh: body.zh, en: body.en };
}

/** One row: what became of the questions to a source about a person. */
export function rowOf(member: HouseholdMember, source: SourceNames, pieces: readonly EvidencePiece[]): AnswerRow {
  const speaking = new Map(pieces.map((piece) => [piece.kind, piece.coverage]));
  return rowOfParts(member, source, partsOf(source, pieces), (kind) => speaking.get(kind) ?? null);
}

/** One row of parts that are known already. @param coverageOf what an answer of a kind speaks of. */
export function rowOfParts(
  member: HouseholdMember,
  source: SourceNames,
  parts: readonly AnswerPart[],
  coverageOf: (kind: AnswerKind) => Coverage | null,
): AnswerRow {
  const bodies = decidingParts(parts);
  const conclusive = bodies.filter(({ kind }) => isConclusive(kind));
  const kind = rowKind(bodies);
  const only = bodies.length === 1 ? bodies[0] : undefined;
  const words =
    only?.words ??
    formsWords(
      kind === 'PARTIAL' || kind === 'OUTSTANDING'
        ? countedWords(kind, conclusive.length, bodies.length)
        : kindWords(kind, kind === 'NOT_SENT' || kind === 'NOT_ASKED' ? null : coverageOf(kind)),
      parts,
    );
  return {
    personId: member.personId,
    personName: member.name,
    sourceId: source.id,
    department: source.department,
    subject: source.subject,
    kind,
    words,
    askedAt: earliest(parts.map(({ askedAt }) => askedAt)),
    dataDate: earliest(parts.map(({ dataDate }) => dataDate)),
    parts,
  };
}

/**
 * One part for each body: of one that was asked about a line and then for the amount, what became of the amount. A body
 * that has said on which side of the line it is has not said what it was asked last.
 */
export function decidingParts(parts: readonly AnswerPart[]): readonly AnswerPart[] {
  const forAmount = new Set(parts.flatMap(({ because, institution }) => (because === undefined ? [] : [institution])));
  return parts.filter(({ lineFen, institution }) => lineFen === undefined || !forAmount.has(institution));
}

/** The bodies of the registry in its order, then others; a body about which no question exists is named too. */
function partsOf(source: SourceNames, pieces: readonly EvidencePiece[]): readonly AnswerPart[] {
  const codes = source.institutions.map(({ code }) => code);
  const inOrder = pieces.toSorted((a, b) => position(codes, a) - position(codes, b) || (order(a) < order(b) ? -1 : 1));
  const parts = inOrder.map((piece) => partOf(source, piece));
  const forAll = pieces.some((piece) => piece.institution === null);
  const silent = forAll ? [] : codes.filter((code) => pieces.every((piece) => piece.institution !== code));
  if (pieces.length === 0 && codes.length === 0) return [unasked(source, null)];
  return [...parts, ...silent.map((code) => unasked(source, code))];
}

/** The outcome of one question. */
export function partOf(source: SourceNames, piece: EvidencePiece): AnswerPart {
  const kind = kindOf(piece);
  return {
    institution: piece.institution,
    name: bodyName(source, piece.institution, source.id),
    kind,
    words: wordsOf(kind, piece),
    questionId: piece.questionId,
    requestId: piece.requestId,
    letterNumber: piece.letterNumber,
    askedAt: neverLeft(piece) ? null : (piece.askedAt?.toISOString() ?? null),
    answeredAt: piece.answeredAt?.toISOString() ?? null,
    dataDate: piece.dataDate,
    commitment: piece.commitment,
    ...(piece.factsCommitment === undefined ? {} : { factsCommitment: piece.factsCommitment }),
    reason: piece.reason,
    ...(piece.missing === undefined ? {} : { missing: piece.missing }),
    ...(piece.unread === undefined ? {} : { unread: piece.unread }),
    ...(piece.shared === undefined ? {} : { shared: piece.shared }),
    ...(piece.lineFen === undefined ? {} : { lineFen: piece.lineFen }),
    ...(piece.because === undefined ? {} : { because: piece.because }),
  };
}

function wordsOf(kind: RowKind, piece: EvidencePiece): Words {
  const words = formWords(kindWords(kind, piece.coverage), piece);
  if (kind === 'PARTIAL') {
    const missing = piece.missing ?? [];
    if (piece.reason === BEYOND_OBLIGATION) return heldBackWords(missing);
    return unreadWords(partialWords(words, missing), piece.unread ?? []);
  }
  return piece.shared === 'REUSED' ? reusedWords(words, piece) : words;
}

function kindOf(piece: EvidencePiece): RowKind {
  if (piece.kind === 'NO_RESPONSE' && neverLeft(piece)) return 'NOT_SENT';
  return piece.kind ?? 'OUTSTANDING';
}

/** A body about which there is no question, and why. */
export function unasked(
  source: SourceNames,
  institution: string | null,
  kind: 'NOT_ASKED' | 'NOT_CONNECTED' | 'NOT_AUTHORISED' = 'NOT_ASKED',
  reason: string | null = null,
): AnswerPart {
  return {
    institution,
    name: bodyName(source, institution, source.id),
    kind,
    words: kindWords(kind, null),
    questionId: null,
    requestId: null,
    letterNumber: null,
    askedAt: null,
    answeredAt: null,
    dataDate: null,
    commitment: null,
    reason,
  };
}

function rowKind(parts: readonly AnswerPart[]): RowKind {
  const kinds = new Set(parts.map(({ kind }) => kind));
  if (kinds.has('OUTSTANDING')) return 'OUTSTANDING';
  if ([...kinds].every(isConclusive)) return kinds.has('HIT') ? 'HIT' : 'NO_RECORD';
  if (kinds.has('PARTIAL') || [...kinds].some(isConclusive)) return 'PARTIAL';
  return NAMING.find((kind) => kinds.has(kind)) ?? 'NOT_ASKED';
}

/** Whether a part or row of this kind says what the body knows. */
export function isConclusive(kind: RowKind): boolean {
  return kind !== 'OUTSTANDING' && kind !== 'NOT_SENT' && kind !== 'NOT_ASKED' && CONCLUSIVE_KINDS.has(kind);
}

function position(codes: readonly string[], piece: EvidencePiece): number {
  const at = piece.institution === null ? -1 : codes.indexOf(piece.institution);
  return at === -1 ? codes.length : at;
}

function order(piece: EvidencePiece): string {
  // The threshold question comes first, as it was asked before the question about the amount.
  return `${piece.institution ?? ''} ${piece.lineFen === undefined ? '1' : '0'} ${piece.questionId}`;
}

/** ISO days and instants in UTC sort as text. */
function earliest<T extends string>(dates: readonly (T | null)[]): T | null {
  return dates.filter((date) => date !== null).toSorted()[0] ?? null;
}
