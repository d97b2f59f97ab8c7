import { describe, expect, it } from 'vitest';
import { wuxiSharingPlatform } from '../../../adapters/hubs.ts';
import { lineOf } from '../../../src/sources/terms.ts';
import { realEstate } from '../../../adapters/real-estate.ts';
import { tax } from '../../../adapters/tax.ts';
import { treatedHere } from '../../../src/main/behaviour.ts';

const HUB = wuxiSharingPlatform.id;

describe('what an installation sets of its departments', () => {
  it('holds for a department with a line of its own', () => {
    const entries = { 'real-estate': { url: 'x', behaviour: { quota: { perSecond: 3 } } } };
    expect(lineOf(treatedHere(realEstate, entries))).toMatchObject({
      id: 'real-estate',
      quota: { ...realEstate.behaviour.quota, perSecond: 3 },
    });
  });

  it('is set of a hub in the hub’s own entry, for all departments behind it', () => {
    const entries = { [HUB]: { behaviour: { quota: { perDay: 9 }, breaker: { consecutiveFailures: 2 } } } };
    const line = lineOf(treatedHere(tax, entries));
    expect(line.id).toBe(HUB);
    expect(line.quota).toEqual({ ...wuxiSharingPlatform.quota, perDay: 9 });
    expect(line.breaker).toEqual({ ...wuxiSharingPlatform.breaker, consecutiveFailures: 2 });
  });

  it.each([
    [{ tax: { behaviour: { quota: { perSecond: 3 } } } }, 'endpoints.tax.behaviour.quota'],
    [{ tax: { behaviour: { breaker: { halfOpenAfterMs: 3 } } } }, 'endpoints.tax.behaviour.breaker'],
    [{ [HUB]: { behaviour: { timeoutMs: 3 } } }, `endpoints.${HUB}.behaviour`],
    [{ [HUB]: { url: 'x' } }, `endpoints.${HUB}.behaviour`],
  ])('is refused where it would not hold: %j', (entries, field) => {
    expect(() => treatedHere(tax, entries)).toThrow(
      expect.objectContaining({ details: expect.objectContaining({ field }) }),
    );
  });
});
