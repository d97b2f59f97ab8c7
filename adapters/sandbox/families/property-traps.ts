import { parseCalendarDate } from '../../../src/platform/calendar-date.ts';
import { APPLICANT, SON, WIFE } from '../household.ts';
import { disability } from '../records/care.ts';
import { holding, policy, securities, subsidies } from '../records/money.ts';
import { lastMonths } from '../records/months.ts';
import { contractOf, home, purchaseOf, vehicle } from '../records/property.ts';
import { employed, employer, flexible } from '../records/work.ts';
import type { FamilySpec } from './family-spec.ts';

/** Families whose trap lies in what they own, or seem to own. */
export const propertyTraps = {
  'family-two-homes': {
    people: [
      {
        ...APPLICANT,
        name: '蒋国平',
        birth: '1968-02-09',
        sex: 'MALE',
        facts: () => [
          home(2),
          home(3, { areaHundredths: 9150, mortgaged: true }),
          // The second was bought under a filed contract.
          contractOf(home(3, { areaHundredths: 9150 })),
          ...employed({ employer: employer(1), monthlyFen: 410_000 }),
        ],
      },
      {
        ...WIFE,
        name: '邵月华',
        birth: '1970-08-30',
        sex: 'FEMALE',
        facts: () => [holding('DEMO-C', 2_310_000), ...flexible()],
      },
    ],
  },
  'scrapped-car': {
    people: [
      {
        ...APPLICANT,
        name: '钱建忠',
        birth: '1971-12-05',
        sex: 'MALE',
        facts: () => {
          const car = vehicle(5, { status: 'SCRAPPED', inspectionValidUntil: null });
          return [home(4), car, purchaseOf(car, 6_800_000), ...flexible()];
        },
      },
      { ...SON, name: '钱子昂', birth: '2006-03-17', sex: 'MALE' },
    ],
  },
  'historical-title': {
    people: [
      {
        ...APPLICANT,
        name: '华丽娟',
        birth: '1980-07-23',
        sex: 'FEMALE',
        facts: () => [
          home(6),
          home(7, { status: 'HISTORICAL' }),
          home(8, { status: 'DEMOLISHED' }),
          // Sold, and the money came in that year.
          contractOf(home(7), { role: 'SELLER', signedOn: parseCalendarDate('2016-10-12'), priceFen: 52_000_000 }),
          ...employed({ employer: employer(4), monthlyFen: 290_000, fund: false }),
        ],
      },
    ],
  },
  'rich-deposits': {
    people: [
      {
        ...APPLICANT,
        name: '尤志强',
        birth: '1966-03-03',
        sex: 'MALE',
        facts: () => [
          home(11),
          holding('DEMO-A', 18_600_000, {
            accountCount: 3,
            largestOutflowFen: 9_000_000,
            largestOutflowOn: parseCalendarDate('2017-10-20'),
          }),
          holding('DEMO-C', 4_200_000, { wealthManagementFen: 20_000_000 }),
          securities(3_150_000, { cashFen: 420_000 }),
          securities(200_000, { status: 'FROZEN' }),
          policy(2_400_000, { kind: 'INVESTMENT', yearlyPremiumFen: 500_000 }),
          // Paid out: nothing of it is left.
          policy(900_000, { kind: 'ANNUITY', status: 'ENDED' }),
        ],
      },
      {
        ...WIFE,
        name: '丁玉兰',
        birth: '1967-11-11',
        sex: 'FEMALE',
        facts: () => [holding('DEMO-E', 7_777_777), policy(0, { role: 'INSURED', kind: 'HEALTH' })],
      },
    ],
  },
  'dormant-account': {
    people: [
      {
        ...APPLICANT,
        name: '冯小妹',
        birth: '1949-04-04',
        sex: 'FEMALE',
        facts: () => [
          holding('DEMO-B', 2_600, { accountCount: 2, dormantAccountCount: 2 }),
          securities(0, { status: 'DORMANT' }),
        ],
      },
    ],
  },
  'disability-vehicle': {
    people: [
      {
        ...APPLICANT,
        name: '杭永康',
        birth: '1978-09-28',
        sex: 'MALE',
        facts: () => [
          vehicle(9, { class: 'DISABILITY_VEHICLE', model: '演示牌残疾人代步车', displacementMl: 125 }),
          disability('PHYSICAL', 2),
          ...subsidies('DISABILITY_SUBSIDY', '困难残疾人生活补贴', 32_800, lastMonths(12)),
        ],
      },
    ],
  },
} satisfies Readonly<Record<string, FamilySpec>>;
