import { parseCalendarDate } from '../../../src/platform/calendar-date.ts';
import { APPLICANT, SON, WIFE } from '../household.ts';
import { disability } from '../records/care.ts';
import { aid, holding } from '../records/money.ts';
import { lastMonths } from '../records/months.ts';
import { farmMachine, home, land } from '../records/property.ts';
import { businessRole } from '../records/trade.ts';
import { employed, employer, flexible, pension, taxed, unemployed } from '../records/work.ts';
import { declaredWage } from './family-spec.ts';
import type { FamilySpec } from './family-spec.ts';

/** Families whose trap lies in work and enterprises, on paper and in life. */
export const workTraps = {
  // Three firms in the son's stolen name, which he has disputed; the mother's allowance was stopped for them.
  'stolen-identity': {
    people: [
      {
        ...APPLICANT,
        name: '俞桂珍',
        birth: '1953-12-20',
        sex: 'FEMALE',
        facts: (family) => [
          home(20, { areaHundredths: 5_100 }),
          pension('RESIDENT', 44_000),
          aid({ until: parseCalendarDate('2017-11-30'), headNumber: family[0]?.number ?? null }),
        ],
      },
      {
        ...SON,
        name: '俞小军',
        birth: '1985-09-01',
        sex: 'MALE',
        facts: () => [
          ...['甲', '乙', '丙'].map((name, at) =>
            businessRole(10 + at, `江西演示${name}贸易有限公司`, {
              role: at === 0 ? 'LEGAL_REPRESENTATIVE' : 'SHAREHOLDER',
              registeredOn: parseCalendarDate('2016-04-18'),
              lastReportYear: null,
              abnormal: true,
              identityDisputed: true,
            }),
          ),
          // One of them even declared wages in his name.
          ...taxed({ name: '江西演示甲贸易有限公司', code: businessRole(10, '').entityCode }, 480_000, lastMonths(3)),
          ...unemployed(parseCalendarDate('2017-06-01'), parseCalendarDate('2018-05-31'), employer(2)),
        ],
      },
    ],
  },
  // A firm of the nineties, revoked for not reporting; nobody ever deregistered it.
  'revoked-firm': {
    people: [
      {
        ...APPLICANT,
        name: '唐伟民',
        birth: '1964-02-27',
        sex: 'MALE',
        facts: () => [
          home(21),
          holding('DEMO-B', 470_000),
          ...flexible(),
          businessRole(20, '无锡演示五金经营部', {
            state: 'REVOKED',
            subscribedFen: 3_000_000,
            registeredOn: parseCalendarDate('1997-05-12'),
            stateOn: parseCalendarDate('2005-11-30'),
            abnormal: true,
            lastReportYear: 2003,
          }),
        ],
      },
    ],
  },
  // A villager who signed once for a share of 10,000 yuan and never heard of the co-operative again.
  'dormant-cooperative': {
    people: [
      {
        ...APPLICANT,
        name: '缪根泉',
        birth: '1959-11-15',
        sex: 'MALE',
        facts: () => [
          land(410),
          farmMachine({ kind: 'COMBINE_HARVESTER', large: true, model: '演示牌4LZ-4.0' }),
          businessRole(30, '演示镇演示村水蜜桃专业合作社', {
            role: 'COOPERATIVE_MEMBER',
            subscribedFen: 1_000_000,
            registeredOn: parseCalendarDate('2011-03-09'),
            abnormal: true,
            lastReportYear: 2013,
          }),
        ],
      },
      // Registered in the province that she came from: the city's police know nothing of her.
      {
        ...WIFE,
        name: '蔡巧凤',
        birth: '1962-01-07',
        sex: 'FEMALE',
        facts: () => [disability('INTELLECTUAL', 3, { validUntil: null })],
        lacks: ['HOUSEHOLD_REGISTRATION'],
      },
    ],
  },
  // Declares one job; a second employer pays contributions and withholds tax since autumn.
  'undeclared-employer': {
    people: [
      {
        ...APPLICANT,
        name: '龚明华',
        birth: '1976-08-22',
        sex: 'MALE',
        facts: () => {
          const evening = employed({ employer: employer(6), monthlyFen: 240_000, months: lastMonths(6), fund: false });
          return [
            home(22, { areaHundredths: 5_900 }),
            ...employed({ employer: employer(7), monthlyFen: 200_000, fund: false }),
            // He registered the first job only.
            ...evening.filter(({ type }) => type !== 'EMPLOYMENT_REGISTRATION'),
          ];
        },
      },
      {
        ...WIFE,
        name: '殷静',
        birth: '1978-04-03',
        sex: 'FEMALE',
        // Her name of before, which the register was never told of.
        recorded: (truth) => ({ at: { 'household-register': { ...truth, name: '殷小静' } } }),
      },
    ],
    declared: [declaredWage('undeclared-employer/0', 2_400_000, '无锡演示环卫服务有限公司')],
  },
} satisfies Readonly<Record<string, FamilySpec>>;
