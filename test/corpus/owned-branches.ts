import { fact } from '../unit/indicators/facts.ts';
import { day, holding, home, policy, securities, vehicle } from '../unit/indicators/world.ts';
import { assetDeclared, craftDeclared, homeDeclared } from './branch.ts';
import type { Branches } from './branch.ts';

const shared = (unitNumber: string, sharePercent: number) =>
  home({ unitNumber, address: `演示路${unitNumber}`, tenure: 'BY_SHARE', sharePercent });
const joint = (unitNumber: string) => home({ unitNumber, address: `演示路${unitNumber}`, tenure: 'JOINT' });
const at = (unitNumber: string, changes = {}) => home({ unitNumber, address: `演示路${unitNumber}`, ...changes });
const shop = (code: string, changes = {}) => fact('BUSINESS_ROLE', { entityCode: code, entityName: code, ...changes });
const invoiced = (code: string, changes = {}) =>
  fact('SOLE_TRADER_TURNOVER', { traderCode: code, traderName: code, ...changes });

/** Homes, vehicles, money and enterprises: what the plain cases leave out, mostly where people and facts meet. */
export const OWNED_BRANCHES: Branches = {
  I01: [
    ['homes in another order', { 'p1 real-estate': [at('U3'), at('U1'), at('U2')] }],
    ['a village homestead', { 'p1 real-estate': [at('U1', { usage: 'HOMESTEAD' })] }],
    [
      'thirds of three',
      Object.fromEntries(['p1', 'p2', 'p3'].map((who) => [`${who} real-estate`, [shared('U1', 33)]])),
    ],
    ['shares that are not the whole', { 'p1 real-estate': [shared('U1', 49)], 'p2 real-estate': [shared('U1', 49)] }],
    ['joint of two', { 'p1 real-estate': [joint('U1')], 'p2 real-estate': [joint('U1')] }],
    ['joint with somebody outside', { 'p1 real-estate': [joint('U1')] }],
    ['joint, and twice in one name', { 'p1 real-estate': [joint('U1'), joint('U1')] }],
    ['one sole, one shared, of one unit', { 'p1 real-estate': [at('U1')], 'p2 real-estate': [shared('U1', 10)] }],
    ['two homes of two', { 'p1 real-estate': [at('U1')], 'p2 real-estate': [at('U2')] }],
    ['premises as the only home', { 'p1 real-estate': [at('U1', { usage: 'NON_RESIDENTIAL' })] }],
    ['demolished', { 'p1 real-estate': [at('U1', { status: 'DEMOLISHED' }), at('U2', { registeredOn: null })] }],
    ['registered on the first day looked at', { 'p1 real-estate': [at('U1', { registeredOn: day('2015-01-31') })] }],
    [
      'three declared, two found',
      { 'p1 real-estate': [at('U1'), at('U2', { usage: 'PARKING' })] },
      [homeDeclared, homeDeclared, homeDeclared],
    ],
    [
      'two declared, two found',
      { 'p1 real-estate': [at('U1'), at('U2', { usage: 'PARKING' })] },
      [homeDeclared, homeDeclared],
    ],
    ['a home sold by contract', { 'p1 housing-contracts': [fact('HOUSING_CONTRACT', { role: 'SELLER' })] }],
    [
      'contracts that are over',
      {
        'p1 housing-contracts': [
          fact('HOUSING_CONTRACT', { status: 'REGISTERED' }),
          fact('PUBLIC_RENTAL', { until: day('2017-01-01') }),
        ],
      },
    ],
  ],
  I02: [
    ['two cars', { 'p1 vehicles': [vehicle(), vehicle({ plateNumber: '苏B00002' })] }],
    ['a car and a ship', { 'p1 vehicles': [vehicle()], 'p2 transport-and-ships': [fact('SHIP')] }],
    [
      'a ship that works, a ship that is gone',
      {
        'p1 transport-and-ships': [
          fact('SHIP', { use: 'OPERATING' }),
          fact('SHIP', { shipNumber: '苏锡渔0002', status: 'DISMANTLED' }),
        ],
      },
    ],
    [
      'small and retired machines',
      {
        'p1 agriculture': [
          fact('FARM_MACHINE', { large: false }),
          fact('FARM_MACHINE', { model: '旧机', status: 'SCRAPPED' }),
        ],
      },
    ],
    [
      'an electric bicycle and a deregistered car',
      {
        'p1 vehicles': [
          vehicle({ class: 'ELECTRIC_BICYCLE' }),
          vehicle({ plateNumber: '苏B00002', status: 'DEREGISTERED' }),
        ],
      },
    ],
    [
      'motorcycles of petrol and of current',
      {
        'p1 vehicles': [
          vehicle({ class: 'MOTORCYCLE', displacementMl: 125 }),
          vehicle({ plateNumber: '苏B00002', class: 'MOTORCYCLE', displacementMl: null }),
        ],
      },
    ],
    [
      'a tractor and another vehicle',
      { 'p1 vehicles': [vehicle({ class: 'TRACTOR' }), vehicle({ plateNumber: '苏B00002', class: 'OTHER' })] },
    ],
    ...(['INSPECTION_OVERDUE', 'SCRAP_OVERDUE', 'TRANSFERRED_OUT', 'STOLEN'] as const).map(
      (status) => [`a car, ${status}`, { 'p1 vehicles': [vehicle({ status })] }] as const,
    ),
    [
      'declared and not found, in another order',
      {},
      [craftDeclared('苏B99999'), craftDeclared('苏锡渔0009', 'SHIP'), craftDeclared('苏B11111')],
    ],
    [
      'declared with a dot, and found',
      { 'p1 vehicles': [vehicle({ plateNumber: '苏B12345' })], 'p1 transport-and-ships': [fact('SHIP')] },
      [craftDeclared('苏b·12345'), craftDeclared('苏锡渔0001', 'SHIP')],
    ],
    [
      'licences of another car, an expired one, a car for hire',
      {
        'p1 vehicles': [vehicle(), vehicle({ plateNumber: '苏B00003', use: 'HIRE' })],
        'p1 transport-and-ships': [
          fact('TRANSPORT_LICENCE', { plateNumber: '苏B77777' }),
          fact('TRANSPORT_LICENCE', { status: 'EXPIRED' }),
          fact('TRANSPORT_LICENCE', { plateNumber: '苏B00003' }),
        ],
      },
    ],
    [
      'a licence of the wife’s for the husband’s car',
      { 'p1 vehicles': [vehicle()], 'p2 transport-and-ships': [fact('TRANSPORT_LICENCE')] },
    ],
  ],
  I03: [
    [
      'policies of others, ended and lapsed',
      {
        'p1 insurance': [
          policy(100_000, { role: 'INSURED' }),
          policy(200_000, { status: 'ENDED' }),
          policy(300_000, { status: 'LAPSED' }),
        ],
      },
    ],
    [
      'a dormant account of securities with cash',
      { 'p1 securities': [securities(100_000, { status: 'DORMANT', cashFen: 50_000 })] },
    ],
    [
      'an empty and a closed account of the fund',
      {
        'p1 housing-fund': [
          fact('HOUSING_FUND_ACCOUNT', { balanceFen: 0 }),
          fact('HOUSING_FUND_ACCOUNT', { status: 'CLOSED' }),
        ],
      },
    ],
    [
      'declared of every kind',
      { 'p1 banks/WXRCB': [holding(100_000)] },
      (['DEPOSIT', 'SECURITIES', 'INSURANCE', 'CLAIM', 'OTHER'] as const).map((kind, index) =>
        assetDeclared(kind, 12_000 + index),
      ),
    ],
    ['just below and above near', { 'p1 securities': [securities(5_313_600)] }],
    ['one fen beyond near', { 'p1 securities': [securities(6_494_401)] }],
    [
      'two banks of two people',
      {
        'p1 banks/WXRCB': [holding(2_000_000)],
        'p2 banks/JSB': [holding(4_000_000, { bankCode: 'JSB', dormantAccountCount: 2 })],
      },
    ],
    [
      'an outflow on an unknown day',
      { 'p1 banks/JSB': [holding(100_000, { bankCode: 'JSB', largestOutflowFen: 6_000_000 })] },
    ],
    [
      'an outflow long ago, and a small one',
      {
        'p1 banks/WXRCB': [holding(1, { largestOutflowFen: 6_000_000, largestOutflowOn: day('2015-01-01') })],
        'p2 banks/WXRCB': [holding(1, { largestOutflowFen: 100, largestOutflowOn: day('2018-01-01') })],
      },
    ],
  ],
  I04: [
    ['two that earn', { 'p1 business-registration': [shop('A'), shop('B')], 'p1 tax': [invoiced('A'), invoiced('B')] }],
    [
      'one that both members have',
      {
        'p1 business-registration': [shop('A')],
        'p2 business-registration': [shop('A', { role: 'SHAREHOLDER', subscribedFen: 5_000_000 })],
        'p1 tax': [invoiced('A')],
      },
    ],
    [
      'by an estimate only',
      { 'p1 business-registration': [shop('A')], 'p1 tax': [invoiced('A', { basis: 'ASSESSED' })] },
    ],
    [
      'a turnover long ago',
      { 'p1 business-registration': [shop('A')], 'p1 tax': [invoiced('A', { until: day('2016-06-30') })] },
    ],
    [
      'paid out by the enterprise',
      {
        'p1 business-registration': [shop('A', { role: 'LEGAL_REPRESENTATIVE', subscribedFen: 100 })],
        'p1 tax': [
          fact('TAXED_INCOME_MONTH', { kind: 'INTEREST_DIVIDEND', payerCode: 'A' }),
          fact('TAXED_INCOME_MONTH', { kind: 'WAGE', payerCode: 'A', month: '2017-11' }),
        ],
      },
    ],
    [
      'paid to another member, and in another year',
      {
        'p1 business-registration': [shop('A')],
        'p1 tax': [fact('TAXED_INCOME_MONTH', { kind: 'OPERATING', payerCode: 'A', month: '2016-01' })],
        'p2 tax': [fact('TAXED_INCOME_MONTH', { kind: 'OPERATING', payerCode: 'A' })],
      },
    ],
    [
      'disputed, with revenue',
      {
        'p1 business-registration': [shop('A', { identityDisputed: true, subscribedFen: 100 })],
        'p1 tax': [invoiced('A')],
      },
    ],
    [
      'a co-operative, with revenue',
      {
        'p1 business-registration': [shop('A', { role: 'COOPERATIVE_MEMBER', subscribedFen: 100 })],
        'p1 tax': [invoiced('A')],
      },
    ],
    [
      'abnormal, with revenue, beside one that earns',
      {
        'p1 business-registration': [shop('A', { abnormal: true, subscribedFen: 100 }), shop('B', { role: 'OFFICER' })],
        'p1 tax': [invoiced('A'), invoiced('B')],
      },
    ],
    [
      'deregistered, with revenue',
      {
        'p1 business-registration': [shop('A', { state: 'DEREGISTERED', subscribedFen: 100 })],
        'p1 tax': [invoiced('A')],
      },
    ],
    [
      'a turnover of a stranger',
      { 'p1 tax': [invoiced('C'), invoiced('D', { turnoverFen: 0 }), invoiced('E', { until: day('2016-06-30') })] },
    ],
  ],
};
