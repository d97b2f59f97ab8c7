import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mayBeOneCounty, mayBeOnePlace } from '../../../src/identity/same-division.ts';

describe('places that may be one', () => {
  it.each([
    ['320213', '320213', true],
    ['320213', '320213001', true],
    ['320213001', '320213001002', true],
    ['320213000000', '320213', true],
    ['320213000', '320213001', true],
    ['320200', '320213', true],
    ['320000', '320213001', true],
    ['100000', '330106', true],
    ['320202', '320213', true],
    ['320202003', '320213001', true],
    ['320202', '320203', true],
    ['320283', '320206', true],
    ['３２０２１３', '320213', true],
    ['320213001', '320213002', false],
    ['320213', '320205', false],
    ['320202', '320205', false],
    ['320283', '320213', false],
    ['330100', '320213', false],
    ['330000', '320213', false],
    ['999999', '320213', false],
  ] as const)('%s and %s: %s', (a, b, is) => {
    expect(mayBeOnePlace(a, b)).toBe(is);
    expect(mayBeOnePlace(b, a)).toBe(is);
  });

  it('knows townships of one county as one county', () => {
    expect(mayBeOneCounty('320213001', '320213002003')).toBe(true);
    expect(mayBeOneCounty('320202001', '320213002')).toBe(true);
    expect(mayBeOneCounty('320200', '320213002')).toBe(true);
    expect(mayBeOneCounty('320205001', '320213002')).toBe(false);
  });

  it('holds a place and whatever lies in it for one', () => {
    const counties = fc.constantFrom('320213', '320205', '320281', '330106');
    const below = fc.constantFrom('', '001', '001002', '117');
    fc.assert(
      fc.property(counties, below, (county, rest) => {
        expect(mayBeOnePlace(county, county + rest)).toBe(true);
      }),
    );
  });
});
