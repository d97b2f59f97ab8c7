import { parseCalendarDate } from '../../../src/platform/calendar-date.ts';
import { APPLICANT, DAUGHTER, WIFE } from '../household.ts';
import { schooling, settlement } from '../records/care.ts';
import { holding, policy } from '../records/money.ts';
import { home } from '../records/property.ts';
import { employed, employer, pension } from '../records/work.ts';
import { declaredExpense, declaredPension, declaredWage } from './family-spec.ts';
import type { FamilySpec } from './family-spec.ts';

/**
 * Income 54,000 and rigid expenditure 30,000 yuan a year: the household that the founding paper is about, and the
 * demonstration's. Every department agrees with the paper form: 3,500 yuan of wages in each of twelve months, an
 * invalidity allowance of 1,000, 22,000 of illness borne by the family, 8,000 of school.
 */
export const familyClean: FamilySpec = {
  people: [
    {
      ...APPLICANT,
      name: '陆文斌',
      birth: '1974-04-16',
      sex: 'MALE',
      facts: () => [
        home(1),
        holding('DEMO-A', 620_000),
        holding('DEMO-B', 138_050),
        ...employed({ employer: employer(0), monthlyFen: 350_000, since: parseCalendarDate('2009-03-02') }),
      ],
    },
    {
      ...WIFE,
      name: '顾秀芬',
      birth: '1976-11-02',
      sex: 'FEMALE',
      facts: () => [
        holding('DEMO-A', 415_500),
        pension('INVALIDITY', 100_000, { since: parseCalendarDate('2015-12-01') }),
        settlement('2017-03-28', 2_860_000, 980_000, { setting: 'INPATIENT', seriousIllnessFen: 260_000 }),
        settlement('2017-05-16', 186_000, 112_000),
        settlement('2017-07-11', 194_500, 118_000),
        settlement('2017-09-20', 1_940_000, 690_000, { setting: 'INPATIENT', seriousIllnessFen: 140_000 }),
        settlement('2017-11-14', 205_000, 124_000),
        settlement('2018-01-09', 231_500, 140_000),
        settlement('2018-02-06', 36_000, 36_000, {
          setting: 'PHARMACY',
          institutionName: '无锡市演示大药房',
          peerPercentile: null,
        }),
      ],
    },
    {
      ...DAUGHTER,
      name: '陆晓雨',
      birth: '2004-06-21',
      sex: 'FEMALE',
      facts: () => [
        schooling('无锡市演示中学', 'JUNIOR', parseCalendarDate('2016-09-01'), { tuitionYearlyFen: 800_000 }),
        // A policy that the school takes out for every pupil; it has no cash value.
        policy(0, {
          insurerName: '演示财产保险股份有限公司',
          kind: 'ACCIDENT',
          role: 'INSURED',
          yearlyPremiumFen: 10_000,
          since: parseCalendarDate('2017-09-01'),
        }),
      ],
    },
  ],
  declared: [
    declaredWage('family-clean/0', 4_200_000, '无锡演示物业有限公司'),
    declaredPension('family-clean/1', 1_200_000, '演示社保中心'),
    declaredExpense('family-clean/1', 'MEDICAL', 2_200_000, '无锡市演示人民医院'),
    declaredExpense('family-clean/2', 'EDUCATION', 800_000, '无锡市演示中学'),
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
};
