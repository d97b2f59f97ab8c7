import type { DeclaredContent } from '../../../application/declared-item.ts';
import type { Fact, FactType } from '../../../evidence/facts.ts';
import { neverLeft } from '../../../evidence/piece.ts';
import type { EvidencePiece } from '../../../evidence/piece.ts';
import type { HouseholdMember } from '../../../household/member.ts';
import type { ExpectedSource, IndicatorInput } from '../../../indicators/define-indicator.ts';
import type { MissingAnswer, MissingKind } from '../../../indicators/outcome.ts';

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
  /** Answers, whole or in part, in which there are facts, with the member whom they are about. */
  readonly telling: readonly { readonly member: HouseholdMember; readonly facts: readonly Fact[] }[];
};

/**
 * Collects, for every counting member and every needed source, what became of the question. A member or a bank
 * for which no question exists is named as missing: silence about a question is no answer to it.
 */
export function readSources(
  input: Pick<IndicatorInput, 'counted' | 'evidence' | 'sources'>,
  sourceIds: readonly string[],
): Reading {
  const ids: string[] = [];
  const pieces: EvidencePiece[] = [];
  const telling: Reading['telling'][number][] = [];
  const missing: MissingAnswer[] = [];
  const answered = new Set<string>();
  for (const sourceId of sourceIds) {
    const source = input.sources.find((one) => one.id === sourceId);
    const ofSource = piecesOf(input.evidence, sourceId);
    let saysSomething = false;
    for (const member of input.counted) {
      const { personId } = member;
      let asked = false;
      for (const piece of ofSource) {
        if (piece.personId !== personId) continue;
        asked = true;
        ids.push(piece.questionId);
        pieces.push(piece);
        const kind = missingKind(piece);
        if (kind !== null) missing.push({ personId, sourceId, institution: piece.institution, kind });
        if (kind !== null && kind !== 'PARTIAL') continue;
        saysSomething = true;
        if (piece.kind !== 'NO_RECORD') telling.push({ member, facts: piece.facts });
      }
      const kind = source === undefined ? 'NOT_CONNECTED' : 'NOT_ASKED';
      if (source === undefined || source.institutions.length === 0) {
        if (!asked) missing.push({ personId, sourceId, institution: null, kind });
        continue;
      }
      for (const institution of unasked(source, ofSource, personId)) {
        missing.push({ personId, sourceId, institution, kind });
      }
    }
    if (saysSomething) answered.add(sourceId);
  }
  // By UTF-16 code units, as always where no order is given.
  ids.sort();
  return {
    evidence: ids.some(isRepeated) ? ids.filter((id, at) => !isRepeated(id, at, ids)) : ids,
    missing: missing.length > 1 ? missing.sort(byWhomAndWhere) : missing,
    answered,
    pieces,
    telling,
  };
}

function isRepeated(id: string, at: number, sorted: readonly string[]): boolean {
  return id === sorted[at - 1];
}

function piecesOf(evidence: readonly EvidencePiece[], sourceId: string): readonly EvidencePiece[] {
  const found: EvidencePiece[] = [];
  for (const piece of evidence) if (piece.sourceId === sourceId) found.push(piece);
  return found;
}

/**
 * The facts of one type about counting members, in a fixed order whatever the order of the evidence. A part of an
 * answer is knowledge too; data that are out of date are not, they only ask for a look.
 */
export function factsOf<T extends FactType>(
  reading: Pick<Reading, 'telling'>,
  type: T,
): readonly FoundFact<Extract<Fact, { type: T }>>[] {
  const found: FoundFact<Extract<Fact, { type: T }>>[] = [];
  for (const { member, facts } of reading.telling) {
    for (const fact of facts) if (isOfType(fact, type)) found.push({ member, fact });
  }
  if (found.length < 2) return found;
  return found.sort((a, b) => compare(a.member.personId, b.member.personId) || compareFacts(a.fact, b.fact));
}

/** The order of their JSON. Two facts of one type mostly differ in a text, and then need not be written out whole. */
function compareFacts(a: Fact, b: Fact): number {
  const one: Values = a;
  const other: Values = b;
  const names = Object.keys(one);
  const itsNames = Object.keys(other);
  for (let at = 0; at < names.length; at += 1) {
    const name = names[at] ?? '';
    if (name !== itsNames[at]) break;
    const value = one[name];
    const its = other[name];
    if (value === its) continue;
    if (typeof value !== 'string' || typeof its !== 'string') break;
    return compare(JSON.stringify(value), JSON.stringify(its));
  }
  return compare(JSON.stringify(a), JSON.stringify(b));
}
type Values = Readonly<Record<string, unknown>>;

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

/** Institutions that were not asked about a person. */
function unasked(
  { institutions }: ExpectedSource,
  ofSource: readonly EvidencePiece[],
  personId: string,
): readonly string[] {
  // Mostly all were asked: nothing is set up for those who were not before there is one.
  const left = institutions.filter(({ code }) => !isAsked(ofSource, personId, code));
  if (left.length === 0) return ALL_ASKED;
  // One piece may say of the whole source why nobody was asked; that nothing is held, each body says for itself.
  const saysWhy = ofSource.some(
    (piece) => piece.personId === personId && piece.institution === null && missingKind(piece) !== null,
  );
  return saysWhy ? ALL_ASKED : left.map(({ code }) => code);
}

const ALL_ASKED: readonly string[] = [];

function isAsked(ofSource: readonly EvidencePiece[], personId: string, code: string): boolean {
  for (const piece of ofSource) if (piece.institution === code && piece.personId === personId) return true;
  return false;
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
