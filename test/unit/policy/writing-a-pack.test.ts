import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseCalendarDate } from '../../../src/platform/calendar-date.ts';
import { doubtsOf } from '../../../src/policy/doubts.ts';
import { policyFileJsonSchema } from '../../../src/policy/file-schema.ts';
import { readEntered } from '../../../src/policy/entered-value.ts';
import { standingOf } from '../../../src/policy/missing.ts';
import { readPackFiles } from '../../../src/policy/pack-file.ts';
import { POLICY_LAYERS, POLICY_PACKS } from '../../../src/policy/registry.ts';
import { layerFor, newPackId, templateOf } from '../../../src/policy/template.ts';
import { checkPacks } from '../../../src/policy/validate.ts';

const HOUSE = [...POLICY_PACKS, ...POLICY_LAYERS];
const EXAMPLE = readFileSync(new URL('../../../docs/examples/policy-hangzhou-demo.json', import.meta.url), 'utf8');
const example = JSON.parse(EXAMPLE) as { id: string; rules: Record<string, { value: unknown }> };

const draft = (region: string, day: string) => {
  const effectiveFrom = parseCalendarDate(day);
  const inherits = layerFor(POLICY_LAYERS, region, effectiveFrom)?.id ?? '';
  const dates = { application: effectiveFrom, base: effectiveFrom, decision: effectiveFrom };
  const { missing } = standingOf([], POLICY_LAYERS, { region, residence: 'URBAN', dates });
  const id = newPackId(region, 'URBAN', effectiveFrom);
  return templateOf({ id, region, residence: 'URBAN', effectiveFrom, inherits, missing });
};
type Draft = { inherits: string; rules: Record<string, { value: unknown; document: string; article: string }> };
const warned = (changes: object, rules: object = {}) => {
  const file = { ...example, ...changes, rules: { ...example.rules, ...rules } };
  const packs = readPackFiles([{ name: 'a.json', text: JSON.stringify(file) }], HOUSE, { apart: true });
  return packs.flatMap((pack) => doubtsOf(pack, HOUSE)).map(({ path, zh }) => `${path.map(String).join('.')} ${zh}`);
};
const rule = (value: unknown) => ({ value, document: '演示', article: '', verified: false });

describe('a draft', () => {
  it.each([
    ['330100', '2026-08-01', 'national-2026'],
    ['330100', '2022-07-01', 'national-2021'],
    ['320400', '2026-07-01', 'jiangsu-2026'],
    ['320400', '2018-07-01', 'national-2012'],
  ])('for %s from %s inherits from the nearest layer of its day, %s', (region, day, layer) => {
    expect(draft(region, day)).toMatchObject({ inherits: layer });
  });

  it('is refused with every place that is still to be filled, and is a pack once they are', () => {
    const file = draft('330100', '2026-07-01') as Draft;
    expect(JSON.stringify(file, null, 2).split('\n').length).toBeLessThanOrEqual(60);
    const places = checkPacks([file, ...HOUSE]).faults.map(({ path }) => path.map(String).join('.'));
    expect(places).toContain('rules.dibaoStandardFen.value');
    const valued = Object.entries(file.rules).map(([name, one]) => [
      name,
      { ...one, value: example.rules[name]?.value },
    ]);
    const half = { ...file, rules: Object.fromEntries(valued) };
    const unfilled = checkPacks([half, ...HOUSE]).faults.map(({ path, zh }) => `${path.map(String).join('.')} ${zh}`);
    expect(unfilled).toHaveLength(2 * Object.keys(file.rules).length);
    expect(unfilled).toContain('rules.dibaoStandardFen.document 尚未填写');
    const filled = valued.map(([name, one]) => [name, { ...(one as object), document: '演示', article: '' }]);
    expect(checkPacks([{ ...file, rules: Object.fromEntries(filled) }, ...HOUSE]).faults).toEqual([]);
  });
});

describe('what is hardly meant', () => {
  it('is not found in the example', () => {
    expect(warned({})).toEqual([]);
  });

  it.each([
    [
      'a standard of 9 yuan',
      {},
      { dibaoStandardFen: rule(900) },
      /^rules\.dibaoStandardFen\.value 9\.00 元，不在常见范围/,
    ],
    ['a multiple of 15', {}, { edgeMultiple: rule(15) }, /^rules\.edgeMultiple\.value 15 倍/],
    ['a day in the middle of a month', { effectiveFrom: '2026-07-11' }, {}, /^effectiveFrom 不是某月 1 日/],
    ['confidence for ten years', { confirmedUntil: '2036-06-30' }, {}, /^confirmedUntil /],
    [
      'a layer that has ended',
      { inherits: 'national-2025', effectiveFrom: '2026-01-01' },
      {},
      /^inherits national-2025 至 2026-06-30 止/,
    ],
    ['a layer of later', { effectiveFrom: '2025-07-01' }, {}, /^inherits national-2026 自 2026-07-01 起/],
  ])('is warned of: %s', (_case, changes, rules, words) => {
    expect(warned(changes, rules)).toContainEqual(expect.stringMatching(words));
  });

  it('is a leap from one year to the next', () => {
    const next = {
      ...example,
      id: 'next',
      follows: example.id,
      effectiveFrom: '2027-07-01',
      confirmedUntil: '2028-06-30',
      knownSince: '2027-06-20',
      rules: { ...example.rules, dibaoStandardFen: rule(222_200) },
    };
    const files = [example, next].map((one, index) => ({ name: `${index}.json`, text: JSON.stringify(one) }));
    const packs = readPackFiles(files, HOUSE);
    const [, second] = packs;
    if (second === undefined) throw new Error('two were read');
    expect(doubtsOf(second, packs).map(({ zh }) => zh)).toEqual(['由 1,111.00 元 变为 2,222.00 元，变化异常，请核对']);
  });
});

describe('what an officer types', () => {
  it.each([
    ['dibaoStandardFen', '1111', 111_100],
    ['dibaoStandardFen', '1111.5', 111_150],
    ['dibaoStandardFen', '1,111', null],
    ['edgeMultiple', '1.6', 1.6],
    ['edgeMultiple', '一点六', null],
    ['housingFundIsAsset', 'true', true],
    ['housingFundIsAsset', '是', null],
  ] as const)('for %s, %s, is read in the form of a pack', (name, text, value) => {
    expect(readEntered(name, text)).toBe(value);
  });
});

it('a confirmed value names two people, and is verified', () => {
  const confirmation = {
    documentNumber: '演民〔2026〕1号',
    enteredBy: 'a',
    confirmedBy: 'b',
    confirmedOn: '2026-07-01',
  };
  const faults = (changes: object) =>
    checkPacks([
      {
        ...example,
        rules: { ...example.rules, homesAllowed: { ...rule(1), verified: true, confirmation, ...changes } },
      },
      ...HOUSE,
    ]).faults.map(({ path }) => path.map(String).join('.'));
  expect(faults({})).toEqual([]);
  expect(faults({ verified: false })).toEqual(['rules.homesAllowed.verified']);
  expect(faults({ confirmation: { ...confirmation, confirmedBy: 'a' } })).toEqual([
    'rules.homesAllowed.confirmation.confirmedBy',
  ]);
});

it('the published form describes every field of a file', () => {
  const { properties = {} } = policyFileJsonSchema();
  const bare = Object.entries(properties).filter(([, one]) => typeof one !== 'object' || one.description === undefined);
  expect(bare.map(([name]) => name)).toEqual([]);
  const rules = (properties['rules'] as { properties: Record<string, { description?: string }> }).properties;
  expect(Object.entries(rules).filter(([, one]) => one.description === undefined)).toEqual([]);
});
