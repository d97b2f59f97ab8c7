import { soapOffice } from '../soap-office.ts';
import { compactDay, decimal } from '../wire-forms.ts';

const SHIP_KIND = { CARGO: '01', PASSENGER: '02', FISHING: '03', OTHER: '99' } as const;
const SHIP_USE = { OPERATING: '1', OWN_USE: '2' } as const;
const SHIP_STATUS = { NORMAL: '1', DEREGISTERED: '2', DISMANTLED: '3' } as const;
const SCOPE = { PASSENGER: '10', TAXI: '14', FREIGHT: '20' } as const;
const LICENCE_STATUS = { VALID: '10', EXPIRED: '21', CANCELLED: '33' } as const;

/** 交通、海事: SOAP of its own. */
export const transportAndShipsOffice = soapOffice({
  sourceId: 'transport-and-ships',
  path: '/jtys/services/TransportQuery',
  operation: 'QueryTransport',
  forms: {
    SHIP: {
      code: 'CBDJ',
      write: (ship) => ({
        CBDJH: ship.shipNumber,
        CBZL: SHIP_KIND[ship.kind],
        ZDW: decimal(ship.grossTonHundredths),
        YT: SHIP_USE[ship.use],
        DJRQ: compactDay(ship.registeredOn),
        DJZT: SHIP_STATUS[ship.status],
      }),
    },
    TRANSPORT_LICENCE: {
      code: 'YSZ',
      write: ({ plateNumber, scope, status, validUntil }) => ({
        CPH: plateNumber,
        JYFW: SCOPE[scope],
        ZJZT: LICENCE_STATUS[status],
        YXQZ: compactDay(validUntil),
      }),
    },
  },
});
