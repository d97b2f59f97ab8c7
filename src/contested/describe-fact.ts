import { fieldsOf } from '../evidence/define-fact.ts';
import { YUAN } from '../evidence/fact-identity.ts';
import { FACTS } from '../evidence/facts.ts';
import type { Fact } from '../evidence/facts.ts';
import { formatYuan } from '../identity/fen.ts';

type Field = ReturnType<typeof fieldsOf>[number];

/**
 * A fact on one line, in Chinese, by the names and units of its fields: 市场主体任职和出资：市场主体名称 …，身份 法定代表人.
 * Numbers of other people are left out, and what the register does not know.
 */
export function describeFact(fact: Fact): string {
  const definition = FACTS.find(({ type }) => type === fact.type);
  if (definition === undefined) throw new RangeError('a fact is of a kind of the vocabulary');
  const values: Readonly<Record<string, unknown>> = fact;
  const parts = fieldsOf(definition).flatMap((field) => {
    const shown = show(field, values[field.name], isInYuan(values));
    return shown === null ? [] : [`${field.zh} ${shown}`];
  });
  return `${definition.zh}：${parts.join('，')}`;
}

/** Whether amounts of a fact are yuan: facts that do not say are. */
function isInYuan({ currency }: Readonly<Record<string, unknown>>): boolean {
  return currency === undefined || currency === YUAN;
}

/** A value as it is printed beside the name of its field, in Chinese; `null` where it is left out. */
export function show({ unit, words }: Pick<Field, 'unit' | 'words'>, value: unknown, inYuan = true): string | null {
  if (value === null || value === undefined || unit === 'PERSON_NUMBER') return null;
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (typeof value === 'number' && !inYuan && AMOUNTS.has(unit)) return formatYuan(value);
  if (typeof value === 'number') return (PRINTED[unit] ?? String)(value);
  return typeof value === 'string' ? (words?.[value] ?? value) : null;
}

const AMOUNTS: ReadonlySet<string> = new Set(['FEN', 'SIGNED_FEN']);

/** How a number is printed; those of other units are printed as they are. */
const PRINTED: Partial<Readonly<Record<Field['unit'], (value: number) => string>>> = {
  FEN: (value) => `${formatYuan(value)} 元`,
  SIGNED_FEN: (value) => `${formatYuan(value)} 元`,
  AREA_HUNDREDTHS: (value) => `${(value / 100).toFixed(2)} 平方米`,
  MU_HUNDREDTHS: (value) => `${(value / 100).toFixed(2)} 亩`,
  TON_HUNDREDTHS: (value) => `${(value / 100).toFixed(2)} 吨`,
  PERCENT: (value) => `${value}%`,
  MILLILITRES: (value) => `${value} 毫升`,
};
