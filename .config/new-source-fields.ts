// How a new source reads and writes each field of a fact until the department's own form is known.
import { fieldsOf } from '../src/evidence/define-fact.ts';
import { FACTS } from '../src/evidence/facts.ts';
import type { FactType } from '../src/evidence/facts.ts';
import type { Unit } from '../src/evidence/field-meaning.ts';

/** The code of one field. */
export type LaidField = {
  /** The name in the fact. */
  readonly name: string;
  readonly zh: string;
  /** Schema of the department's text, e.g. `hundredths`. */
  readonly reads: string;
  /** The department's text from `fact.name`, e.g. `decimal(fact.monthlyFen)`. */
  readonly writes: string;
  /** The two code tables of a closed list. */
  readonly tables: { readonly name: string; readonly fromWire: string; readonly toWire: string } | null;
};

type Form = { readonly reads: string; readonly orNone: string; readonly writes: (value: string) => string };

const NONE = "z.literal('').transform(() => null)";
const plain = (value: string) => value;
const number = {
  reads: 'wholeNumber',
  orNone: `z.union([${NONE}, wholeNumber])`,
  writes: (value: string) => `String(${value})`,
};
const amount = { reads: 'hundredths', orNone: 'optionalHundredths', writes: (value: string) => `decimal(${value})` };
const text = { reads: 'wireText(200)', orNone: 'optionalText(200)', writes: plain };

const FORMS: Readonly<Record<Exclude<Unit, 'WORD'>, Form>> = {
  FEN: amount,
  SIGNED_FEN: { ...amount, reads: 'signedYuan', orNone: `z.union([${NONE}, signedYuan])` },
  AREA_HUNDREDTHS: amount,
  MU_HUNDREDTHS: amount,
  TON_HUNDREDTHS: amount,
  PERCENT: { ...number, orNone: 'optionalPercent' },
  MILLILITRES: number,
  COUNT: number,
  DAYS: number,
  GRADE: number,
  YEAR: { ...number, orNone: 'optionalYear' },
  DATE: { reads: 'compactDate', orNone: 'openEndDate', writes: (value) => `compactDay(${value})` },
  MONTH: { reads: 'compactMonth', orNone: 'optionalMonth', writes: (value) => `compactMonth(${value})` },
  TEXT: text,
  DIVISION: text,
  CREDIT_CODE: text,
  CURRENCY: text,
  RELATION: text,
  PERSON_NAME: text,
  PERSON_NUMBER: { reads: 'wireText(40)', orNone: 'optionalNumber', writes: plain },
  FLAG: { reads: 'flag', orNone: `z.union([${NONE}, flag])`, writes: (value) => `mark(${value})` },
};

/** The fields of a fact of the vocabulary, or `null` where there is no such fact. */
export function laidFieldsOf(type: FactType): readonly LaidField[] {
  const definition = FACTS.find((one) => one.type === type);
  if (definition === undefined) throw new RangeError('a type of fact is in the vocabulary');
  // An optional field is added by hand once the department is known to send it.
  const fields = fieldsOf(definition).filter(({ optional }) => !optional);
  return fields.map(({ name, zh, unit, words, nullable }) => {
    const value = `fact.${name}`;
    if (unit === 'WORD') return { name, zh, ...codes(name, Object.keys(words ?? {}), nullable) };
    const form = FORMS[unit];
    const writes = !nullable || unit === 'DATE' ? form.writes(value) : orEmpty(value, form.writes(value));
    return { name, zh, reads: nullable ? form.orNone : form.reads, writes, tables: null };
  });
}

/** Whether there is such a fact. */
export function isFactType(text: string): text is FactType {
  return FACTS.some(({ type }) => type === text);
}

function orEmpty(value: string, written: string): string {
  return written === value ? `${value} ?? ''` : `${value} === null ? '' : ${written}`;
}

/** Codes `1`, `2` and so on, in a separate table for each side. */
function codes(field: string, words: readonly string[], nullable: boolean): Omit<LaidField, 'name' | 'zh'> {
  const name = field.replaceAll(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
  const fromWire = words.map((word, index) => `'${index + 1}': '${word}'`).join(', ');
  const toWire = words.map((word, index) => `${word}: '${index + 1}'`).join(', ');
  const looked = `${name}[fact.${field}]`;
  return {
    reads: nullable ? `z.union([${NONE}, coded(${name})])` : `coded(${name})`,
    writes: nullable ? `fact.${field} === null ? '' : ${looked}` : looked,
    tables: { name, fromWire: `{ ${fromWire} }`, toWire: `{ ${toWire} }` },
  };
}
