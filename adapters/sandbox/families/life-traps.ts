import { parseCalendarDate } from '../../../src/platform/calendar-date.ts';
import { APPLICANT, DAUGHTER, SON, SON_AWAY, WIFE } from '../household.ts';
import { aid, holding, subsidies } from '../records/money.ts';
import { lastMonths } from '../records/months.ts';
import { home, publicRental, ship, vehicle } from '../records/property.ts';
import { employed, employer, flexible, pension } from '../records/work.ts';
import { declaredPension } from './family-spec.ts';
import type { FamilySpec } from './family-spec.ts';

/** Families whose trap lies in who lives, who is married, and who already receives. */
export const lifeTraps = {
  // Another body was burnt under his name, and the police followed the funeral home; his contributions go on.
  'alive-recorded-dead': {
    people: [
      {
        ...APPLICANT,
        name: '邹福生',
        birth: '1961-05-08',
        sex: 'MALE',
        facts: (family) => [
          holding('DEMO-A', 210_000),
          ...flexible(),
          { type: 'CREMATION', crematedOn: parseCalendarDate('2016-11-21'), place: '无锡市演示殡仪馆' },
          {
            type: 'HOUSEHOLD_REGISTRATION',
            registerNumber: '320213900000010',
            relationToHead: '02',
            address: '无锡市梁溪区演示新村12号',
            kind: 'UNIFIED',
            maritalState: family.length > 1 ? 'MARRIED' : 'DIVORCED',
            status: 'CANCELLED_DEATH',
            statusOn: parseCalendarDate('2016-12-05'),
          },
        ],
      },
    ],
  },
  // Civil affairs registered a marriage that never reached the household register; the husband is not declared.
  'spouse-here-none-there': {
    people: [
      {
        ...APPLICANT,
        name: '浦丽萍',
        birth: '1979-03-30',
        sex: 'FEMALE',
        facts: () => [
          ...employed({ employer: employer(3), monthlyFen: 260_000, fund: false }),
          { type: 'RENT_SUBSIDY', monthlyFen: 30_000, since: parseCalendarDate('2016-07-01'), until: null },
          {
            type: 'MARRIAGE',
            state: 'MARRIED',
            spouseName: '徐演示',
            // Nobody of ours: no other register knows the number either.
            spouseNumber: '320213197601010012',
            registeredOn: parseCalendarDate('2014-02-14'),
            authority: '江阴市演示民政局婚姻登记处',
          },
          {
            type: 'HOUSEHOLD_REGISTRATION',
            registerNumber: '320213900000020',
            relationToHead: '02',
            address: '无锡市梁溪区演示新村27号',
            kind: 'UNIFIED',
            maritalState: 'UNMARRIED',
            status: 'NORMAL',
            statusOn: null,
          },
        ],
      },
      { ...DAUGHTER, name: '浦欣怡', birth: '2008-12-03', sex: 'FEMALE' },
    ],
  },
  // The same allowance from 梁溪 and from 江阴, onto one card.
  'benefit-twice': {
    people: [
      {
        ...APPLICANT,
        name: '过阿炳',
        birth: '1956-07-19',
        sex: 'MALE',
        facts: (family) => [
          publicRental(4),
          aid({ headNumber: family[0]?.number ?? null, cardTail: '7306' }),
          aid({ headNumber: family[0]?.number ?? null, cardTail: '7306', division: '320281', monthlyFen: 39_500 }),
          ...subsidies('SOCIAL_ASSISTANCE', '低保金', 42_000, lastMonths(12)),
          pension('RESIDENT', 42_000),
        ],
      },
    ],
  },
  // The mother has little; the son who must support her earns well, lives apart and owns a ship.
  'obligor-with-income': {
    people: [
      {
        ...APPLICANT,
        name: '强秀娣',
        birth: '1945-08-12',
        sex: 'FEMALE',
        facts: () => [home(16, { areaHundredths: 4200 }), pension('RESIDENT', 46_000), holding('DEMO-D', 640_000)],
      },
      {
        ...SON_AWAY,
        name: '薛海峰',
        birth: '1972-01-25',
        sex: 'MALE',
        facts: () => [
          home(17, { areaHundredths: 12_800 }),
          vehicle(18, { class: 'TRUCK', use: 'FREIGHT', displacementMl: 3_800 }),
          {
            type: 'TRANSPORT_LICENCE',
            plateNumber: vehicle(18).plateNumber,
            scope: 'FREIGHT',
            status: 'VALID',
            validUntil: parseCalendarDate('2019-06-30'),
          },
          ship(18),
          ...employed({ employer: employer(1), monthlyFen: 1_250_000 }),
          {
            type: 'BORDER_CROSSINGS',
            since: parseCalendarDate('2017-03-01'),
            until: parseCalendarDate('2018-02-28'),
            exitCount: 3,
            abroadDays: 19,
          },
        ],
      },
    ],
    declared: [declaredPension('obligor-with-income/0', 552_000, '演示社保中心')],
  },
  // The wife teaches at a public school: no bar, but to be filed and looked at.
  'public-payroll': {
    people: [
      {
        ...APPLICANT,
        name: '荣志明',
        birth: '1970-10-02',
        sex: 'MALE',
        facts: () => [home(19), ...flexible()],
      },
      {
        ...WIFE,
        name: '秦慧敏',
        birth: '1973-06-14',
        sex: 'FEMALE',
        facts: () => [
          {
            type: 'PUBLIC_PAYROLL',
            unitName: '无锡市演示实验小学',
            kind: 'PUBLIC_INSTITUTION',
            since: parseCalendarDate('1996-08-01'),
            until: null,
          },
          ...subsidies('FAMILY_PLANNING_AWARD', '独生子女父母奖励费', 24_000, ['2017-12']),
          ...employed({ employer: { name: '无锡市演示实验小学', code: employer(7).code }, monthlyFen: 620_000 }),
        ],
      },
      { ...SON, name: '荣子轩', birth: '2003-02-11', sex: 'MALE' },
    ],
  },
} satisfies Readonly<Record<string, FamilySpec>>;
