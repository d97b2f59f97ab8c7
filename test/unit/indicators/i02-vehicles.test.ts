import { describe, expect, it } from 'vitest';
import type { Vehicle } from '../../../src/evidence/facts.ts';
import type { IndicatorInput } from '../../../src/indicators/define-indicator.ts';
import { vehicles } from '../../../src/indicators/i02-vehicles.ts';
import type { Result } from '../../../src/indicators/outcome.ts';
import { allFound, found } from './case-table.ts';
import { fact } from './facts.ts';
import { cleanEvidence, declared, input, PACK, piece, vehicle, withPieces } from './world.ts';

const hit = (...facts: Partial<Vehicle>[]) => withPieces(piece('p1', 'vehicles', null, 'HIT', facts.map(vehicle)));
const noExemptions: typeof PACK = {
  ...PACK,
  rules: {
    ...PACK.rules,
    exemptions: {
      ...PACK.rules.exemptions,
      disabilityVehicle: { ...PACK.rules.exemptions.disabilityVehicle, value: false },
      fuelMotorcycles: { ...PACK.rules.exemptions.fuelMotorcycles, value: false },
    },
  },
};
const oneAllowed: typeof PACK = {
  ...PACK,
  rules: { ...PACK.rules, vehiclesAllowed: { ...PACK.rules.vehiclesAllowed, value: 1 } },
};
const declaredCar = declared({
  kind: 'VEHICLE',
  craft: 'VEHICLE',
  plateNumber: '苏B·00001',
  model: null,
  displacementMl: null,
  boughtOn: null,
  priceFen: null,
});
const declaredShip = declared({
  kind: 'VEHICLE',
  craft: 'SHIP',
  plateNumber: '苏锡渔0001',
  model: null,
  displacementMl: null,
  boughtOn: null,
  priceFen: null,
});

type Case = readonly [name: string, result: Result, figure: number | null, input: IndicatorInput, says?: RegExp];

const CASES: readonly Case[] = [
  ['no vehicle', 'MEETS', 0, input(cleanEvidence())],
  ['a ship of one’s own', 'EXCEEDS', 1, input(found('transport-and-ships', fact('SHIP'))), /船舶 苏锡渔0001/],
  [
    'a ship that works',
    'WARNING',
    1,
    input(found('transport-and-ships', fact('SHIP', { use: 'OPERATING' }))),
    /生产经营工具/,
  ],
  ['a ship broken up', 'MEETS', 0, input(found('transport-and-ships', fact('SHIP', { status: 'DISMANTLED' })))],
  [
    'a declared ship that was found',
    'EXCEEDS',
    1,
    input(found('transport-and-ships', fact('SHIP')), { declared: [declaredShip] }),
  ],
  ['a large farm machine', 'WARNING', 1, input(found('agriculture', fact('FARM_MACHINE'))), /农机 演示牌4LZ-4\.0/],
  ['a small farm machine', 'MEETS', 0, input(found('agriculture', fact('FARM_MACHINE', { large: false })))],
  ['a scrapped farm machine', 'MEETS', 0, input(found('agriculture', fact('FARM_MACHINE', { status: 'SCRAPPED' })))],
  [
    'a licence without a car',
    'WARNING',
    0,
    input(found('transport-and-ships', fact('TRANSPORT_LICENCE'))),
    /车管未查得该车/,
  ],
  [
    'an expired licence without a car',
    'MEETS',
    0,
    input(found('transport-and-ships', fact('TRANSPORT_LICENCE', { status: 'EXPIRED' }))),
  ],
  [
    'private by one register, licensed by the other: both are told',
    'EXCEEDS',
    1,
    input(allFound({ vehicles: [vehicle()], 'transport-and-ships': [fact('TRANSPORT_LICENCE')] })),
    /车管登记为非营运，交通部门发有道路运输证/,
  ],
  [
    'the ships’ register silent',
    'PENDING',
    0,
    input(withPieces(piece('p2', 'transport-and-ships', null, 'NO_RESPONSE'))),
  ],
  ['agriculture not connected', 'WARNING', 0, input(withPieces(piece('p2', 'agriculture', null, 'NOT_CONNECTED')))],
  ['a car in a live state', 'EXCEEDS', 1, input(hit({})), /状态正常/],
  ['a car, another member silent', 'EXCEEDS', 1, input([...hit({}), piece('p2', 'vehicles', null, 'NO_RESPONSE')])],
  ['a car where the policy allows one', 'MEETS', 1, input(hit({}), { pack: oneAllowed })],
  [
    'two cars where the policy allows one',
    'EXCEEDS',
    2,
    input(hit({}, { plateNumber: '苏B00002' }), { pack: oneAllowed }),
    /苏B00001.*苏B00002/,
  ],
  ['a car in hire', 'WARNING', 1, input(hit({ use: 'HIRE' })), /生产经营/],
  ['a truck for freight', 'WARNING', 1, input(hit({ class: 'TRUCK', use: 'FREIGHT' })), /生产经营/],
  ['a tractor', 'WARNING', 1, input(hit({ class: 'TRACTOR' }))],
  ['a vehicle of no known class', 'WARNING', 1, input(hit({ class: 'OTHER' }))],
  ['a car of another use', 'WARNING', 1, input(hit({ use: 'OTHER' }))],
  ['a car beside a working one', 'EXCEEDS', 2, input(hit({}, { plateNumber: '苏B00002', use: 'FREIGHT' }))],
  ['a scrapped car', 'WARNING', 0, input(hit({ status: 'SCRAPPED' })), /已报废/],
  ['a car due for scrapping', 'WARNING', 0, input(hit({ status: 'SCRAP_OVERDUE' })), /达到报废标准/],
  ['a car not inspected', 'WARNING', 0, input(hit({ status: 'INSPECTION_OVERDUE' })), /逾期未检验/],
  ['a car transferred out', 'WARNING', 0, input(hit({ status: 'TRANSFERRED_OUT' })), /已转出/],
  ['a stolen car', 'WARNING', 0, input(hit({ status: 'STOLEN' })), /被盗抢/],
  ['a deregistered car is no asset', 'MEETS', 0, input(hit({ status: 'DEREGISTERED' }))],
  [
    'an electric bicycle is no motor vehicle',
    'MEETS',
    0,
    input(hit({ class: 'ELECTRIC_BICYCLE', displacementMl: null })),
  ],
  ['a vehicle for the disabled', 'EXEMPT', 0, input(hit({ class: 'DISABILITY_VEHICLE' })), /残疾人/],
  ['a fuel motorcycle', 'EXEMPT', 0, input(hit({ class: 'MOTORCYCLE', displacementMl: 125 })), /燃油摩托车/],
  [
    'an exempt vehicle while a member is silent',
    'PENDING',
    0,
    input(
      withPieces(
        piece('p1', 'vehicles', null, 'HIT', [vehicle({ class: 'DISABILITY_VEHICLE' })]),
        piece('p2', 'vehicles', null, 'NO_RESPONSE'),
      ),
    ),
  ],
  ['an exempt vehicle beside a car', 'EXCEEDS', 1, input(hit({}, { class: 'DISABILITY_VEHICLE' }))],
  [
    'a motorcycle of no known displacement is no car, and nothing that exceeds',
    'WARNING',
    0,
    input(hit({ class: 'MOTORCYCLE', displacementMl: null })),
    /摩托车排量未登记/,
  ],
  [
    'a motorcycle of no known displacement without the rule',
    'WARNING',
    0,
    input(hit({ class: 'MOTORCYCLE', displacementMl: null }), { pack: noExemptions }),
  ],
  ['an electric motorcycle', 'EXCEEDS', 1, input(hit({ class: 'MOTORCYCLE', displacementMl: 0 }))],
  [
    'a motorcycle of no known displacement beside a car that the policy allows',
    'WARNING',
    1,
    input(hit({}, { plateNumber: '苏B00002', class: 'MOTORCYCLE', displacementMl: null }), { pack: oneAllowed }),
  ],
  [
    'a scrapped motorcycle of no known displacement',
    'WARNING',
    0,
    input(hit({ class: 'MOTORCYCLE', displacementMl: null, status: 'SCRAPPED' })),
    /已报废/,
  ],
  [
    'a vehicle for the disabled without the rule',
    'EXCEEDS',
    1,
    input(hit({ class: 'DISABILITY_VEHICLE' }), { pack: noExemptions }),
  ],
  [
    'a motorcycle without the rule',
    'EXCEEDS',
    1,
    input(hit({ class: 'MOTORCYCLE', displacementMl: 125 }), { pack: noExemptions }),
  ],
  [
    'a declared car that was not found',
    'WARNING',
    0,
    input(cleanEvidence(), { declared: [declaredCar] }),
    /申报，未核对/,
  ],
  [
    'a declared ship, which no source knows',
    'WARNING',
    0,
    input(cleanEvidence(), { declared: [declaredShip, declaredCar] }),
    /船舶/,
  ],
  [
    'a declared car that was found under its plate',
    'WARNING',
    0,
    input(hit({ status: 'SCRAPPED' }), { declared: [declaredCar] }),
    /^王建国：苏B00001，登记状态：已报废$/,
  ],
  [
    'a question that could not be sent',
    'PENDING',
    0,
    input(withPieces({ ...piece('p3', 'vehicles', null, 'NO_RESPONSE'), askedAt: null })),
    /^有查询未能发出/,
  ],
  ['silence', 'PENDING', 0, input(withPieces(piece('p3', 'vehicles', null, 'NO_RESPONSE')))],
  [
    'a member who has not signed',
    'NOT_AUTHORISED',
    0,
    input(withPieces(piece('p3', 'vehicles', null, 'NOT_AUTHORISED'))),
  ],
  ['nobody counts', 'NOT_APPLICABLE', null, input(cleanEvidence(), { counted: [] })],
];

describe('I02 vehicles', () => {
  for (const [name, result, figure, given, says] of CASES) {
    it(`${name}: ${result}`, () => {
      const outcome = vehicles.evaluate(given);
      expect(outcome.result).toBe(result);
      expect(outcome.figure?.value ?? null).toBe(figure);
      if (says !== undefined) expect(outcome.reasons.map(({ zh }) => zh).join('；')).toMatch(says);
    });
  }
});
