import { parseCalendarDate } from '../../../src/platform/calendar-date.ts';
import { APPLICANT, HUSBAND, MOTHER_AWAY } from '../household.ts';
import { aid, dividends, holding, policy, securities, subsidies, veteranBenefit } from '../records/money.ts';
import { disability, schooling } from '../records/care.ts';
import { contractOf, home, land, ship, vehicle } from '../records/property.ts';
import { businessRole, shop } from '../records/trade.ts';
import { employed, employer, pension } from '../records/work.ts';
import { underOldNumber } from './family-spec.ts';
import type { FamilySpec } from './family-spec.ts';

/** Families whose trap lies in how registers wrote somebody down. */
export const identityTraps = {
  'name-mismatch': {
    people: [
      {
        ...APPLICANT,
        name: '张玮',
        birth: '1985-06-15',
        sex: 'MALE',
        facts: () => [
          home(9),
          contractOf(home(9)),
          vehicle(10),
          ship(10, { use: 'OWN_USE', kind: 'FISHING', grossTonHundredths: 300 }),
          holding('DEMO-A', 5_000_000),
          securities(800_000),
          policy(300_000),
          land(120),
          ...subsidies('OTHER', '节能家电补贴', 30_000, ['2017-06']),
          ...employed({ employer: employer(5), monthlyFen: 380_000 }),
          disability('HEARING', 4),
          veteranBenefit('CONSCRIPT_FAMILY', 90_000),
          businessRole(2, '无锡演示网络服务部', { role: 'SHAREHOLDER', state: 'DEREGISTERED' }),
          schooling('无锡市演示开放大学', 'BACHELOR', parseCalendarDate('2016-09-01'), { fullTime: false }),
          aid({ program: 'TEMPORARY_AID', until: parseCalendarDate('2016-02-29'), monthlyFen: 0, oneOffFen: 300_000 }),
        ],
        // The police gave the name; all the others, and he is known to each of them, misheard it.
        recorded: (truth) => ({
          everywhere: { ...truth, name: '张伟' },
          at: { 'household-register': truth },
        }),
      },
    ],
  },
  'fifteen-digit': {
    people: [
      {
        ...APPLICANT,
        name: '许阿根',
        birth: '1952-10-01',
        sex: 'MALE',
        facts: () => [
          home(10),
          vehicle(12, { status: 'SCRAP_OVERDUE' }),
          holding('DEMO-D', 90_000),
          securities(12_000),
          policy(180_000),
          pension('RESIDENT', 45_000),
          land(320, 180),
          ...subsidies('FARMLAND_SUPPORT', '耕地地力保护补贴', 38_400, ['2017-09']),
          ...dividends(36_000, [2016, 2017]),
          veteranBenefit('REGULAR_SUBSIDY', 58_000),
        ],
        recorded: (truth) => ({ everywhere: underOldNumber(truth), at: { 'household-register': truth } }),
      },
    ],
  },
  'rare-character': {
    people: [
      {
        ...APPLICANT,
        name: '𠮷䶮',
        birth: '1982-02-14',
        sex: 'MALE',
        facts: () => [
          home(12),
          vehicle(13),
          holding('DEMO-A', 50_000),
          securities(260_000),
          policy(90_000),
          land(60),
          ...subsidies('OTHER', '职业技能提升补贴', 150_000, ['2017-11']),
          ...employed({ employer: employer(6), monthlyFen: 300_000 }),
        ],
        recorded: (truth) => ({
          // 䶮 as GBK's private-use character, the way a system of before 2005 keeps it.
          everywhere: { ...truth, name: '𠮷\uE863' },
          at: {
            'household-register': truth,
            // Where the keyboard had no 𠮷 somebody typed 吉: another name, until a person has looked.
            'medical-insurance': { ...truth, name: '吉䶮' },
            'housing-fund': { ...truth, name: '𠮷 䶮' },
          },
        }),
      },
    ],
  },
  'middle-dot-name': {
    people: [
      {
        ...APPLICANT,
        name: '阿依古丽·买买提',
        birth: '1990-10-10',
        sex: 'FEMALE',
        facts: () => [
          home(13),
          vehicle(14),
          holding('DEMO-C', 210_000),
          securities(30_000),
          policy(120_000),
          land(90),
          ...subsidies('OTHER', '创业补贴', 500_000, ['2017-04']),
          ...shop(1, '梁溪区演示拌面馆', 4_800_000),
        ],
        recorded: (truth) => ({
          everywhere: { ...truth, name: '阿依古丽•买买提' },
          at: {
            'household-register': truth,
            'civil-affairs': { ...truth, name: '阿依古丽・买买提' },
            'medical-insurance': { ...truth, name: '阿依古丽 ・ 买买提' },
            // GBK has one middle dot only.
            agriculture: truth,
            insurance: truth,
          },
        }),
      },
    ],
  },
  'dead-member': {
    people: [
      {
        ...APPLICANT,
        name: '周凤英',
        birth: '1958-01-27',
        sex: 'FEMALE',
        facts: () => [
          holding('DEMO-B', 330_000),
          pension('SURVIVOR', 61_000, { since: parseCalendarDate('2017-09-01') }),
        ],
      },
      {
        ...HUSBAND,
        name: '吴德发',
        birth: '1955-05-19',
        sex: 'MALE',
        deceasedOn: parseCalendarDate('2017-08-03'),
        // The registers live on: a home still in his name, under the old number, and an account nobody closed.
        facts: () => [home(14), holding('DEMO-E', 12_345, { dormantAccountCount: 1 })],
        recorded: (truth) => ({ everywhere: underOldNumber(truth), at: { 'household-register': truth } }),
      },
      {
        ...MOTHER_AWAY,
        name: '沈巧珍',
        birth: '1935-09-09',
        sex: 'FEMALE',
        facts: () => [home(15)],
      },
    ],
  },
} satisfies Readonly<Record<string, FamilySpec>>;
