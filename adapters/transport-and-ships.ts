import { defineSoapSource } from './soap-source.ts';
import { wireRecord } from './wire-record.ts';
import { coded, hundredths, openEndDate, wireText } from './wire-scalars.ts';

/** Codes of transport and ship registers, from general knowledge. */
const SHIP_KIND = { '01': 'CARGO', '02': 'PASSENGER', '03': 'FISHING', '99': 'OTHER' } as const;
const SHIP_USE = { '1': 'OPERATING', '2': 'OWN_USE' } as const;
const SHIP_STATUS = { '1': 'NORMAL', '2': 'DEREGISTERED', '3': 'DISMANTLED' } as const;
const SCOPE = { '10': 'PASSENGER', '14': 'TAXI', '20': 'FREIGHT' } as const;
const LICENCE_STATUS = { '10': 'VALID', '21': 'EXPIRED', '33': 'CANCELLED' } as const;

/** 船舶登记. A dismantled ship stays in the register until somebody brings its papers back. */
const ship = wireRecord({
  code: 'CBDJ',
  fact: 'SHIP',
  wire: {
    /** 船舶登记号, 船舶种类, 总吨位, 用途. */
    CBDJH: wireText(40),
    CBZL: coded(SHIP_KIND),
    ZDW: hundredths,
    YT: coded(SHIP_USE),
    /** 登记日期, 登记状态. */
    DJRQ: openEndDate,
    DJZT: coded(SHIP_STATUS),
  },
  read: ({ CBDJH, CBZL, ZDW, YT, DJRQ, DJZT }) => ({
    shipNumber: CBDJH,
    kind: CBZL,
    grossTonHundredths: ZDW,
    use: YT,
    registeredOn: DJRQ,
    status: DJZT,
  }),
});

/** 道路运输证: 车牌号, 经营范围, 证件状态, 有效期止. It says that a vehicle earns, not that the person drives it. */
const licence = wireRecord({
  code: 'YSZ',
  fact: 'TRANSPORT_LICENCE',
  wire: { CPH: wireText(20), JYFW: coded(SCOPE), ZJZT: coded(LICENCE_STATUS), YXQZ: openEndDate },
  read: ({ CPH, JYFW, ZJZT, YXQZ }) => ({ plateNumber: CPH, scope: JYFW, status: ZJZT, validUntil: YXQZ }),
});

/** 船舶登记和道路运输证. Items per D16. */
export const transportAndShips = defineSoapSource({
  id: 'transport-and-ships',
  department: { zh: '交通运输局（海事）', en: 'Transport Bureau, Maritime Safety' },
  subject: { zh: '船舶和道路运输证', en: 'ships and transport licences' },
  level: 'CITY',
  certificates: ['CITIZEN_NUMBER', 'HMT_RESIDENCE_PERMIT'],
  behaviour: {
    quota: { perSecond: 10, perDay: 20_000, concurrent: 5 },
    window: null,
    timeoutMs: 10_000,
    attempts: 2,
    breaker: { consecutiveFailures: 5, halfOpenAfterMs: 60_000 },
    turnaroundWorkingDays: 5,
    staleAfterDays: 60,
  },
  namespace: 'urn:wuxi:jiaotong:yz-query:1',
  operation: 'QueryTransport',
  records: [ship, licence],
});
