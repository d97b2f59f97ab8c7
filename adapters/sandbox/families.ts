import { legacyForm, parseCitizenNumber } from '../../src/identity/citizen-number.ts';
import { parseCalendarDate } from '../../src/platform/calendar-date.ts';
import { APPLICANT, DAUGHTER, familyBuilder, HUSBAND, MOTHER_AWAY, SON, WIFE } from './family.ts';
import type { DeclaredLine, Recorded, SyntheticHousehold } from './person.ts';
import { holding, home, vehicle } from './possessions.ts';

/** Labels of the families that are in every population, each with the trap that it is named for. */
export const FAMILY_LABELS = [
  'family-clean',
  'family-two-homes',
  'scrapped-car',
  'historical-title',
  'name-mismatch',
  'fifteen-digit',
  'dead-member',
  'rich-deposits',
  'dormant-account',
  'disability-vehicle',
  'rare-character',
  'middle-dot-name',
] as const;
export type FamilyLabel = (typeof FAMILY_LABELS)[number];

/** The families of every population; only their numbers are reserved, so the seed changes nothing here. */
export function families(): readonly SyntheticHousehold[] {
  const family = familyBuilder();
  let serial = 0;
  const unit = () => (serial += 1);
  const old = ({ name, number }: Recorded): Recorded => ({
    name,
    number: legacyForm(parseCitizenNumber(number)) ?? number,
  });

  return [
    family(
      'family-clean',
      [
        {
          ...APPLICANT,
          name: '陆文斌',
          birth: '1974-04-16',
          sex: 'MALE',
          owns: { titles: [home(unit())], holdings: [holding('DEMO-A', 620_000), holding('DEMO-B', 138_050)] },
        },
        {
          ...WIFE,
          name: '顾秀芬',
          birth: '1976-11-02',
          sex: 'FEMALE',
          owns: { holdings: [holding('DEMO-A', 415_500)] },
        },
        { ...DAUGHTER, name: '陆晓雨', birth: '2004-06-21', sex: 'FEMALE' },
      ],
      // Income 54,000 and rigid expenditure 30,000 a year: the household that the founding paper is about.
      [
        wage('family-clean/0', 4_200_000, '无锡演示物业有限公司'),
        {
          personKey: 'family-clean/1',
          content: {
            kind: 'INCOME',
            incomeKind: 'TRANSFER',
            item: 'PENSION',
            yearlyFen: 1_200_000,
            payer: '演示社保中心',
          },
        },
        spent('family-clean/1', 'MEDICAL', 2_200_000, '无锡市演示人民医院'),
        spent('family-clean/2', 'EDUCATION', 800_000, '无锡市演示中学'),
        {
          personKey: 'family-clean/0',
          content: {
            kind: 'HOME',
            address: '无锡市梁溪区演示路2号2室',
            areaHundredths: 6800,
            usage: 'RESIDENTIAL',
            origin: '购买',
            acquiredOn: parseCalendarDate('2003-09-12'),
          },
        },
        {
          personKey: null,
          content: { kind: 'FINANCIAL_ASSET', assetKind: 'DEPOSIT', amountFen: 1_170_000, holder: null },
        },
      ],
    ),
    family('family-two-homes', [
      {
        ...APPLICANT,
        name: '蒋国平',
        birth: '1968-02-09',
        sex: 'MALE',
        owns: { titles: [home(unit()), home(unit(), { areaHundredths: 9150, mortgaged: true })] },
      },
      {
        ...WIFE,
        name: '邵月华',
        birth: '1970-08-30',
        sex: 'FEMALE',
        owns: { holdings: [holding('DEMO-C', 2_310_000)] },
      },
    ]),
    family('scrapped-car', [
      {
        ...APPLICANT,
        name: '钱建忠',
        birth: '1971-12-05',
        sex: 'MALE',
        owns: {
          titles: [home(unit())],
          vehicles: [vehicle(unit(), { status: 'SCRAPPED', inspectionValidUntil: null })],
        },
      },
      { ...SON, name: '钱子昂', birth: '2006-03-17', sex: 'MALE' },
    ]),
    family('historical-title', [
      {
        ...APPLICANT,
        name: '华丽娟',
        birth: '1980-07-23',
        sex: 'FEMALE',
        owns: {
          titles: [home(unit()), home(unit(), { status: 'HISTORICAL' }), home(unit(), { status: 'DEMOLISHED' })],
        },
      },
    ]),
    family('name-mismatch', [
      {
        ...APPLICANT,
        name: '张玮',
        birth: '1985-06-15',
        sex: 'MALE',
        owns: { titles: [home(unit())], vehicles: [vehicle(unit())], holdings: [holding('DEMO-A', 5_000_000)] },
        recorded: ({ number }) => ({ name: '张伟', number }),
      },
    ]),
    family('fifteen-digit', [
      {
        ...APPLICANT,
        name: '许阿根',
        birth: '1952-10-01',
        sex: 'MALE',
        owns: {
          titles: [home(unit())],
          vehicles: [vehicle(unit(), { status: 'SCRAP_OVERDUE' })],
          holdings: [holding('DEMO-D', 90_000)],
        },
        recorded: old,
      },
    ]),
    family('dead-member', [
      {
        ...APPLICANT,
        name: '周凤英',
        birth: '1958-01-27',
        sex: 'FEMALE',
        owns: { holdings: [holding('DEMO-B', 330_000)] },
      },
      {
        ...HUSBAND,
        name: '吴德发',
        birth: '1955-05-19',
        sex: 'MALE',
        deceasedOn: parseCalendarDate('2017-08-03'),
        // The registers live on: a home still in his name, under the old number, and an account nobody closed.
        owns: { titles: [home(unit())], holdings: [holding('DEMO-E', 12_345, { dormantAccountCount: 1 })] },
        recorded: old,
      },
      { ...MOTHER_AWAY, name: '沈巧珍', birth: '1935-09-09', sex: 'FEMALE', owns: { titles: [home(unit())] } },
    ]),
    family('rich-deposits', [
      {
        ...APPLICANT,
        name: '尤志强',
        birth: '1966-03-03',
        sex: 'MALE',
        owns: {
          titles: [home(unit())],
          holdings: [
            holding('DEMO-A', 18_600_000, {
              accountCount: 3,
              largestOutflowFen: 9_000_000,
              largestOutflowOn: parseCalendarDate('2017-10-20'),
            }),
            holding('DEMO-C', 4_200_000, { wealthManagementFen: 20_000_000 }),
          ],
        },
      },
      {
        ...WIFE,
        name: '丁玉兰',
        birth: '1967-11-11',
        sex: 'FEMALE',
        owns: { holdings: [holding('DEMO-E', 7_777_777)] },
      },
    ]),
    family('dormant-account', [
      {
        ...APPLICANT,
        name: '冯小妹',
        birth: '1949-04-04',
        sex: 'FEMALE',
        owns: { holdings: [holding('DEMO-B', 2_600, { accountCount: 2, dormantAccountCount: 2 })] },
      },
    ]),
    family('disability-vehicle', [
      {
        ...APPLICANT,
        name: '杭永康',
        birth: '1978-09-28',
        sex: 'MALE',
        owns: {
          vehicles: [
            vehicle(unit(), { class: 'DISABILITY_VEHICLE', model: '演示牌残疾人代步车', displacementMl: 125 }),
          ],
        },
      },
    ]),
    family('rare-character', [
      {
        ...APPLICANT,
        name: '𠮷䶮',
        birth: '1982-02-14',
        sex: 'MALE',
        owns: { titles: [home(unit())], vehicles: [vehicle(unit())], holdings: [holding('DEMO-A', 50_000)] },
        // 䶮 as GBK's private-use character, the way a system of before 2005 keeps it.
        recorded: ({ number }) => ({ name: '𠮷\uE863', number }),
      },
    ]),
    family('middle-dot-name', [
      {
        ...APPLICANT,
        name: '阿依古丽·买买提',
        birth: '1990-10-10',
        sex: 'FEMALE',
        owns: { titles: [home(unit())], vehicles: [vehicle(unit())], holdings: [holding('DEMO-C', 210_000)] },
        recorded: ({ number }) => ({ name: '阿依古丽•买买提', number }),
      },
    ]),
  ];
}

function wage(personKey: string, yearlyFen: number, payer: string): DeclaredLine {
  return { personKey, content: { kind: 'INCOME', incomeKind: 'WAGE', item: 'WAGE', yearlyFen, payer } };
}

function spent(personKey: string, item: 'MEDICAL' | 'EDUCATION', yearlyFen: number, institution: string): DeclaredLine {
  const content = {
    kind: 'RIGID_EXPENDITURE',
    item,
    yearlyFen,
    institution,
    designated: true,
    payer: '家庭',
    receipt: true,
  } as const;
  return { personKey, content };
}
