import fc from 'fast-check';
import type { Fact } from '../../../src/evidence/facts.ts';
import { fact } from './facts.ts';
import { day, schooling } from './world.ts';

const fen = fc.integer({ min: 0, max: 9_000_000 });
const months = fc.constantFrom('2016-12', '2017-02', '2017-12', '2018-01', '2018-02');
const days = fc.constantFrom('2005-01-01', '2017-02-01', '2017-12-31', '2018-01-31', '2018-06-30').map(day);
const CODES = ['92320213MA1AAAAA1X', '91320213MA1BBBBB2Y'] as const;
const codes = fc.constantFrom(...CODES);

/** Facts that each department can hold about anybody, including improbable ones, by source id. */
export const LIVES: readonly (readonly [string, fc.Arbitrary<Fact>])[] = [
  [
    'civil-affairs',
    fc.oneof(
      fc
        .record({
          program: fc.constantFrom('MINIMUM_LIVING', 'EXTREME_POVERTY', 'TEMPORARY_AID'),
          division: fc.constantFrom('320213', '320281', '999999'),
          until: fc.option(days),
          headNumber: fc.constantFrom(null, '320213196001010011', '320213198506151230'),
          cardTail: fc.constantFrom(null, '7306'),
        })
        .map((changes) => fact('AID_ENTITLEMENT', changes)),
      fc
        .record({
          state: fc.constantFrom('MARRIED', 'DIVORCED', 'ANNULLED'),
          spouseName: fc.constantFrom('李秀英', '徐演示'),
          spouseNumber: fc.constantFrom(null, '320214197203150021', '32021319760101001X'),
          registeredOn: days,
        })
        .map((changes) => fact('MARRIAGE', changes)),
      days.map((crematedOn) => fact('CREMATION', { crematedOn })),
    ),
  ],
  [
    'household-register',
    fc.oneof(
      fc
        .record({
          maritalState: fc.constantFrom('UNMARRIED', 'MARRIED', 'WIDOWED', 'DIVORCED', 'UNKNOWN'),
          status: fc.constantFrom('NORMAL', 'MOVED_OUT', 'CANCELLED_DEATH', 'CANCELLED_DUPLICATE'),
          statusOn: fc.option(days),
        })
        .map((changes) => fact('HOUSEHOLD_REGISTRATION', changes)),
      fc
        .record({
          name: fc.constantFrom('李秀英', '孙演示'),
          personNumber: fc.constantFrom(null, '32021319760101001X'),
        })
        .map((changes) => fact('REGISTER_COMPANION', changes)),
      fc.nat({ max: 4 }).map((exitCount) => fact('BORDER_CROSSINGS', { exitCount })),
    ),
  ],
  [
    'education',
    fc
      .record({
        stage: fc.constantFrom('PRIMARY', 'COLLEGE', 'POSTGRADUATE'),
        fullTime: fc.boolean(),
        overseas: fc.boolean(),
        tuitionYearlyFen: fen,
        until: fc.option(days),
      })
      .map(schooling),
  ],
  ['veterans', fen.map((monthlyFen) => fact('VETERAN_BENEFIT', { monthlyFen }))],
  [
    'social-insurance',
    fc.oneof(
      fc
        .record({
          month: months,
          baseFen: fen,
          backPaid: fc.boolean(),
          paidAs: fc.constantFrom('EMPLOYEE', 'FLEXIBLE'),
        })
        .map((changes) => fact('CONTRIBUTION_MONTH', changes)),
      fc
        .record({
          monthlyFen: fen,
          basicPartFen: fc.option(fen),
          since: days,
          status: fc.constantFrom('PAID', 'ENDED'),
        })
        .map((changes) => fact('PENSION', changes)),
      days.map((until) => fact('UNEMPLOYMENT_BENEFIT', { until })),
      days.map((since) => fact('EMPLOYMENT_REGISTRATION', { since })),
    ),
  ],
  [
    'tax',
    fc.oneof(
      fc
        .record({
          month: months,
          kind: fc.constantFrom('WAGE', 'OPERATING', 'INTEREST_DIVIDEND', 'PROPERTY_RENT'),
          payerCode: fc.option(codes),
          incomeFen: fen,
        })
        .map((changes) => fact('TAXED_INCOME_MONTH', changes)),
      fc
        .record({ traderCode: codes, basis: fc.constantFrom('ASSESSED', 'INVOICED'), until: days, turnoverFen: fen })
        .map((changes) => fact('SOLE_TRADER_TURNOVER', changes)),
      fc.record({ purchasedOn: days, priceFen: fen }).map((changes) => fact('TAXED_PURCHASE', changes)),
    ),
  ],
  [
    'finance',
    fc.oneof(
      fc
        .record({
          kind: fc.constantFrom('SOCIAL_ASSISTANCE', 'FARMLAND_SUPPORT', 'OTHER'),
          month: months,
          amountFen: fen,
        })
        .map((changes) => fact('SUBSIDY_PAYMENT', changes)),
      fc.option(days).map((until) => fact('PUBLIC_PAYROLL', { until })),
    ),
  ],
  [
    'housing-fund',
    fc
      .record({ status: fc.constantFrom('NORMAL', 'SEALED'), lastPaidMonth: fc.option(months), baseFen: fen })
      .map((changes) => fact('HOUSING_FUND_ACCOUNT', changes)),
  ],
  [
    'business-registration',
    fc
      .record({
        entityCode: codes,
        role: fc.constantFrom('LEGAL_REPRESENTATIVE', 'SOLE_TRADER', 'COOPERATIVE_MEMBER'),
        state: fc.constantFrom('IN_BUSINESS', 'IN_BUSINESS', 'REVOKED', 'DEREGISTERED'),
        abnormal: fc.boolean(),
        identityDisputed: fc.boolean(),
      })
      .map((changes) => fact('BUSINESS_ROLE', changes)),
  ],
  [
    'medical-insurance',
    fc
      .record({
        settledOn: days,
        designated: fc.boolean(),
        setting: fc.constantFrom('OUTPATIENT', 'INPATIENT'),
        selfPaidFen: fen,
        peerPercentile: fc.option(fc.nat({ max: 100 })),
      })
      .map((changes) => fact('MEDICAL_SETTLEMENT', changes)),
  ],
  [
    'housing-contracts',
    fc.oneof(
      fc
        .record({
          role: fc.constantFrom('BUYER', 'SELLER'),
          status: fc.constantFrom('FILED', 'REGISTERED', 'CANCELLED'),
        })
        .map((changes) => fact('HOUSING_CONTRACT', changes)),
      fc.option(days).map((until) => fact('PUBLIC_RENTAL', { until })),
      fc.option(days).map((until) => fact('RENT_SUBSIDY', { until })),
    ),
  ],
  [
    'transport-and-ships',
    fc.oneof(
      fc
        .record({ use: fc.constantFrom('OWN_USE', 'OPERATING'), status: fc.constantFrom('NORMAL', 'DISMANTLED') })
        .map((changes) => fact('SHIP', changes)),
      fc.constantFrom('VALID' as const, 'EXPIRED' as const).map((status) => fact('TRANSPORT_LICENCE', { status })),
    ),
  ],
  [
    'agriculture',
    fc.oneof(
      fen.map((rentYearlyFen) => fact('CONTRACTED_LAND', { rentYearlyFen })),
      fc.constantFrom(2016, 2017, 2018).map((year) => fact('COLLECTIVE_DIVIDEND', { year })),
      fc.boolean().map((large) => fact('FARM_MACHINE', { large })),
    ),
  ],
];
