import type { DeclaredContent } from '../application/declared-item.ts';
import type { FactOf, FactType } from '../evidence/facts.ts';
import { neverLeft } from '../evidence/piece.ts';
import type { EvidencePiece } from '../evidence/piece.ts';
import type { HouseholdMember } from '../household/member.ts';
import type { ExpectedSource, IndicatorInput } from './define-indicator.ts';
import { compare, KnownFacts } from './known-facts.ts';
import type { FoundFact } from './known-facts.ts';
import type { MissingAnswer, MissingKind } from './outcome.ts';

/** The answers about the members who count, for the kinds of fact that a rule needs. */
export type Reading = {
  /** Questions looked at, sorted. */
  readonly evidence: readonly string[];
  /** Answers on which nothing can rest, questions never asked included, in a fixed order. */
  readonly missing: readonly MissingAnswer[];
  /** Kinds of fact of which any answer came that says something, be it a part. */
  readonly answered: ReadonlySet<FactType>;
  readonly facts: KnownFacts;
  readonly sources: readonly ExpectedSource[];
};

/** A bound of another fact, told in its place: no source need tell it. */
const BOUNDS: ReadonlySet<FactType> = new Set(['BANK_LINE']);

/**
 * Collects, for every counting member and every source that can tell one of these kinds of fact, what became of the
 * question. A member or a bank for which no question exists is named as missing: silence about a question is no answer
 * to it. A kind that no source tells is missing by its own name.
 */
export function readFacts(
  input: Pick<IndicatorInput, 'counted' | 'evidence' | 'sources'>,
  kinds: readonly FactType[],
): Reading {
  const facts = new KnownFacts(input);
  const ids: string[] = [];
  const missing: MissingAnswer[] = [];
  let silent = 0;
  const heard: (readonly FactType[])[] = [];
  const plan = tellersOf(input.sources, kinds);
  for (const { source, tells } of withUnlisted(plan, input.sources, facts, kinds)) {
    const ofSource = facts.ofSource(source.id);
    let saysSomething = false;
    for (const { personId } of input.counted) {
      let asked = false;
      for (const piece of ofSource) {
        if (piece.personId !== personId) continue;
        asked = true;
        ids.push(piece.questionId);
        const kind = missingKind(piece);
        if (kind !== null) {
          missing.push({ personId, sourceId: source.id, institution: piece.institution, kind });
        }
        if (kind === null || kind === 'PARTIAL') saysSomething = true;
      }
      if (tells === null) continue;
      if (source.institutions.length === 0) {
        if (!asked) missing.push({ personId, sourceId: source.id, institution: null, kind: 'NOT_ASKED' });
        continue;
      }
      for (const institution of unasked(source, ofSource, personId)) {
        missing.push({ personId, sourceId: source.id, institution, kind: 'NOT_ASKED' });
      }
    }
    if (saysSomething) heard.push(tells ?? kinds.filter((kind) => facts.told(kind).length > 0));
    else silent += 1;
  }
  for (const fact of plan.untold) {
    if (facts.told(fact).length > 0) continue;
    for (const { personId } of input.counted) {
      missing.push({ personId, sourceId: '', institution: null, kind: 'NOT_CONNECTED', fact });
    }
  }
  // By UTF-16 code units, as always where no order is given.
  ids.sort();
  return {
    evidence: ids.some(isRepeated) ? ids.filter((id, at) => !isRepeated(id, at, ids)) : ids,
    missing: missing.length > 1 ? missing.sort(byWhomAndWhere) : missing,
    // Mostly all have answered, and then it is known what they can tell.
    answered: silent === 0 && heard.length === plan.tellers.length ? plan.told : new Set(heard.flat()),
    facts,
    sources: input.sources,
  };
}

/** A source with those of the kinds asked for that it can tell; `null` for one that the registry does not list. */
type Teller = { readonly source: ExpectedSource; readonly tells: readonly FactType[] | null };
type Tellers = {
  readonly tellers: readonly Teller[];
  readonly ids: ReadonlySet<string>;
  readonly told: ReadonlySet<FactType>;
  readonly untold: readonly FactType[];
};

/** The registry and what rules need stay as they are while the house runs. */
const worked = new WeakMap<readonly ExpectedSource[], WeakMap<readonly FactType[], Tellers>>();

function tellersOf(sources: readonly ExpectedSource[], kinds: readonly FactType[]): Tellers {
  const bySources = worked.get(sources) ?? new WeakMap<readonly FactType[], Tellers>();
  worked.set(sources, bySources);
  const before = bySources.get(kinds);
  if (before !== undefined) return before;
  const tellers = sources.flatMap((source): Teller[] => {
    const tells = kinds.filter((kind) => canTell(source, kind));
    return tells.length === 0 ? [] : [{ source, tells }];
  });
  const untold = kinds.filter(
    (kind) => !BOUNDS.has(kind) && tellers.every(({ tells }) => tells?.includes(kind) !== true),
  );
  const made = {
    tellers,
    ids: new Set(tellers.map(({ source }) => source.id)),
    told: new Set(tellers.flatMap(({ tells }) => tells ?? [])),
    untold,
  };
  bySources.set(kinds, made);
  return made;
}

/** Whether a source can tell a kind of fact; one of which it is not known may tell any. */
export function canTell({ facts }: Pick<ExpectedSource, 'facts'>, kind: FactType): boolean {
  return facts === undefined || facts.includes(kind);
}

/** Every source that reports a fact is read, even one that the registry does not list, or lists without the fact. */
function withUnlisted(
  { tellers, ids }: Tellers,
  sources: readonly ExpectedSource[],
  facts: KnownFacts,
  kinds: readonly FactType[],
): readonly Teller[] {
  let all = tellers;
  for (const kind of kinds) {
    let last = '';
    for (const { piece } of facts.told(kind)) {
      const id = piece.sourceId;
      // Mostly one source tells all facts of a kind.
      if (id === last) continue;
      last = id;
      if (ids.has(id) || all.some(({ source }) => source.id === id)) continue;
      const listed = sources.find((one) => one.id === id);
      const source = listed ?? { id, department: { zh: id, en: id }, institutions: [] };
      all = [...all, { source, tells: null }];
    }
  }
  return all;
}

function isRepeated(id: string, at: number, sorted: readonly string[]): boolean {
  return id === sorted[at - 1];
}

/**
 * The things of one kind about counting members, each once however many sources report it, in a fixed order whatever
 * the order of the evidence. Where answers about one thing differ, the weightier record counts.
 */
export function factsOf<Type extends FactType>(
  { facts }: Pick<Reading, 'facts'>,
  type: Type,
): readonly FoundFact<FactOf<Type>>[] {
  return facts.things(type).found;
}

/** Whether all that can tell a kind of fact have said of a member what they know, be it nothing. */
export function hasAnsweredAbout(
  { facts, sources }: Pick<Reading, 'facts' | 'sources'>,
  { personId }: Pick<HouseholdMember, 'personId'>,
  kind: FactType,
): boolean {
  const answers = sources.flatMap((source) =>
    canTell(source, kind) ? facts.ofSource(source.id).filter((piece) => piece.personId === personId) : [],
  );
  return answers.length > 0 && answers.every((piece) => piece.kind === 'HIT' || piece.kind === 'NO_RECORD');
}

/** The ids of everybody of whom a thing is told. */
export function holderIds({ member, holders }: Pick<FoundFact, 'member' | 'holders'>): readonly string[] {
  return holders === undefined ? [member.personId] : holders.map((one) => one.member.personId);
}

/** The names of everybody of whom a thing is told. */
export function holderNames({ member, holders }: Pick<FoundFact, 'member' | 'holders'>): string {
  return holders === undefined ? member.name : holders.map((one) => one.member.name).join('、');
}

/** The declared items of one kind, of members who count or of the whole family, in their order. */
export function declaredOf<K extends DeclaredContent['kind']>(
  input: IndicatorInput,
  kind: K,
): readonly Extract<DeclaredContent, { kind: K }>[] {
  return input.declared
    .filter(({ personId }) => personId === null || input.counted.some((member) => member.personId === personId))
    .map(({ content }) => content)
    .filter((content): content is Extract<DeclaredContent, { kind: K }> => content.kind === kind);
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
  return compare(orderOf(a), orderOf(b));
}

function orderOf({ personId, sourceId, institution, kind, fact }: MissingAnswer): string {
  return `${personId} ${sourceId} ${institution ?? ''} ${kind} ${fact ?? ''}`;
}
