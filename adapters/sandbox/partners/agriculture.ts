import { AGRICULTURE_FILES } from '../../agriculture.ts';
import { batchOffice } from '../batch-office.ts';
import { compactDay, decimal, mark } from '../wire-forms.ts';

const MACHINE_KIND = { TRACTOR: '1', COMBINE_HARVESTER: '2', TRANSPLANTER: '3', OTHER: '9' } as const;
const MACHINE_STATUS = { NORMAL: 'A', SCRAPPED: 'B', TRANSFERRED: 'C' } as const;

/** 农业农村. */
export const agriculturePartner = batchOffice({
  sourceId: 'agriculture',
  files: AGRICULTURE_FILES,
  forms: {
    CONTRACTED_LAND: {
      code: 'CB',
      write: (land) => ({
        发包方: land.village,
        承包面积: decimal(land.areaMuHundredths),
        流转面积: decimal(land.transferredMuHundredths),
        年流转收入: decimal(land.rentYearlyFen),
      }),
    },
    COLLECTIVE_DIVIDEND: {
      code: 'FH',
      write: ({ collectiveName, year, amountFen }) => ({
        集体经济组织: collectiveName,
        分红年度: String(year),
        分红金额: decimal(amountFen),
      }),
    },
    FARM_MACHINE: {
      code: 'NJ',
      write: ({ kind, large, model, registeredOn, status }) => ({
        机械类别: MACHINE_KIND[kind],
        大型: mark(large),
        机型: model,
        登记日期: compactDay(registeredOn),
        登记状态: MACHINE_STATUS[status],
      }),
    },
  },
});
