import fc from 'fast-check';
import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { SourceFault } from '../../../src/sources/port.ts';
import { differencesOf, sampleOf } from '../../../src/evidence/format-sample.ts';

/** Possible values of an answer: numbers and names of people, amounts, and texts of any kind. */
const value = fc.oneof(
  fc.constantFrom('320213196001010011', '陆文斌', '阿依古丽·买买提', '12345.67', '苏B12345', '6222020200112233445'),
  fc.string({ minLength: 9, maxLength: 40 }).map((text) => `§${text}§`),
  fc.integer({ min: 1_000_000, max: 9_999_999 }),
  fc.boolean(),
  fc.constant(null),
);
/** Fields, and now and then a value where a field should stand: a map by number or by name. */
const key = fc.oneof(
  fc.constantFrom('ywlsh', 'records', 'zhye', 'RecordList', 'XM_2'),
  fc.constantFrom('320213196001010011', '陆文斌', '苏B12345', '12345.67'),
  fc.string({ minLength: 9, maxLength: 20 }).map((text) => `§${text}§`),
);
const { payload } = fc.letrec<{ payload: unknown; object: unknown }>((tie) => ({
  payload: fc.oneof({ maxDepth: 4 }, value, fc.array(tie('payload'), { maxLength: 4 }), tie('object')),
  object: fc.dictionary(key, tie('payload'), { maxKeys: 5 }),
}));

function valuesIn(tree: unknown): string[] {
  if (typeof tree === 'string') return [tree];
  if (typeof tree === 'number') return [String(tree)];
  if (typeof tree !== 'object' || tree === null) return [];
  const keys = Array.isArray(tree) ? [] : Object.keys(tree).filter((one) => !/^[A-Za-z_]+\d?$/.test(one));
  return [...keys, ...Object.values(tree).flatMap(valuesIn)];
}

describe('the sample of an answer that cannot be read', () => {
  it('holds no value, whatever the answer is', () => {
    fc.assert(
      fc.property(payload, (answer) => {
        const told = JSON.stringify(sampleOf('JSON', 1_000, answer));
        // A text that is quoted in JSON is written otherwise there: both writings are looked for.
        for (const secret of valuesIn(answer)) {
          expect(told).not.toContain(secret);
          expect(told).not.toContain(JSON.stringify(secret).slice(1, -1));
        }
      }),
      { numRuns: 500 },
    );
  });

  it('holds no value where it says how the answer differs', () => {
    const schema = z.strictObject({
      ywlsh: z.literal('R1'),
      records: z.array(z.union([z.strictObject({ zhye: z.number() }), z.strictObject({ zhzt: z.enum(['01', '02']) })])),
    });
    fc.assert(
      fc.property(payload, (answer) => {
        const parsed = schema.safeParse(answer);
        if (parsed.success) return;
        const told = differencesOf(parsed.error).join('\n');
        for (const secret of valuesIn(answer)) expect(told).not.toContain(secret);
      }),
      { numRuns: 500 },
    );
  });

  it('tells names, types and lengths, entries of a list together', () => {
    const answer = {
      ywlsh: 'R123',
      records: [
        { zhye: '5.00', zt: null },
        { zhye: '12345.00', zt: true },
      ],
    };
    expect(sampleOf('JSON', 90, answer, { differences: ['records[].zhye INVALID_TYPE'] })).toEqual({
      form: 'JSON',
      bytes: 90,
      differences: ['records[].zhye INVALID_TYPE'],
      fields: [
        { path: 'ywlsh', type: 'TEXT', shortest: 4, longest: 4 },
        { path: 'records', type: 'LIST', shortest: 2, longest: 2 },
        { path: 'records[]', type: 'OBJECT', shortest: 2, longest: 2 },
        { path: 'records[].zhye', type: 'TEXT', shortest: 4, longest: 8 },
        { path: 'records[].zt', type: 'NOTHING', shortest: 0, longest: 0 },
        { path: 'records[].zt', type: 'FLAG', shortest: 0, longest: 0 },
      ],
    });
  });

  it('names the field that another kind of record would not have, not those of all kinds', () => {
    const kinds = z.union([
      z.strictObject({ code: z.literal('A'), sum: z.string(), since: z.string() }),
      z.strictObject({ code: z.literal('B'), name: z.string() }),
    ]);
    const parsed = z.strictObject({ records: z.array(kinds) }).safeParse({ records: [{ code: 'B', name: 1 }] });
    expect(parsed.error && differencesOf(parsed.error)).toEqual(['records[].name INVALID_TYPE']);
  });

  it('is of bounded size', () => {
    const wide = Object.fromEntries(
      Array.from({ length: 500 }, (_, index) => [`f_${'x'.repeat(index % 25)}${index % 100}`, 1]),
    );
    expect(sampleOf('JSON', 1, [wide]).fields.length).toBeLessThanOrEqual(200);
  });

  it('is all that a fault shows of the answer, however it is printed', () => {
    const raw = new TextEncoder().encode('{"xm":"陆文斌"}');
    const fault = new SourceFault('FORMAT_CHANGED', {
      retryable: false,
      unread: { raw, sample: sampleOf('JSON', 1, {}) },
    });
    expect(fault.unread?.raw).toBe(raw);
    const printed = `${inspect(fault, { depth: 9 })} ${JSON.stringify(fault)} ${fault.stack}`;
    expect(printed).not.toContain('陆文斌');
    expect(printed).not.toContain(String(raw[5]) + ',');
  });
});
