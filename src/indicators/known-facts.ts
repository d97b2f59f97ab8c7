import { comparisonOf } from '../evidence/fact-identity.ts';
import type { Fact, FactOf, FactType } from '../evidence/facts.ts';
import type { EvidencePiece } from '../evidence/piece.ts';
import type { HouseholdMember } from '../household/member.ts';
import type { IndicatorInput } from './define-indicator.ts';

/** One answer's word on a thing. */
export type Telling<F extends Fact = Fact> = {
  readonly member: HouseholdMember;
  readonly fact: F;
  readonly piece: EvidencePiece;
};

/**
 * A thing that answers tell of, once, however many tell of it, with the member whom it is about: the first of them by id
 * where a thing that stands for itself is told about several.
 */
export type FoundFact<F extends Fact = Fact> = {
  readonly member: HouseholdMember;
  readonly fact: F;
  /** Everybody of whom it is told, with what is said of their part; absent where it is told of one. */
  readonly holders?: readonly Pick<Telling<F>, 'member' | 'fact'>[];
};

/** One thing of which answers say what cannot all be true, the telling that counts first. */
export type ToldInTwoWays = { readonly tellings: readonly [Telling, Telling, ...Telling[]] };

/** All things of one kind. */
export type Things<F extends Fact = Fact> = {
  readonly found: readonly FoundFact<F>[];
  readonly inTwoWays: readonly ToldInTwoWays[];
  /** Things told more than once in the same words. */
  readonly again: readonly Telling<F>[];
};

/**
 * The facts of all answers about the members who count, by kind of fact; computed on first use. It lives as long as one
 * reading, so that no finding about a family outlives its evidence.
 */
export class KnownFacts {
  readonly #input: Pick<IndicatorInput, 'counted' | 'evidence'>;
  #told: Map<FactType, Telling[]> | null = null;
  #things: Map<FactType, Things> | null = null;

  constructor(input: Pick<IndicatorInput, 'counted' | 'evidence'>) {
    this.#input = input;
  }

  /** The outcomes of the questions to a source, about any person. */
  ofSource(sourceId: string): readonly EvidencePiece[] {
    const own: EvidencePiece[] = [];
    for (const piece of this.#input.evidence) if (piece.sourceId === sourceId) own.push(piece);
    return own;
  }

  /** Everything that answers say of a kind, as often as they say it. */
  told(type: FactType): readonly Telling[] {
    this.#told ??= tellingsIn(this.#input);
    return this.#told.get(type) ?? NONE;
  }

  /** The things of a kind, each once, in a fixed order whatever the order of the evidence. */
  things<Type extends FactType>(type: Type): Things<FactOf<Type>> {
    // They are kept under their own kind.
    return (this.#things?.get(type) ?? this.#order(type)) as Things<FactOf<Type>>;
  }

  #order(type: FactType): Things {
    const told = this.told(type);
    if (told.length === 0) return NOTHING;
    const things = thingsOf(type, told);
    this.#things ??= new Map();
    this.#things.set(type, things);
    return things;
  }
}

function tellingsIn({ counted, evidence }: Pick<IndicatorInput, 'counted' | 'evidence'>): Map<FactType, Telling[]> {
  const all = new Map<FactType, Telling[]>();
  for (const piece of evidence) {
    // A part of an answer is knowledge too; data that are out of date are not, they only ask for a look.
    if ((piece.kind !== 'HIT' && piece.kind !== 'PARTIAL') || piece.facts.length === 0) continue;
    const member = memberOf(counted, piece.personId);
    if (member === null) continue;
    for (const fact of piece.facts) {
      const told = all.get(fact.type);
      if (told === undefined) all.set(fact.type, [{ member, fact, piece }]);
      else told.push({ member, fact, piece });
    }
  }
  return all;
}

function memberOf(counted: readonly HouseholdMember[], personId: string): HouseholdMember | null {
  for (const member of counted) if (member.personId === personId) return member;
  return null;
}

const NONE: readonly Telling[] = [];
const NOTHING: Things = { found: [], inTwoWays: [], again: [] };

function thingsOf(type: FactType, told: readonly Telling[]): Things {
  if (told.length === 1) return { ...NOTHING, found: told };
  const tellings = told.toSorted(byPersonAndFact);
  const { nameOf, standsForItself } = comparisonOf(type);
  const keyOf = ({ member, fact }: Telling): string =>
    standsForItself ? nameOf(fact) : `${member.personId}\u0000${nameOf(fact)}`;
  // Mostly nothing is told twice: groups are made where something is.
  if (new Set(tellings.map(keyOf)).size === tellings.length) return { ...NOTHING, found: tellings };
  const things = [...Map.groupBy(tellings, keyOf).values()].map(thingOf);
  return {
    found: things.map(({ found }) => found),
    inTwoWays: things.flatMap(({ tellings: [first, second, ...rest] }) =>
      first === undefined || second === undefined ? [] : [{ tellings: [first, second, ...rest] }],
    ),
    again: things.flatMap(({ again }) => again),
  };
}

/** One thing of all that is told of it, in the order of person and fact. */
function thingOf(group: readonly Telling[]) {
  const [first] = group;
  if (first === undefined) throw new RangeError('a thing is told of at least once');
  if (group.length === 1) return { found: first, tellings: [], again: [] };
  const { byWeight, differing, differingBetween, hasParts } = comparisonOf(first.fact.type);
  // A fixed order: the same record counts whatever the order of the answers.
  const byFall = group.toSorted(
    (a, b) => byWeight(a.fact, b.fact) || compareFacts(a.fact, b.fact) || byPersonAndFact(a, b),
  );
  const [heaviest = first] = byFall;
  const people = Map.groupBy(byFall, ({ member }) => member.personId);
  const holders = [...people.values()].flatMap(([own]) => own ?? []).toSorted(byPersonAndFact);
  const tellings = byFall.filter((one, at) =>
    byFall.every((other, before) => before >= at || !agree(one, other, differing, differingBetween)),
  );
  const isSaidAgain = tellings.length === 1 && (hasParts ? group.length > holders.length : true);
  const { member = first.member } = holders[0] ?? {};
  return {
    found: { member, fact: heaviest.fact, ...(holders.length > 1 ? { holders } : {}) },
    tellings: tellings.length > 1 ? tellings : [],
    again: isSaidAgain ? [heaviest] : [],
  };
}

type Differing = (a: Fact, b: Fact) => readonly string[];

function agree(one: Telling, other: Telling, ofOne: Differing, ofTwo: Differing): boolean {
  const differ = one.member.personId === other.member.personId ? ofOne : ofTwo;
  return differ(one.fact, other.fact).length === 0;
}

function byPersonAndFact(a: Telling, b: Telling): number {
  return (
    compare(a.member.personId, b.member.personId) ||
    compareFacts(a.fact, b.fact) ||
    compare(a.piece.questionId, b.piece.questionId)
  );
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

/** Order by code points: the same on every machine, whatever its locale. */
export function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
