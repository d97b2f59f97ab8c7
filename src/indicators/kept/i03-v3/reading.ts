import type { DeclaredContent } from '../../../application/declared-item.ts';
import type { Fact, FactType } from '../../../evidence/facts.ts';
import { neverLeft } from '../../../evidence/piece.ts';
import type { EvidencePiece } from '../../../evidence/piece.ts';
import type { HouseholdMember } from '../../../household/member.ts';
import type { ExpectedSource, IndicatorInput } from '../../define-indicator.ts';
import type { MissingAnswer, MissingKind } from '../../outcome.ts';

/** A fact with the member whom it is about. */
export type FoundFact<F extends Fact> = { readonly member: HouseholdMember; readonly fact: F };

/** What the needed sources said about the members who count. */
export type Reading = {
  /** Questions looked at, sorted. */
  readonly evidence: readonly string[];
  /** Answers on which nothing can rest, questions never asked included, in a fixed order. */
  readonly missing: readonly MissingAnswer[];
  /** Ids of the sources of which any answer came that says something, be it a part. */
  readonly answered: ReadonlySet<string>;
  readonly pieces: readonly EvidencePiece[];
};

/**
 * Collects, for every counting member and every needed source, what became of the question. A member or a bank
 * for which no question exists is named as missing: silence about a question is no answer to it.
 */
export function readSources(
  input: Pick<IndicatorInput, 'counted' | 'evidence' | 'sources'>,
  sourceIds: readonly string[],
): Reading {
  const index = indexOf(input.evidence);
  const pieces: EvidencePiece[] = [];
  const missing: MissingAnswer[] = [];
  const answered = new Set<string>();
  for (const sourceId of sourceIds) {
    const source = input.sources.find((one) => one.id === sourceId);
    for (const { personId } of input.counted) {
      const own = index.get(personId)?.get(sourceId) ?? NONE;
      for (const piece of own) {
        pieces.push(piece);
        const kind = missingKind(piece);
        if (kind === null || kind === 'PARTIAL') answered.add(sourceId);
        if (kind !== null) missing.push({ personId, sourceId, institution: piece.institution, kind });
      }
      for (const institution of unasked(source, own)) {
        missing.push({ personId, sourceId, institution, kind: source === undefined ? 'NOT_CONNECTED' : 'NOT_ASKED' });
      }
    }
  }
  const ids = pieces.map((piece) => piece.questionId).sort();
  return {
    evidence: ids.filter((id, at) => id !== ids[at - 1]),
    missing: missing.length > 1 ? missing.sort(byWhomAndWhere) : missing,
    answered,
    pieces,
  };
}

type Index = ReadonlyMap<string, ReadonlyMap<string, readonly EvidencePiece[]>>;
const NONE: readonly EvidencePiece[] = [];
const indexes = new WeakMap<readonly EvidencePiece[], Index>();

/** Pieces by person and source. Eleven indicators read the same evidence, so it is put in order once. */
function indexOf(evidence: readonly EvidencePiece[]): Index {
  const known = indexes.get(evidence);
  if (known !== undefined) return known;
  const index = new Map<string, Map<string, EvidencePiece[]>>();
  for (const piece of evidence) {
    let answers = index.get(piece.personId);
    if (answers === undefined) index.set(piece.personId, (answers = new Map()));
    const own = answers.get(piece.sourceId);
    if (own === undefined) answers.set(piece.sourceId, [piece]);
    else own.push(piece);
  }
  indexes.set(evidence, index);
  return index;
}

/**
 * The facts of one type about counting members, in a fixed order whatever the order of the evidence. A part of an
 * answer is knowledge too; data that are out of date are not, they only ask for a look.
 */
export function factsOf<T extends FactType>(
  input: Pick<IndicatorInput, 'counted'>,
  reading: Reading,
  type: T,
): readonly FoundFact<Extract<Fact, { type: T }>>[] {
  const found: FoundFact<Extract<Fact, { type: T }>>[] = [];
  for (const piece of reading.pieces) {
    if (piece.facts.length === 0 || (piece.kind !== 'HIT' && piece.kind !== 'PARTIAL')) continue;
    const member = input.counted.find((one) => one.personId === piece.personId);
    if (member === undefined) continue;
    for (const fact of piece.facts) {
      if (isOfType(fact, type)) found.push({ member, fact });
    }
  }
  if (found.length < 2) return found;
  return found
    .map((one) => ({ one, order: `${one.member.personId} ${JSON.stringify(one.fact)}` }))
    .sort((a, b) => compare(a.order, b.order))
    .map(({ one }) => one);
}

/** Whether a source has said of a member what it knows, be it nothing. */
export function hasAnsweredAbout(reading: Reading, member: HouseholdMember, sourceId: string): boolean {
  return reading.pieces.some(
    (piece) =>
      piece.personId === member.personId &&
      piece.sourceId === sourceId &&
      (piece.kind === 'HIT' || piece.kind === 'NO_RECORD'),
  );
}

/** What the family declared of one kind, of members who count or of the family as a whole; the order is kept. */
export function declaredOf<K extends DeclaredContent['kind']>(
  input: IndicatorInput,
  kind: K,
): readonly Extract<DeclaredContent, { kind: K }>[] {
  return input.declared
    .filter(({ personId }) => personId === null || input.counted.some((member) => member.personId === personId))
    .map(({ content }) => content)
    .filter((content): content is Extract<DeclaredContent, { kind: K }> => content.kind === kind);
}

function isOfType<T extends FactType>(fact: Fact, type: T): fact is Extract<Fact, { type: T }> {
  return fact.type === type;
}

function missingKind(piece: EvidencePiece): MissingKind | null {
  if (piece.kind === null) return 'OUTSTANDING';
  if (piece.kind === 'HIT' || piece.kind === 'NO_RECORD') return null;
  if (piece.kind === 'NO_RESPONSE' && neverLeft(piece)) return 'NOT_SENT';
  return piece.kind;
}

/** Institutions without a question; one `null` where a source without institutions was not asked at all. */
function unasked(source: ExpectedSource | undefined, own: readonly EvidencePiece[]): readonly (string | null)[] {
  const institutions = source?.institutions ?? [];
  if (institutions.length === 0) return own.length === 0 ? [null] : [];
  // One piece may say of the whole source why nobody was asked; that nothing is held, each body says for itself.
  if (own.some((piece) => piece.institution === null && missingKind(piece) !== null)) return [];
  return institutions.map(({ code }) => code).filter((code) => own.every((piece) => piece.institution !== code));
}

function byWhomAndWhere(a: MissingAnswer, b: MissingAnswer): number {
  return compare(
    `${a.personId} ${a.sourceId} ${a.institution ?? ''} ${a.kind}`,
    `${b.personId} ${b.sourceId} ${b.institution ?? ''} ${b.kind}`,
  );
}

/** Order by code points: the same on every machine, whatever its locale. */
function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
