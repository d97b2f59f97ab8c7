import { expect, it } from 'vitest';
import { territoryOf } from '../../../src/sources/territory.ts';

it.each([
  ['COUNTY', '320213', '320213'],
  ['CITY', '320213', '320200'],
  ['PROVINCE', '320213', '320000'],
  ['NATION', '320213', '100000'],
  ['CITY', '320200', '320200'],
  ['PROVINCE', '320000', '320000'],
  ['NATION', '440000', '100000'],
] as const)('the register of a %s, asked from %s, speaks of %s', (level, division, territory) => {
  expect(territoryOf(level, division)).toBe(territory);
});

it.each([
  ['COUNTY', '320200'],
  ['COUNTY', '320000'],
  ['CITY', '320000'],
] as const)('a %s keeps one of several registers where %s asks: there is no one territory', (level, division) => {
  expect(territoryOf(level, division)).toBeNull();
});
