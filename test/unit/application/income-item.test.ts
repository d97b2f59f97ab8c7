import { describe, expect, it } from 'vitest';
import { declaredContentSchema, declaredInputSchema } from '../../../src/application/declared-item.ts';
import { declaresItem, INCOME_ITEM_CODES, incomeItemWord, isOpenCode } from '../../../src/application/income-item.ts';
import { POLICY_PACKS } from '../../../src/policy/registry.ts';

const income = (item: string) => ({ kind: 'INCOME', incomeKind: 'TRANSFER', item, yearlyFen: 1, payer: null });

describe('items of income', () => {
  it('are written by the codes of the list, and read as they were once written', () => {
    for (const item of INCOME_ITEM_CODES) expect(declaredInputSchema.safeParse(income(item)).success).toBe(true);
    expect(declaredInputSchema.safeParse(income('OLD_CODE')).success).toBe(false);
    expect(declaredContentSchema.safeParse(income('OLD_CODE')).success).toBe(true);
  });

  it('hold every kind that a pack leaves out', () => {
    const kinds = POLICY_PACKS.flatMap(({ rules }) => rules.incomeExclusions.map(({ value }) => value.kind));
    expect(INCOME_ITEM_CODES).toEqual(expect.arrayContaining(kinds));
  });

  it('have a Chinese word, which an older code has not', () => {
    expect([incomeItemWord('SUPPORT'), incomeItemWord('OLD_CODE')]).toEqual(['赡养费、抚养费、扶养费', null]);
  });

  it('name one thing, or no more than their kind', () => {
    expect(['WAGE', 'TRANSFER', 'OTHER', 'SHOP', 'OLD_CODE'].every(isOpenCode)).toBe(true);
    expect(['PENSION', 'SUPPORT', 'RENT', 'SUBSIDY'].some(isOpenCode)).toBe(false);
  });

  it.each([
    ['PENSION', 'PENSION', true],
    ['RESIDENTS_BASIC_PENSION', 'PENSION', true],
    ['UNEMPLOYMENT', 'UNEMPLOYMENT_BENEFIT', true],
    ['SUBSIDY', 'OLD_AGE_ALLOWANCE', true],
    ['SUPPORT', 'PENSION', false],
    ['SUBSIDY', 'PENSION', false],
    ['PENSION', 'SUBSIDY', false],
  ] as const)('%s declares %s: %s', (code, item, is) => {
    expect(declaresItem(code, item)).toBe(is);
  });
});
