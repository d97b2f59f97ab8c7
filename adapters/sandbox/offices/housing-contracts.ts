import { hubOffice } from '../hub-office.ts';
import { compactDay, decimal } from '../wire-forms.ts';

const USAGE = { RESIDENTIAL: '10', NON_RESIDENTIAL: '20', PARKING: '30' } as const;
const ROLE = { BUYER: '1', SELLER: '2' } as const;
const STATUS = { FILED: '1', REGISTERED: '2', CANCELLED: '9' } as const;
const RENTAL = { PUBLIC_RENTAL: '1', DIRECTLY_MANAGED: '2' } as const;

/** 住建 behind the hub. */
export const housingContractsOffice = hubOffice({
  sourceId: 'housing-contracts',
  serviceCode: 'WX-ZJ-0801',
  forms: {
    HOUSING_CONTRACT: {
      code: 'WQBA',
      write: (contract) => ({
        bah: contract.contractNumber,
        zl: contract.address,
        jzmj: decimal(contract.areaHundredths),
        yt: USAGE[contract.usage],
        htsf: ROLE[contract.role],
        qdrq: compactDay(contract.signedOn),
        bazt: STATUS[contract.status],
        htj: decimal(contract.priceFen),
      }),
    },
    PUBLIC_RENTAL: {
      code: 'GFCZ',
      write: (rental) => ({
        gflb: RENTAL[rental.kind],
        zl: rental.address,
        jzmj: decimal(rental.areaHundredths),
        yzj: decimal(rental.rentMonthlyFen),
        zlqs: compactDay(rental.since),
        zljz: compactDay(rental.until),
      }),
    },
    RENT_SUBSIDY: {
      code: 'ZLBT',
      write: ({ monthlyFen, since, until }) => ({
        ybt: decimal(monthlyFen),
        btqs: compactDay(since),
        btjz: compactDay(until),
      }),
    },
  },
});
