import { fieldsOf } from '../src/evidence/define-fact.ts';
import type { FactDefinition } from '../src/evidence/define-fact.ts';
import { FACTS } from '../src/evidence/facts.ts';
import type { Fact } from '../src/evidence/facts.ts';
import type { Unit } from '../src/evidence/field-meaning.ts';
import { maskNumber } from '../src/identity/certificate.ts';
import { builder } from './builder.ts';

/**
 * A type for each kind of fact, derived from the vocabulary: defining a fact defines its type in the schema, without
 * a second list of its fields. The scalar of a field carries its unit, so the field's name does not repeat it.
 */

/** The scalar of each unit. */
const SCALARS = {
  FEN: 'Fen',
  SIGNED_FEN: 'Fen',
  AREA_HUNDREDTHS: 'Hundredths',
  MU_HUNDREDTHS: 'Hundredths',
  TON_HUNDREDTHS: 'Hundredths',
  PERCENT: 'Int',
  MILLILITRES: 'Int',
  COUNT: 'Int',
  DAYS: 'Int',
  GRADE: 'Int',
  YEAR: 'Int',
  DATE: 'CalendarDate',
  MONTH: 'String',
  TEXT: 'String',
  DIVISION: 'String',
  CREDIT_CODE: 'String',
  RELATION: 'String',
  PERSON_NAME: 'String',
  CURRENCY: 'String',
  PERSON_NUMBER: 'String',
  FLAG: 'Boolean',
} as const satisfies Readonly<Record<Exclude<Unit, 'WORD'>, string>>;

/** Name endings that repeat the scalar. */
const UNIT_ENDS: Partial<Record<Unit, RegExp>> = {
  FEN: /Fen$/,
  SIGNED_FEN: /Fen$/,
  AREA_HUNDREDTHS: /Hundredths$/,
  MU_HUNDREDTHS: /MuHundredths$/,
  TON_HUNDREDTHS: /TonHundredths$/,
  PERCENT: /Percent$/,
  // The name or code of an employer or bank identifies it, so the ending is dropped.
  TEXT: /(?<=^(employer|bank))(Name|Code)$/,
};

/** `balanceFen` is `balance`, `areaHundredths` is `area`. */
function graphqlName(name: string, unit: Unit): string {
  const end = UNIT_ENDS[unit];
  return end === undefined ? name : name.replace(end, '');
}

/** `HOME_TITLE` is `HomeTitle`. */
function typeName(type: string): string {
  return type
    .toLowerCase()
    .split('_')
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join('');
}

function implement(fact: FactDefinition) {
  return builder.objectRef<Fact>(typeName(fact.type)).implement({
    description: `${fact.zh} / ${fact.en}`,
    fields: (t) =>
      Object.fromEntries(
        fieldsOf(fact).map(({ name, unit, nullable, description, words }) => {
          const resolve = (one: Fact) => valueOf(one, name, unit);
          const options = { nullable, description, resolve };
          const field =
            words === undefined
              ? t.field({ ...options, type: SCALARS[unit === 'WORD' ? 'TEXT' : unit] })
              : t.field({ ...options, type: enumOf(fact, name, words) });
          return [graphqlName(name, unit), field];
        }),
      ),
  });
}

function enumOf(fact: FactDefinition, name: string, words: Readonly<Record<string, string>>) {
  return builder.enumType(`${typeName(fact.type)}${name.charAt(0).toUpperCase()}${name.slice(1)}`, {
    values: Object.fromEntries(Object.entries(words).map(([code, zh]) => [code, { description: zh }])),
  });
}

/**
 * The value of a field that is named at run time. It fits the field's type by construction, because both come from
 * the schema that parsed the fact; the scalar refuses any other value.
 */
function valueOf(fact: Fact, name: string, unit: Unit): never {
  const value: unknown = Object.entries(fact).find(([key]) => key === name)?.[1];
  const shown = unit === 'PERSON_NUMBER' && typeof value === 'string' ? maskNumber(value) : value;
  return shown as never;
}

/** The types by kind of fact, with the name of the list of such facts in an answer. */
export const FACT_TYPES = new Map(
  FACTS.map((fact) => [fact.type, { list: fact.list, description: `${fact.zh} / ${fact.en}`, type: implement(fact) }]),
);
