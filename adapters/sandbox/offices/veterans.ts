import { hubOffice } from '../hub-office.ts';
import { compactDay, decimal } from '../wire-forms.ts';

const KIND = { DISABLED_SOLDIER: '11', SURVIVOR: '21', REGULAR_SUBSIDY: '31', CONSCRIPT_FAMILY: '41' } as const;

/** 退役军人 behind the hub. */
export const veteransOffice = hubOffice({
  sourceId: 'veterans',
  serviceCode: 'WX-TY-1701',
  forms: {
    VETERAN_BENEFIT: {
      code: 'YFDY',
      write: ({ kind, monthlyFen, since }) => ({
        dxlb: KIND[kind],
        ydy: decimal(monthlyFen),
        dyqs: compactDay(since),
      }),
    },
  },
});
