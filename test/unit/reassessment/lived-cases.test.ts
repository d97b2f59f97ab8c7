import { describe, expect, it } from 'vitest';
import { readCaseFile } from '../../../src/reassessment/read-case-file.ts';
import { fact } from '../indicators/facts.ts';
import { day } from '../indicators/world.ts';
import { APPLICANT, file, income, judge, sources, YEAR } from './case-text.ts';

/** Whole case files that came out wrong once, each with the mechanism that makes it right. */

const married = (spouseName: string, registeredOn: string, state: 'MARRIED' | 'ANNULLED' = 'MARRIED') =>
  fact('MARRIAGE', { spouseName, spouseNumber: null, registeredOn: day(registeredOn), state });
const employer = { payerName: '某公司', payerCode: '91320213MA1N12345X' };

describe('cases that failed once', () => {
  it('eleven months of contributions do not vanish behind one month of tax', () => {
    const { result, figure, words } = judge(
      'I05',
      file(
        {
          tax: [fact('TAXED_INCOME_MONTH', { ...employer, month: '2018-02' })],
          'social-insurance': YEAR.map((month) =>
            fact('CONTRIBUTION_MONTH', {
              month,
              employerName: employer.payerName,
              employerCode: employer.payerCode,
              baseFen: 300_000,
            }),
          ),
        },
        income('WAGE', 'WAGE', 300_000, '某公司'),
      ),
    );
    expect([result, figure?.value]).toEqual(['WARNING', 3_600_000]);
    expect(words).toMatch(/高于申报 33,000\.00 元.*社保缴费基数推算） 11 个月/);
  });

  it('a widow’s husband is no spouse whom she hides', () => {
    const { result, words } = judge(
      'I08',
      file({
        'civil-affairs': [married('陈某', '1990-05-01')],
        'household-register': [fact('HOUSEHOLD_REGISTRATION', { maritalState: 'WIDOWED' })],
      }),
    );
    expect(result).toBe('MEETS');
    expect(words).toContain('丧偶');
  });

  it('a void marriage ends no other', () => {
    const { result, words } = judge(
      'I08',
      file({ 'civil-affairs': [married('陈某', '1990-05-01'), married('周某', '2010-05-01', 'ANNULLED')] }),
    );
    expect([result, words.includes('陈某，未填报')]).toEqual(['WARNING', true]);
  });

  it('• and · are one dot', () => {
    const wife = { key: '阿依古丽·买买提', relation: '配偶', birthDate: '1970-01-01' };
    const told = { 'civil-affairs': [married('阿依古丽•买买提', '1990-05-01')] };
    expect(judge('I08', file(told, { members: [APPLICANT, wife] })).result).toBe('MEETS');
  });

  it('married by the household register alone is a doubt where no spouse is on the form', () => {
    expect(judge('I08', file({ 'household-register': [fact('HOUSEHOLD_REGISTRATION')] })).result).toBe('WARNING');
  });

  it.each([
    ['another county', ['330100'], 'WARNING'],
    ['the county of the case', ['320213'], 'MEETS'],
    ['an abolished county and its successor', ['320202', '320213'], 'WARNING'],
    ['a county and its village', ['320213', '320213001'], 'WARNING'],
    ['two counties', ['320213', '320281'], 'EXCEEDS'],
  ] as const)('an allowance in %s', (_, divisions, is) => {
    const aids = divisions.map((division) => fact('AID_ENTITLEMENT', { division, headNumber: null }));
    expect(judge('I09', file({ 'civil-affairs': aids })).result).toBe(is);
  });

  it('the household’s own allowance is no income against it', () => {
    const paid = YEAR.map((month) => fact('SUBSIDY_PAYMENT', { kind: 'SOCIAL_ASSISTANCE', item: '低保金', month }));
    const own = { finance: paid, 'civil-affairs': [fact('AID_ENTITLEMENT', { headNumber: null })] };
    expect(judge('I06', file(own))).toMatchObject({ result: 'MEETS', figure: { value: 0 } });
    expect(judge('I06', file({ finance: paid })).result).toBe('WARNING');
  });

  it.each([
    ['none declared', {}],
    ['zero declared', income('WAGE', 'WAGE', 0)],
  ])('200,000 yuan borne out of no income, %s', (_, declared) => {
    const borne = fact('MEDICAL_SETTLEMENT', { settledOn: day('2017-09-20'), selfPaidFen: 20_000_000 });
    expect(judge('I11', file({ 'medical-insurance': [borne] }, declared)).result).toBe('WARNING');
  });
});

describe('items of income', () => {
  it('are of the list, and a refusal names it', () => {
    const unknown = file({}, income('TRANSFER', 'PENSIONS', 1));
    expect(() => readCaseFile(unknown, sources)).toThrow(/declared\[0\]\.item\.item.*PENSION, RESIDENTS_BASIC_PENSION/);
  });
});
