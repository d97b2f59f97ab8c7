import { describe, expect, it } from 'vitest';
import { fact } from '../indicators/facts.ts';
import { day, home } from '../indicators/world.ts';
import { APPLICANT, file, income, judge, YEAR } from './case-text.ts';

/** Whole case files of somebody who tried to lead the rules astray, each with the mechanism that holds. */

const WIFE = { key: '乙', relation: '配偶', birthDate: '1970-01-01' };
const declares = (...items: readonly ReturnType<typeof income>[]) => ({
  declared: items.flatMap(({ declared }) => declared),
});

describe('an item that nobody declared', () => {
  const rents = YEAR.map((month) =>
    fact('TAXED_INCOME_MONTH', { month, kind: 'PROPERTY_RENT', payerName: '某户', incomeFen: 100_000 }),
  );
  const dividend = fact('COLLECTIVE_DIVIDEND', { collectiveName: '一村', year: 2017, amountFen: 100_000 });
  const both = { tax: rents, agriculture: [dividend] };

  it('of property hides behind no other item of property', () => {
    const { result, words } = judge('I07', file(both, income('PROPERTY', 'RENT', 1_200_000)));
    expect(result).toBe('WARNING');
    expect(words).toMatch(/高于申报 1,000\.00 元（年），其中未申报：甲：集体分红/);
    const whole = declares(income('PROPERTY', 'RENT', 1_200_000), income('PROPERTY', 'DIVIDEND', 100_000));
    expect(judge('I07', file(both, whole)).result).toBe('MEETS');
    expect(judge('I07', file(both, income('PROPERTY', 'PROPERTY', 1_300_000))).result).toBe('MEETS');
  });

  it('is declared where one code names two of them', () => {
    const taxed = fact('TAXED_INCOME_MONTH', {
      month: '2017-09',
      kind: 'INTEREST_DIVIDEND',
      payerName: '某公司',
      incomeFen: 500_000,
    });
    const shares = { tax: [taxed], agriculture: [dividend] };
    expect(judge('I07', file(shares, income('PROPERTY', 'DIVIDEND', 600_000))).result).toBe('MEETS');
    expect(judge('I07', file(shares, income('PROPERTY', 'DIVIDEND', 500_000))).words).toContain('未申报：甲：集体分红');
    const apart = declares(income('PROPERTY', 'DIVIDEND', 100_000), income('PROPERTY', 'INTEREST', 500_000));
    expect(judge('I07', file(shares, apart)).result).toBe('MEETS');
  });
});

describe('registers that have moved on', () => {
  it.each([0, -20_000])('a dividend of %d fen hides none of the year before', (amountFen) => {
    const ofYear = (year: number, fen: number) =>
      fact('COLLECTIVE_DIVIDEND', { collectiveName: '一村', year, amountFen: fen });
    const { result, figure } = judge('I07', file({ agriculture: [ofYear(2017, 300_000), ofYear(2018, amountFen)] }));
    expect([result, figure?.value]).toEqual(['WARNING', 300_000]);
  });

  it('a contract that the register of titles has overtaken is no doubt', () => {
    const title = (changes: Parameters<typeof home>[0]) => home({ address: '示例路 1 号', ...changes });
    const contract = fact('HOUSING_CONTRACT', { address: '示例路1号', signedOn: day('2011-01-01') });
    const bought = (on: string) =>
      judge('I01', file({ 'real-estate': [title({ registeredOn: day(on) })], 'housing-contracts': [contract] }));
    expect(bought('2012-06-01').result).toBe('MEETS');
    expect(bought('2005-06-01').words).toContain('尚未登记');
    const sold = { ...contract, role: 'SELLER' as const };
    const { words } = judge(
      'I01',
      file({ 'real-estate': [title({ status: 'HISTORICAL' })], 'housing-contracts': [sold] }),
    );
    expect(words).toContain('为历史登记');
    expect(words).not.toContain('尚未登记');
  });

  it('an old title of a home that the family holds today is no home that went', () => {
    const old = home({ status: 'HISTORICAL' });
    const told = (unitNumber: string) => [
      { member: '甲', source: 'real-estate', kind: 'HIT', facts: [old] },
      { member: '乙', source: 'real-estate', kind: 'HIT', facts: [home({ unitNumber })] },
    ];
    const members = [APPLICANT, WIFE];
    const { result, words } = judge('I01', file({}, { members, evidence: told(old.unitNumber) }));
    expect(result).toBe('MEETS');
    expect(words).toContain('的历史登记，现登记在乙名下');
    expect(judge('I01', file({}, { members, evidence: told('另一单元') })).result).toBe('WARNING');
  });

  it('people in a register that was left are no companions', () => {
    const page = (registerNumber: string, status: 'NORMAL' | 'MOVED_OUT') =>
      fact('HOUSEHOLD_REGISTRATION', {
        registerNumber,
        status,
        maritalState: 'UNMARRIED',
        statusOn: day('2010-01-01'),
      });
    const companion = fact('REGISTER_COMPANION', { registerNumber: '旧户', name: '钱某' });
    const told = (...pages: readonly ReturnType<typeof page>[]) =>
      judge('I08', file({ 'household-register': [...pages, companion] })).result;
    expect(told(page('旧户', 'MOVED_OUT'), page('新户', 'NORMAL'))).toBe('MEETS');
    expect(told(page('旧户', 'NORMAL'))).toBe('WARNING');
    expect(told(page('新户', 'NORMAL'))).toBe('WARNING');
  });
});
