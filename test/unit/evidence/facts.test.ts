import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createPopulation, everyone } from '../../../adapters/sandbox/population.ts';
import { SOURCES } from '../../../adapters/registry.ts';
import { defineFact, fieldsOf } from '../../../src/evidence/define-fact.ts';
import { FACTS, factSchema } from '../../../src/evidence/facts.ts';
import { UNITS } from '../../../src/evidence/field-meaning.ts';
import { parseCalendarDate } from '../../../src/platform/calendar-date.ts';

const population = createPopulation('vocabulary');
/** No person has this fact: a bank computes it from its facts for a threshold question. */
const overLine = {
  type: 'BANK_LINE',
  bankCode: 'DEMO-C',
  lineFen: 4_329_600,
  over: false,
  heldOn: parseCalendarDate('2018-01-31'),
} as const;
const samples = [...population.families(), ...Array.from({ length: 60 }, (_, n) => population.household(n * 7919))]
  .flatMap(everyone)
  .flatMap(({ facts }) => facts)
  .concat(overLine);

describe.each(FACTS.map((fact) => [fact.type, fact] as const))('%s', (type, definition) => {
  const fields = fieldsOf(definition);

  it('means something in both languages, in each field', () => {
    expect(definition.zh).toMatch(/\p{Script=Han}/u);
    expect(definition.en).toMatch(/^[a-z]/);
    expect(fields.length).toBeGreaterThan(1);
    for (const { zh, en, description, words } of fields) {
      expect(zh).toMatch(/\p{Script=Han}/u);
      expect(en).toMatch(/^[a-z]/);
      expect(description).toContain(zh);
      for (const [word, inChinese] of Object.entries(words ?? {})) {
        expect([word, inChinese]).toEqual([
          expect.stringMatching(/^[A-Z_]+$/),
          expect.stringMatching(/\p{Script=Han}/u),
        ]);
      }
    }
  });

  it('has names that end in their unit, and no name that ends in another', () => {
    for (const { name, unit } of fields) {
      const { ends } = UNITS[unit];
      if (ends !== null) expect(name).toMatch(ends);
      if (name.endsWith('Fen')) expect(unit).toMatch(/FEN$/);
      if (name.endsWith('Hundredths')) expect(unit).toMatch(/HUNDREDTHS$/);
      if (/Percent$|On$|[mM]onth$/.test(name)) expect(['PERCENT', 'DATE', 'MONTH']).toContain(unit);
    }
  });

  it('round-trips through JSON, and refuses a field too many, one too few and another type', () => {
    const facts = samples.filter((fact) => fact.type === type);
    expect(facts.length).toBeGreaterThan(0);
    for (const fact of facts) {
      expect(factSchema.parse(JSON.parse(JSON.stringify(fact)))).toEqual(fact);
      expect(factSchema.safeParse({ ...fact, diagnosis: 'x' }).success).toBe(false);
      for (const { name } of fields.filter(({ optional }) => !optional)) {
        const { [name]: _, ...short } = fact as Record<string, unknown>;
        expect(factSchema.safeParse(short).success).toBe(false);
      }
    }
  });

  it('takes no fraction where it counts', () => {
    const counted = fields.filter(({ unit }) => /FEN|HUNDREDTHS|PERCENT|COUNT|DAYS|GRADE|YEAR|MILLILITRES/.test(unit));
    const [fact] = samples.filter((one) => one.type === type);
    for (const { name } of counted) {
      expect(factSchema.safeParse({ ...fact, [name]: 1.5 }).success).toBe(false);
    }
  });
});

describe('the vocabulary', () => {
  it('has one type and one list for each kind of fact', () => {
    expect(new Set(FACTS.map(({ type }) => type)).size).toBe(FACTS.length);
    expect(new Set(FACTS.map(({ list }) => list)).size).toBe(FACTS.length);
    for (const { list } of FACTS) expect(list).toMatch(/^[a-z][A-Za-z]+$/);
  });

  it('masks every number of another person, and asks for no diagnosis', () => {
    const fields = FACTS.flatMap((fact) => fieldsOf(fact).map((field) => ({ ...field, type: fact.type })));
    const others = fields.filter(({ unit }) => unit === 'PERSON_NUMBER').map(({ type, name }) => `${type}.${name}`);
    expect(others).toEqual(['AID_ENTITLEMENT.headNumber', 'MARRIAGE.spouseNumber', 'REGISTER_COMPANION.personNumber']);
    expect(fields.filter(({ name, zh }) => /diagnos/i.test(name) || zh.includes('诊断'))).toEqual([]);
  });

  it('is spoken by sources that each give types of their own', () => {
    const given = SOURCES.flatMap(({ facts }) => facts);
    expect(new Set(given).size).toBe(given.length);
  });

  it('refuses a field without a meaning', () => {
    const identity = { belongsTo: 'PERSON', namedBy: 'CONTENT' } as const;
    const odd = defineFact({ type: 'ODD', list: 'odd', zh: '怪', en: 'odd', identity, shape: { plain: z.string() } });
    expect(() => fieldsOf(odd)).toThrow(RangeError);
  });

  it('knows days and months of the calendar only', () => {
    const [month] = samples.filter((fact) => fact.type === 'CONTRIBUTION_MONTH');
    fc.assert(
      fc.property(fc.string({ maxLength: 8 }), (text) => {
        const lawful = /^(19|20)\d{2}-(0[1-9]|1[0-2])$/.test(text);
        expect(factSchema.safeParse({ ...month, month: text }).success).toBe(lawful);
      }),
    );
  });
});
