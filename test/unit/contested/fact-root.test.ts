import { describe, expect, it } from 'vitest';
import { describeFact } from '../../../src/contested/describe-fact.ts';
import { factKey, parseRowKey } from '../../../src/contested/fact-key.ts';
import { stemsFrom } from '../../../src/contested/fact-root.ts';
import { factSchema } from '../../../src/evidence/facts.ts';

const CODE = '91361100MA35TEXT0A';
const stolen = { kind: 'STOLEN_IDENTITY', enterprises: [{ code: CODE, name: '江西演示贸易有限公司' }] } as const;
const death = { kind: 'FALSE_DEATH' } as const;

const role = factSchema.parse({
  type: 'BUSINESS_ROLE',
  entityName: '江西演示贸易有限公司',
  entityCode: CODE,
  role: 'SHAREHOLDER',
  subscribedFen: 1_000_000,
  state: 'IN_BUSINESS',
  registeredOn: '2016-04-18',
  stateOn: null,
  abnormal: false,
  lastReportYear: null,
  identityDisputed: true,
});
const wage = factSchema.parse({
  type: 'TAXED_INCOME_MONTH',
  month: '2018-01',
  kind: 'WAGE',
  payerName: '江西演示贸易 有限公司',
  payerCode: null,
  incomeFen: 480_000,
  taxFen: 0,
});
const fund = factSchema.parse({
  type: 'HOUSING_FUND_ACCOUNT',
  employerName: '无锡演示物业有限公司',
  baseFen: 1,
  monthlyFen: 1,
  balanceFen: 1,
  status: 'NORMAL',
  lastPaidMonth: null,
  loanBalanceFen: 0,
});
const cremation = factSchema.parse({ type: 'CREMATION', crematedOn: '2016-11-21', place: '无锡市演示殡仪馆' });

describe('the root of a dispute', () => {
  it('covers what register, employer and tax know of a stolen enterprise, and nothing of another', () => {
    expect([role, wage, fund, cremation].map((fact) => stemsFrom(stolen, fact))).toEqual([true, true, false, false]);
  });

  it('covers what registers say of the dead', () => {
    expect([role, cremation].map((fact) => stemsFrom(death, fact))).toEqual([false, true]);
  });
});

describe('the key of a fact', () => {
  const body = { personId: 'p1', sourceId: 'business-registration', institution: null };

  it('is the same for the same statement, in whatever order its fields stand', () => {
    const turned = factSchema.parse(Object.fromEntries(Object.entries(role).toReversed()));
    expect(factKey(body, turned)).toBe(factKey(body, role));
    expect(factKey(body, { ...role, state: 'DEREGISTERED' } as typeof role)).not.toBe(factKey(body, role));
  });

  it('names the row that it was made of', () => {
    expect(parseRowKey(factKey(body, role))).toMatchObject({ subject: 'FACT', ...body });
    expect(parseRowKey('answer:banks/DEMO-A/p1')).toMatchObject({ subject: 'ANSWER', institution: 'DEMO-A' });
    expect(parseRowKey('indicator:I04')).toEqual({ subject: 'INDICATOR', indicatorId: 'I04' });
    expect(parseRowKey('fact:banks/DEMO-A/p1')).toBeNull();
    expect(parseRowKey('320213196001010011')).toBeNull();
  });
});

it('describes a fact by the names and units of its fields', () => {
  expect(describeFact(role)).toContain('市场主体名称 江西演示贸易有限公司');
  expect(describeFact(role)).toContain('身份 股东，认缴出资额 10,000.00 元');
});
