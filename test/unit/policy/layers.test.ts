import { describe, expect, it } from 'vitest';
import { parseCalendarDate } from '../../../src/platform/calendar-date.ts';
import { findTerm } from '../../../src/policy/deadlines.ts';
import { chooseOrName, standingOf } from '../../../src/policy/missing.ts';
import { POLICY_LAYERS, POLICY_PACKS } from '../../../src/policy/registry.ts';
import { checkPacks } from '../../../src/policy/validate.ts';
import { readFileSync } from 'node:fs';

const HANGZHOU = readFileSync(new URL('../../../docs/examples/policy-hangzhou-demo.json', import.meta.url), 'utf8');

const on = (region: string, day: string, residence: 'URBAN' | 'RURAL' = 'URBAN') => {
  const date = parseCalendarDate(day);
  return { region, residence, dates: { application: date, base: date, decision: date } };
};
const missingIn = (region: string, day: string) =>
  standingOf(POLICY_PACKS, POLICY_LAYERS, on(region, day)).missing.map(({ rule }) => rule);

describe('the layers of the release', () => {
  it('stand for each generation of the law without gap or overlap', () => {
    const national = POLICY_LAYERS.filter(({ region }) => region === '100000');
    expect(national.map(({ effectiveFrom, effectiveTo }) => [effectiveFrom, effectiveTo])).toEqual([
      ['2012-12-12', '2021-06-30'],
      ['2021-07-01', '2024-12-31'],
      ['2025-01-01', '2026-06-30'],
      ['2026-07-01', null],
    ]);
  });

  it("state no amount: a standard is never a layer's", () => {
    for (const { rules } of POLICY_LAYERS) {
      expect([rules.dibaoStandardFen, rules.financialMonths, rules.homesAllowed]).toEqual([
        undefined,
        undefined,
        undefined,
      ]);
      expect(rules.disposableIncomeYearlyFen?.value ?? null).toBeNull();
    }
  });

  it("say of 2026 what the law says: the ratio of the edge is the province's, no longer 1.5", () => {
    const edge = POLICY_LAYERS.map(({ id, rules }) => [id, rules.edgeMultiple?.value ?? null]);
    expect(Object.fromEntries(edge)).toMatchObject({
      'national-2012': null,
      'national-2021': 1.5,
      'national-2025': 1.5,
      'national-2026': null,
      'jiangsu-2025': 1.5,
      'jiangsu-2026': null,
    });
  });

  it('mark as verified only what was seen: of Jiangsu nothing that is its own', () => {
    const jiangsu = POLICY_LAYERS.find(({ id }) => id === 'jiangsu-2019');
    const own = jiangsu?.rules.deadlines?.filter(({ document }) => document.includes('江苏')) ?? [];
    expect(own.map(({ value, verified }) => [value.kind, value.count, verified])).toEqual([
      ['RECHECK_UNSTEADY', 3, false],
    ]);
  });
});

describe('a place without a pack', () => {
  it('is told what it must enter, by the generation of the day', () => {
    const always = [
      'dibaoStandardFen',
      'financialMonths',
      'rigidRatioPercent',
      'homesAllowed',
      'vehiclesAllowed',
      'enterprisesAllowed',
    ];
    expect(missingIn('330106', '2022-01-05')).toEqual(always);
    expect(missingIn('330106', '2026-12-01')).toEqual(['dibaoStandardFen', 'edgeMultiple', ...always.slice(1)]);
    expect(missingIn('320213', '2018-01-05')).toEqual([]);
  });

  it('is refused by the names of these values', () => {
    expect(() => chooseOrName(POLICY_PACKS, POLICY_LAYERS, on('330106', '2026-12-01'))).toThrow(
      expect.objectContaining({
        code: 'NOT_FOUND',
        details: expect.objectContaining({
          zh: expect.stringMatching(
            /^杭州市西湖区城镇没有 2026年12月1日 适用的政策包，尚缺：最低生活保障标准、低保边缘倍数、/,
          ),
        }),
      }),
    );
  });

  it('is whole with a file that states what differs, in at most 60 lines', () => {
    expect(HANGZHOU.split('\n').length).toBeLessThanOrEqual(61);
    const { packs, faults } = checkPacks([JSON.parse(HANGZHOU), ...POLICY_LAYERS]);
    expect(faults).toEqual([]);
    const { pack } = chooseOrName(packs, POLICY_LAYERS, on('330106', '2026-12-01'));
    expect(pack.rules.dibaoStandardFen.value).toBe(111_100);
    expect(findTerm(pack, 'CONFIRMATION', parseCalendarDate('2026-12-01'))).toMatchObject({
      count: 10,
      verified: true,
    });
    expect(() => chooseOrName(packs, POLICY_LAYERS, on('330182', '2026-12-01'))).toThrow('missing');
  });
});

it('a district and a rural pack stand on the same layers as their city', () => {
  const city = JSON.parse(HANGZHOU) as object;
  const rural = { ...city, id: 'rural', residence: 'RURAL' };
  const district = {
    ...city,
    id: 'district',
    inherits: 'hangzhou-urban-2026-07-demo',
    region: '330106',
    exceptRegions: [],
    rules: { homesAllowed: { value: 2, document: '演示', article: '', verified: false } },
  };
  const { packs, faults } = checkPacks([city, rural, district, ...POLICY_LAYERS]);
  expect(faults).toEqual([]);
  const chosen = (region: string, residence: 'URBAN' | 'RURAL') =>
    chooseOrName(packs, POLICY_LAYERS, on(region, '2026-12-01', residence)).pack;
  expect([chosen('330106', 'URBAN').id, chosen('330105', 'URBAN').id, chosen('330106', 'RURAL').id]).toEqual([
    'district',
    'hangzhou-urban-2026-07-demo',
    'rural',
  ]);
  expect(chosen('330106', 'URBAN').rules.dibaoStandardFen.value).toBe(111_100);
});
