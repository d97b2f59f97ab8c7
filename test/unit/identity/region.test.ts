import { describe, expect, it } from 'vitest';
import { parseRegion, regionChain, regionCovers, regionName } from '../../../src/identity/region.ts';

const invalid = expect.objectContaining({ code: 'INVALID_REGION' });

describe('parseRegion', () => {
  it('accepts county, township and village, living and abolished', () => {
    expect(parseRegion('320213')).toBe('320213');
    expect(parseRegion('320213001')).toBe('320213001');
    expect(parseRegion('３２０２１３００１００２')).toBe('320213001002');
    expect(parseRegion('320202')).toBe('320202');
    expect(parseRegion('340000')).toBe('340000');
  });

  it('takes filling zeros off', () => {
    expect(parseRegion('320213000000')).toBe('320213');
    expect(parseRegion('320213000')).toBe('320213');
    expect(parseRegion('320213001000')).toBe('320213001');
  });

  it.each(['', '3202', '3202130', '32021a', '320299', '110199', '990000', '320000001'])('refuses %j', (code) => {
    expect(() => parseRegion(code)).toThrow(invalid);
  });
});

describe('regions above and below', () => {
  it('goes up from the village to the province', () => {
    expect(regionChain('320213001002')).toEqual(['320213001002', '320213001', '320213', '320200', '320000']);
    expect(regionChain('320200')).toEqual(['320200', '320000']);
    expect(regionChain('320000')).toEqual(['320000']);
  });

  it('covers itself and what lies below, never what lies above', () => {
    expect(regionCovers('320200', '320213001002')).toBe(true);
    expect(regionCovers('320213', '320213')).toBe(true);
    expect(regionCovers('320213', '320200')).toBe(false);
    expect(regionCovers('320213', '320214')).toBe(false);
    expect(regionCovers('320000', '340000')).toBe(false);
  });

  it('is named', () => {
    expect(regionName('320200')).toBe('无锡市');
    expect(regionName('320213')).toBe('无锡市梁溪区');
    expect(regionName('320203')).toBe('无锡市南长区（已撤销）');
    expect(regionName('320213001')).toBe('无锡市梁溪区 320213001');
    expect(regionName('320000')).toBe('江苏省');
  });
});
