import { expect, it } from 'vitest';
import { vehicleClass, vehicleStatus, vehicleUse } from '../../../adapters/vehicle-codes.ts';

it.each([
  ['A', false, 'NORMAL'],
  ['GK', false, 'NORMAL'],
  ['Q', false, 'INSPECTION_OVERDUE'],
  ['PQ', false, 'SCRAP_OVERDUE'],
  ['E', true, 'SCRAPPED'],
  ['E', false, 'DEREGISTERED'],
  ['M', false, 'SCRAPPED'],
  ['BQ', false, 'TRANSFERRED_OUT'],
  ['C', false, 'STOLEN'],
] as const)('reads the status %s', (letters, scrapped, status) => {
  expect(vehicleStatus(letters, scrapped)).toBe(status);
});

it('refuses a status that it does not know, also beside a known one', () => {
  expect(() => vehicleStatus('Z', false)).toThrow('FORMAT_CHANGED');
  expect(() => vehicleStatus('EZ', false)).toThrow('FORMAT_CHANGED');
});

it('reads classes and uses', () => {
  expect(['K11', 'K33', 'K43', 'H31', 'M21', 'T11', 'Q11'].map(vehicleClass)).toEqual([
    'COACH',
    'CAR',
    'CAR',
    'TRUCK',
    'MOTORCYCLE',
    'TRACTOR',
    'OTHER',
  ]);
  expect(['A', 'D', 'F', 'R'].map(vehicleUse)).toEqual(['PRIVATE', 'HIRE', 'FREIGHT', 'OTHER']);
});
