import fc from 'fast-check';
import { fieldsOf } from '../../../src/evidence/define-fact.ts';
import { definitionOf, factSchema } from '../../../src/evidence/facts.ts';
import type { Fact, FactType } from '../../../src/evidence/facts.ts';
import type { Unit } from '../../../src/evidence/field-meaning.ts';

/** Values of each unit: few, so that things meet, and around the base date of the world, so that they count. */
const VALUES: Readonly<Record<Exclude<Unit, 'WORD'>, readonly unknown[]>> = {
  FEN: [0, 100_000, 6_000_000],
  SIGNED_FEN: [-100_000, 0, 900_000],
  AREA_HUNDREDTHS: [6_800, 9_000],
  MU_HUNDREDTHS: [0, 410],
  TON_HUNDREDTHS: [500],
  PERCENT: [50, 100],
  MILLILITRES: [125, 1_600],
  COUNT: [0, 1, 4],
  DAYS: [0, 19],
  GRADE: [1, 2],
  DATE: ['2010-01-01', '2017-06-01', '2017-12-31', '2018-06-30'],
  MONTH: ['2016-12', '2017-12', '2018-01'],
  YEAR: [2016, 2017, 2018],
  TEXT: ['演示甲', '演示乙', '苏B·12345', 'WXRCB'],
  DIVISION: ['320213', '320281'],
  CREDIT_CODE: ['92320213MA1AAAAA1X', '91320213MA1BBBBB2Y'],
  CURRENCY: ['CNY', 'USD'],
  RELATION: ['01', '12'],
  PERSON_NAME: ['李秀英', '徐演示'],
  PERSON_NUMBER: ['320214197203150021', '320213197601010012'],
  FLAG: [true, false],
};

/** Any fact of a kind that its schema takes. */
export function anyFact(type: FactType): fc.Arbitrary<Fact> {
  const fields = fieldsOf(definitionOf(type)).map(({ name, unit, words, nullable, optional }) => {
    const listed =
      unit === 'WORD' ? Object.keys(words ?? {}) : VALUES[unit].filter((one) => name !== 'cardTail' || one === '7306');
    const some = fc.constantFrom(...(listed.length === 0 ? ['7306'] : listed));
    return { name, optional, values: nullable ? fc.option(some) : some };
  });
  const requiredKeys = fields.filter(({ optional }) => !optional).map(({ name }) => name);
  const values = Object.fromEntries(fields.map((field) => [field.name, field.values]));
  return fc.record(values, { requiredKeys }).map((told) => factSchema.parse({ type, ...told }));
}
