import { describe, expect, it } from 'vitest';
import { diffPacks } from '../../../src/policy/diff.ts';
import { POLICY_PACKS } from '../../../src/policy/registry.ts';
import { findPack } from '../../../src/verification/pack-of.ts';

const PACK = findPack(POLICY_PACKS, 'wuxi-urban-2017-07-2');
const withRules = (rules: Partial<typeof PACK.rules>) => ({ ...PACK, rules: { ...PACK.rules, ...rules } });

describe('diffPacks', () => {
  it('finds nothing between a pack and itself', () => {
    expect(diffPacks(PACK, PACK)).toEqual([]);
  });

  it('tells a rule in words and figures, with the text behind each side', () => {
    const { dibaoStandardFen } = PACK.rules;
    const document = '《通知（2018年）》';
    const after = withRules({ dibaoStandardFen: { ...dibaoStandardFen, value: 90_050, document, verified: false } });
    expect(diffPacks(PACK, after)).toMatchObject([
      {
        rule: 'dibaoStandardFen',
        change: 'CHANGED',
        before: { value: 82_000, words: { zh: '820.00 元/人·月' }, source: { verified: true } },
        after: { value: 90_050, words: { en: '900.50 yuan a head and month' }, source: { document, verified: false } },
      },
    ]);
  });

  it('tells a rule whose value stays and whose text changes', () => {
    const after = withRules({ nearLinePercent: { ...PACK.rules.nearLinePercent, verified: true } });
    expect(diffPacks(PACK, after)).toMatchObject([{ rule: 'nearLinePercent', change: 'SOURCE' }]);
  });

  it('tells which exclusions and terms came and went, by kind and first day', () => {
    const [first, ...incomeExclusions] = PACK.rules.incomeExclusions;
    const { deadlines: _, ...rules } = PACK.rules;
    const differences = diffPacks({ ...PACK, rules }, withRules({ incomeExclusions }));
    expect(first?.value.kind).toBe('PREFERENTIAL_PENSION');
    expect(differences[0]).toMatchObject({
      rule: 'incomeExclusions.PREFERENTIAL_PENSION.1999-10-01',
      change: 'REMOVED',
    });
    expect(differences.slice(1).every(({ change }) => change === 'ADDED')).toBe(true);
    expect(differences).toHaveLength(1 + (PACK.rules.deadlines?.length ?? 0));
  });

  it('tells the frame of a pack', () => {
    expect(diffPacks(PACK, { ...PACK, effectiveTo: PACK.confirmedUntil })).toMatchObject([
      { rule: 'effectiveTo', before: { words: { zh: '未定' } }, after: { value: '2018-06-30' } },
    ]);
  });
});
