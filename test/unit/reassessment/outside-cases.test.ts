import { describe, expect, it } from 'vitest';
import { fact } from '../indicators/facts.ts';
import { day, home, vehicle } from '../indicators/world.ts';
import { APPLICANT, conclude, file, income, judge, YEAR } from './case-text.ts';

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

describe('one code for several things', () => {
  const pension = (kind: 'EMPLOYEE' | 'SURVIVOR', monthlyFen: number) =>
    fact('PENSION', { kind, monthlyFen, basicPartFen: null, since: day('2010-01-01') });
  const two = { 'social-insurance': [pension('EMPLOYEE', 200_000), pension('SURVIVOR', 20_000)] };

  it('does not hide a second pension within the tolerance of the first', () => {
    const one = judge('I06', file(two, income('TRANSFER', 'PENSION', 2_400_000)));
    expect(one.result).toBe('WARNING');
    expect(one.words).toContain('其中未申报：甲：遗属待遇');
    expect(judge('I06', file(two, income('TRANSFER', 'PENSION', 2_640_000))).result).toBe('MEETS');
    expect(judge('I06', file(two, income('TRANSFER', 'PENSION', 2_500_000))).result).toBe('MEETS');
  });
});

describe('wages', () => {
  const base = (month: string, changes: object = {}) =>
    fact('CONTRIBUTION_MONTH', { month, employerName: null, employerCode: null, baseFen: 300_000, ...changes });

  it('of an employer whom the register does not name are wages', () => {
    const { result, figure, words } = judge('I05', file({ 'social-insurance': YEAR.map((month) => base(month)) }));
    expect([result, figure?.value]).toEqual(['WARNING', 3_600_000]);
    expect(words).toContain('未登记名称的单位（按社保缴费基数推算） 12 个月');
    expect(words).not.toContain('未申报的用人单位');
  });

  it('are no second wage beside the employer whom another register names', () => {
    const taxed = YEAR.map((month) => fact('TAXED_INCOME_MONTH', { month, payerName: '某公司', incomeFen: 300_000 }));
    const both = { tax: taxed, 'social-insurance': YEAR.map((month) => base(month)) };
    const { result, figure } = judge('I05', file(both, income('WAGE', 'WAGE', 3_600_000, '某公司')));
    expect([result, figure?.value]).toEqual(['MEETS', 3_600_000]);
  });

  it('that are left to the check and known by an estimate are not reckoned as the months that tax knows', () => {
    const left = { declared: [{ member: '甲', item: { kind: 'BY_CHECK', item: 'WAGE' } }] };
    const taxed = (...months: readonly string[]) =>
      months.map((month) => fact('TAXED_INCOME_MONTH', { month, payerName: '某公司', incomeFen: 300_000 }));
    const bases = YEAR.map((month) => base(month, { employerName: '某公司' }));
    const part = conclude(file({ tax: taxed('2017-12'), 'social-insurance': bases }, left));
    expect([part.assessment, part.overall]).toEqual([null, 'DOUBTS']);
    expect(part.doubts.map(({ zh }) => zh).join()).toContain('只有推算数');
    const whole = conclude(file({ tax: taxed(...YEAR), 'social-insurance': bases }, left));
    expect([whole.assessment?.income.annualFen, whole.overall]).toEqual([3_600_000, 'NO_DOUBT']);
  });
});

describe('a business', () => {
  const code = '92320213MA1111111X';
  const turnover = (since: string, until: string, turnoverFen: number, basis: 'INVOICED' | 'ASSESSED' = 'INVOICED') =>
    fact('SOLE_TRADER_TURNOVER', {
      traderCode: code,
      traderName: '某店',
      basis,
      since: day(since),
      until: day(until),
      turnoverFen,
    });
  const role = fact('BUSINESS_ROLE', {
    entityCode: code,
    entityName: '某店',
    role: 'SOLE_TRADER',
    subscribedFen: 1_000,
  });

  it('has one turnover of a year and of its quarters', () => {
    const year = turnover('2017-03-01', '2018-02-28', 1_000_000);
    const quarters = [turnover('2017-03-01', '2017-05-31', 300_000), turnover('2017-06-01', '2017-08-31', 300_000)];
    const told = (...all: readonly ReturnType<typeof turnover>[]) =>
      judge('I04', file({ tax: [...all], 'business-registration': [role] })).words;
    expect(told(year, ...quarters)).toContain('营收 10,000.00 元');
    expect(told(...quarters)).toContain('营收 6,000.00 元');
    expect(told(turnover('2017-03-01', '2018-02-28', 500_000), ...quarters)).toContain('营收 6,000.00 元');
  });

  it('is known to the tax office by its name where no code is told', () => {
    const paid = fact('TAXED_INCOME_MONTH', {
      month: '2017-10',
      kind: 'OPERATING',
      payerName: '某店',
      payerCode: null,
      incomeFen: 500_000,
    });
    const { result, words } = judge('I04', file({ tax: [paid], 'business-registration': [role] }));
    expect(result).toBe('EXCEEDS');
    expect(words).toContain('税务已知营收 5,000.00 元');
  });

  it('has its capital subscribed once by who has two parts in it', () => {
    const parts = [role, { ...role, role: 'LEGAL_REPRESENTATIVE' as const }];
    expect(judge('I04', file({ 'business-registration': parts })).words).toContain('认缴合计 10.00 元');
  });
});

describe('aid', () => {
  it('that lasts and pays nothing is told where it runs in another county', () => {
    const edge = (division: string, oneOffFen: number) =>
      fact('AID_ENTITLEMENT', { program: 'MINIMUM_LIVING_EDGE', division, monthlyFen: 0, oneOffFen, headNumber: null });
    expect(judge('I09', file({ 'civil-affairs': [edge('330100', 0)] })).words).toContain('不在本案所在地');
    expect(judge('I09', file({ 'civil-affairs': [edge('320213', 0)] })).result).toBe('MEETS');
    expect(judge('I09', file({ 'civil-affairs': [edge('330100', 100)] })).result).toBe('MEETS');
  });

  it('of another programme explains no payment', () => {
    const paid = fact('SUBSIDY_PAYMENT', { kind: 'SOCIAL_ASSISTANCE', item: '低保金', month: '2018-02' });
    const told = (program: 'TEMPORARY_AID' | 'MINIMUM_LIVING') =>
      judge(
        'I09',
        file({ finance: [paid], 'civil-affairs': [fact('AID_ENTITLEMENT', { program, headNumber: null })] }),
      );
    expect(told('TEMPORARY_AID').words).toContain('民政无其最低生活保障记录');
    expect(told('MINIMUM_LIVING').result).toBe('MEETS');
  });
});

describe('what may be clean by one record only', () => {
  it('a pension that is paid and suspended is paid until somebody has looked', () => {
    const pension = (status: 'PAID' | 'SUSPENDED' | 'ENDED') => fact('PENSION', { status, since: day('2010-01-01') });
    const told = (...both: readonly ReturnType<typeof pension>[]) => judge('I06', file({ 'social-insurance': both }));
    expect(told(pension('PAID'), pension('SUSPENDED')).result).toBe('WARNING');
    expect(told(pension('PAID'), pension('SUSPENDED')).words).toContain('已暂停（日期未知）');
    expect(told(pension('PAID'), pension('ENDED')).result).toBe('MEETS');
  });

  it('an outflow in another currency is no small one', () => {
    const holding = (currency: string) => ({
      type: 'BANK_HOLDING',
      bankCode: 'DEMO-A',
      balanceFen: 0,
      wealthManagementFen: 0,
      accountCount: 1,
      dormantAccountCount: 0,
      largestOutflowFen: 100,
      largestOutflowOn: '2018-01-01',
      currency,
    });
    const told = (currency: string) => [
      { member: '甲', source: 'banks', institution: 'DEMO-A', kind: 'HIT', facts: [holding(currency)] },
    ];
    expect(judge('I03', file({}, { evidence: told('USD') })).words).toContain('单笔转出 USD 资金，未折算');
    expect(judge('I03', file({}, { evidence: told('CNY') })).result).toBe('MEETS');
  });

  it('a spouse whom no register knows of is a doubt', () => {
    const members = [APPLICANT, WIFE];
    const page = (maritalState: 'DIVORCED' | 'UNKNOWN') =>
      file({ 'household-register': [fact('HOUSEHOLD_REGISTRATION', { maritalState })] }, { members });
    expect(judge('I08', page('DIVORCED')).words).toContain('填报有配偶，户籍登记为离婚，婚姻登记无记录');
    expect(judge('I08', page('UNKNOWN')).result).toBe('MEETS');
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

  it('a page struck off as a duplicate leaves the other in force, however old that is', () => {
    const page = (registerNumber: string, status: 'NORMAL' | 'CANCELLED_DUPLICATE', statusOn: string) =>
      fact('HOUSEHOLD_REGISTRATION', { registerNumber, status, maritalState: 'UNKNOWN', statusOn: day(statusOn) });
    const told = (number: string) =>
      judge(
        'I08',
        file({
          'household-register': [
            page('一户', 'NORMAL', '2000-01-01'),
            page(number, 'CANCELLED_DUPLICATE', '2010-01-01'),
          ],
        }),
      ).result;
    expect([told('二户'), told('一户')]).toEqual(['MEETS', 'WARNING']);
  });

  it('a post and a public home that ended are over, though an older entry has no end', () => {
    const post = (until: string | null) =>
      fact('PUBLIC_PAYROLL', {
        unitName: '某局',
        kind: 'OTHER',
        since: day('2010-01-01'),
        until: until === null ? null : day(until),
      });
    expect(judge('I06', file({ finance: [post(null), post('2015-01-01')] })).result).toBe('MEETS');
    expect(judge('I06', file({ finance: [post(null)] })).result).toBe('WARNING');
    const rental = (until: string | null) =>
      fact('PUBLIC_RENTAL', { since: day('2010-01-01'), until: until === null ? null : day(until) });
    const rents = (...all: readonly ReturnType<typeof rental>[]) =>
      judge('I01', file({ 'housing-contracts': all })).words.includes('承租公房');
    expect([rents(rental(null), rental('2015-01-01')), rents(rental(null))]).toEqual([false, true]);
  });
});

describe('vehicles', () => {
  it('with a licence that no register of vehicles knows are a doubt', () => {
    const licence = fact('TRANSPORT_LICENCE', { plateNumber: '苏B99999', status: 'VALID' });
    const own = vehicle({ plateNumber: '苏B·99999', use: 'HIRE' });
    const told = (...facts: readonly (typeof own)[]) =>
      judge('I02', file({ 'transport-and-ships': [licence], ...(facts.length === 0 ? {} : { vehicles: facts }) }))
        .words;
    expect(told()).toContain('道路运输证（苏B99999），车管未查得该车');
    expect(told(own)).not.toContain('车管未查得');
  });

  it('without a plate are named by their models, each on a line of its own', () => {
    const cars = ['一型', '二型'].map((model) => vehicle({ plateNumber: '', model }));
    const { figure, words } = judge('I02', file({ vehicles: cars }));
    expect(figure?.value).toBe(2);
    expect(words).toMatch(/无号牌 一型，状态正常；甲：无号牌 二型，状态正常/);
  });
});
