import { fieldsOf } from '../evidence/define-fact.ts';
import { YUAN } from '../evidence/fact-identity.ts';
import { FACTS } from '../evidence/facts.ts';
import type { Fact, FactType } from '../evidence/facts.ts';
import type { Unit } from '../evidence/field-meaning.ts';
import { formatYuan, sumFen } from '../identity/fen.ts';
import type { Fen } from '../identity/fen.ts';
import { bandOf, printBand } from '../indicators/band.ts';
import type { Words } from '../indicators/outcome.ts';

type Field = ReturnType<typeof fieldsOf>[number];

/** Facts that are entirely about other people: only their number is shown. */
const OF_OTHERS: ReadonlySet<FactType> = new Set(['REGISTER_COMPANION']);
/** Health data, shown as a band (个人信息保护法 Art 28). */
const OF_HEALTH: ReadonlySet<FactType> = new Set(['MEDICAL_SETTLEMENT']);
/** Units and fields that name other people, and a card, which may belong to another member. */
const UNITS_OF_OTHERS: ReadonlySet<Unit> = new Set(['PERSON_NAME', 'PERSON_NUMBER']);
const FIELDS_OF_OTHERS: ReadonlySet<string> = new Set(['cardTail']);
/** The name of the bank already stands above its answer. */
const SAID_ALREADY: ReadonlySet<string> = new Set(['bankCode']);
/** Codes that mean nothing to a reader. */
const TECHNICAL: ReadonlySet<Unit> = new Set(['CREDIT_CODE', 'DIVISION', 'RELATION']);

/**
 * The lines about the facts of one answer about the reader or a ward: one line for each fact, facts that differ only
 * in their month on one line, nothing about other people, and medical expenses as a band.
 * @param bounds lower bounds of the bands, integer fen, rising from 0.
 */
export function tellFacts(facts: readonly Fact[], bounds: readonly Fen[]): readonly Words[] {
  return [...Map.groupBy(facts, ({ type }) => type)].flatMap(([type, same]) => {
    const name = nameOf(type);
    if (OF_OTHERS.has(type))
      return [{ zh: `${name.zh}：${same.length} 人`, en: `${name.en}: ${same.length}, told to themselves only` }];
    if (OF_HEALTH.has(type)) return [tellHealth(name, same, bounds)];
    return tellEach(name, same);
  });
}

function tellHealth(name: Words, facts: readonly Fact[], bounds: readonly Fen[]): Words {
  const borne = sumFen(facts.map((fact) => (fact.type === 'MEDICAL_SETTLEMENT' ? fact.selfPaidFen : 0)));
  const band = printBand(bandOf(borne, bounds));
  return {
    zh: `${name.zh}：${facts.length} 次，自己付的钱大约在 ${band.zh} 之间`.replace('元以上 之间', '元以上'),
    en: `${name.en}: ${facts.length}; what you paid yourself lies in the band ${band.en}`,
  };
}

/** Facts that differ only in their month share one line. */
function tellEach(name: Words, facts: readonly Fact[]): readonly Words[] {
  const told = facts.map((fact) => ({ month: monthOf(fact), words: tellFields(fact) }));
  return [...Map.groupBy(told, ({ words }) => words.zh).values()].map((same) => {
    const months = same.flatMap(({ month }) => month ?? []).toSorted();
    const [first, last] = [months[0], months.at(-1)];
    const words = same[0]?.words ?? { zh: '', en: '' };
    if (first === undefined || last === undefined) {
      const times = same.length === 1 ? { zh: '', en: '' } : { zh: `（${same.length} 条）`, en: ` (${same.length})` };
      return { zh: `${name.zh}：${words.zh}${times.zh}`, en: `${name.en}: ${words.en}${times.en}` };
    }
    const when =
      first === last
        ? { zh: first, en: first }
        : { zh: `${first} 到 ${last}，共 ${months.length} 次`, en: `${first} to ${last}, ${months.length} times` };
    return { zh: `${name.zh}（${when.zh}）：${words.zh}`, en: `${name.en} (${when.en}): ${words.en}` };
  });
}

function tellFields(fact: Fact): Words {
  const values: Readonly<Record<string, unknown>> = fact;
  const parts = definitionOf(fact.type).fields.flatMap((field) => {
    const value = isInYuan(values) ? tellValue(field, values[field.name]) : tellForeign(field, values[field.name]);
    return value === null ? [] : [{ zh: `${field.zh} ${value.zh}`, en: `${field.en}: ${value.en}` }];
  });
  return { zh: parts.map(({ zh }) => zh).join('，'), en: parts.map(({ en }) => en).join('; ') };
}

function tellValue({ name, unit, words }: Field, value: unknown): Words | null {
  if (value === null || value === undefined || unit === 'MONTH' || TECHNICAL.has(unit)) return null;
  if (UNITS_OF_OTHERS.has(unit) || FIELDS_OF_OTHERS.has(name) || SAID_ALREADY.has(name)) return null;
  // A field with the value "no" is not shown.
  if (typeof value === 'boolean') return value ? { zh: '是', en: 'yes' } : null;
  if (typeof value === 'number') return (NUMBERS[unit] ?? plainly)(value);
  if (typeof value !== 'string' || value === '') return null;
  return words === undefined ? { zh: value, en: value } : { zh: words[value] ?? value, en: value.toLowerCase() };
}

/** Facts that do not say are in yuan. */
function isInYuan({ currency }: Readonly<Record<string, unknown>>): boolean {
  return currency === undefined || currency === YUAN;
}

/** Amounts in another currency, which is told beside them. */
function tellForeign(field: Field, value: unknown): Words | null {
  const isAmount = field.unit === 'FEN' || field.unit === 'SIGNED_FEN';
  if (!isAmount || typeof value !== 'number') return tellValue(field, value);
  return { zh: formatYuan(value), en: formatYuan(value) };
}

const plainly = (value: number): Words => ({ zh: String(value), en: String(value) });
const yuan = (value: number): Words => ({ zh: `${formatYuan(value)} 元`, en: `${formatYuan(value)} yuan` });
const hundredths =
  (zh: string, en: string) =>
  (value: number): Words => ({ zh: `${(value / 100).toFixed(2)} ${zh}`, en: `${(value / 100).toFixed(2)} ${en}` });

const NUMBERS: Partial<Readonly<Record<Unit, (value: number) => Words>>> = {
  FEN: yuan,
  SIGNED_FEN: yuan,
  AREA_HUNDREDTHS: hundredths('平方米', 'square metres'),
  MU_HUNDREDTHS: hundredths('亩', 'mu'),
  TON_HUNDREDTHS: hundredths('吨', 'tons'),
  PERCENT: (value) => ({ zh: `${value}%`, en: `${value} %` }),
  MILLILITRES: (value) => ({ zh: `${value} 毫升`, en: `${value} ml` }),
  DAYS: (value) => ({ zh: `${value} 天`, en: `${value} days` }),
  GRADE: (value) => ({ zh: `${value} 级`, en: `grade ${value}` }),
};

function monthOf(fact: Fact): string | null {
  const field = definitionOf(fact.type).fields.find(({ unit }) => unit === 'MONTH');
  const values: Readonly<Record<string, unknown>> = fact;
  const value = field === undefined ? null : values[field.name];
  return typeof value === 'string' ? value : null;
}

function nameOf(type: FactType): Words {
  const { zh, en } = definitionOf(type);
  return { zh, en };
}

function definitionOf(type: FactType) {
  const definition = FACTS.find((one) => one.type === type);
  if (definition === undefined) throw new RangeError('a fact is of a kind of the vocabulary');
  return { zh: definition.zh, en: definition.en, fields: fieldsOf(definition) };
}
