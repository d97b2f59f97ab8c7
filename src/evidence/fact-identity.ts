import { fieldsOf } from './define-fact.ts';
import type { FactDefinition } from './define-fact.ts';
import { definitionOf } from './facts.ts';
import type { Fact, FactType } from './facts.ts';
import type { Unit } from './field-meaning.ts';

/** How one kind of fact is told apart, made ready once. */
type Comparison = {
  readonly standsForItself: boolean;
  readonly hasParts: boolean;
  /** The name of the thing, as one text. */
  readonly nameOf: (fact: Fact) => string;
  /** Names of fields in which two tellings about one person differ. */
  readonly differing: (a: Fact, b: Fact) => readonly string[];
  /** The same of tellings about two people. */
  readonly differingBetween: (a: Fact, b: Fact) => readonly string[];
  /** Below zero where `a` counts before `b`. */
  readonly byWeight: (a: Fact, b: Fact) => number;
};

type Values = Readonly<Record<string, unknown>>;
type Field = ReturnType<typeof fieldsOf>[number];

const ready = new Map<FactType, Comparison>();

/** How facts of a kind are told apart. */
export function comparisonOf(type: FactType): Comparison {
  const known = ready.get(type);
  if (known !== undefined) return known;
  const made = compareBy(definitionOf(type));
  ready.set(type, made);
  return made;
}

function compareBy(definition: FactDefinition): Comparison {
  const { belongsTo, namedBy, weighs = [], partBy = [] } = definition.identity;
  const fields = fieldsOf(definition);
  const naming = namedBy === 'CONTENT' ? fields : fields.filter(({ name }) => namedBy.includes(name));
  const rest = fields.filter((field) => !naming.includes(field));
  const shared = rest.filter(({ name }) => !partBy.includes(name));
  return {
    standsForItself: belongsTo === 'ITSELF',
    hasParts: partBy.length > 0,
    nameOf: (fact) => nameBy(naming, fields, fact),
    differing: (a, b) => differingOf(rest, a, b),
    differingBetween: (a, b) => differingOf(shared, a, b),
    byWeight: weightBy(fields, weighs),
  };
}

function nameBy(naming: readonly Field[], all: readonly Field[], fact: Values): string {
  let name = '';
  let isNamed = naming.length === 0;
  for (const field of naming) {
    const value = plainValue(field, fact[field.name]);
    if (value !== '') isNamed = true;
    name += `${value}\u0000`;
  }
  // Two cars without a plate are two, unless everything else of them is the same.
  return isNamed || naming === all ? name : nameBy(all, all, fact);
}

function differingOf(fields: readonly Field[], a: Values, b: Values): readonly string[] {
  return fields.flatMap((field) => {
    const [one, other] = [a[field.name] ?? null, b[field.name] ?? null];
    if (one === other) return [];
    // A number that one register does not tell contradicts nobody.
    if (HELPERS.has(field.unit) && (one === null || other === null)) return [];
    return plainValue(field, one) === plainValue(field, other) ? [] : [field.name];
  });
}

/** ISO 4217. */
export const YUAN = 'CNY';

const HELPERS: ReadonlySet<Unit> = new Set(['PERSON_NUMBER', 'CREDIT_CODE']);
const WRITTEN: ReadonlySet<Unit> = new Set(['TEXT', 'PERSON_NAME', 'PERSON_NUMBER', 'CREDIT_CODE']);

/**
 * Chooses the weightier of two records of one thing: the one that the register calls active, that runs longer, or
 * whose amounts are larger. So a household is clean only if it is clean by both records; a person sees both.
 */
function weightBy(fields: readonly Field[], weighs: readonly string[]): Comparison['byWeight'] {
  const words = fields.filter(({ unit }) => unit === 'WORD');
  const states = words.toSorted((a, b) => Number(isState(b)) - Number(isState(a)));
  const hasEnd = fields.some(({ name, nullable }) => name === 'until' && nullable);
  const sum = (fact: Values): number => {
    let all = 0;
    for (const name of weighs) {
      const value = fact[name];
      if (typeof value === 'number') all += value;
    }
    return all;
  };
  return (first, second) => {
    const [a, b]: readonly [Values, Values] = [first, second];
    for (const { name, words: listed } of states) {
      // A list of states begins with the one that is in force, a list of sorts with the ordinary one.
      const order = Object.keys(listed ?? {});
      const apart = order.indexOf(String(a[name])) - order.indexOf(String(b[name]));
      if (apart !== 0) return apart;
    }
    const [end, itsEnd] = [endOf(a), endOf(b)];
    if (hasEnd && end !== itsEnd) return end > itsEnd ? -1 : 1;
    return sum(b) - sum(a) || told(b) - told(a);
  };
}

/** The day on which it ends; after every day where it goes on. */
function endOf({ until }: Values): string {
  return typeof until === 'string' ? until : '9999';
}

function isState({ name }: Field): boolean {
  return name === 'status' || name === 'state';
}

/** Number of fields of which something is told. */
function told(fact: Values): number {
  return Object.values(fact).filter((value) => value !== null && value !== undefined).length;
}

function plainValue({ name, unit }: Field, value: unknown): string {
  // Facts that do not say are in yuan; one that says that it is not known is another thing.
  if (unit === 'CURRENCY' && value === undefined) return YUAN;
  if (typeof value === 'string') {
    if (!WRITTEN.has(unit)) return value;
    // A plate is written with a hyphen and without.
    return name === 'plateNumber' ? plainText(value).replaceAll('-', '') : plainText(value);
  }
  return value === null || value === undefined ? '' : JSON.stringify(value);
}

/** Digits, capitals and common characters only: mostly a text is plain already. */
const PLAIN = /^[0-9A-Z()\u4e00-\u9fff-]*$/;

/** A text as it is compared: 苏B·12345, 苏B12345 and 苏ｂ１２３４５ are one. A hyphen stays: 1-12 is not 11-2. */
export function plainText(text: string): string {
  if (PLAIN.test(text)) return text;
  return text
    .normalize('NFKC')
    .replace(/[\s.·•‧∙⋅・･]/gu, '')
    .replace(/[‐‑‒–—―−]/gu, '-')
    .toUpperCase();
}
