import { afterAll, beforeAll, expect, it } from 'vitest';
import { SmallHouse } from './small-house.ts';

let house: SmallHouse;
beforeAll(async () => {
  house = await SmallHouse.build();
});
afterAll(() => house.remove());

it('keeps every promise in a clean tree', async () => {
  const { broken, output } = await house.judge();
  expect(broken, output).toEqual([]);
});
