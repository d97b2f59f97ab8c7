import { describe, expect, it } from 'vitest';
import { divisionsTable } from '../../../.config/divisions.ts';
import china from '../../../src/identity/divisions-china.json' with { type: 'json' };
import { DIVISIONS, isDivisionInUse, successorOf } from '../../../src/identity/divisions.ts';
import { regionChain, regionCovers, regionName } from '../../../src/identity/region.ts';

describe('the divisions of the country', () => {
  it('are what the packages hold: `npm run divisions` writes them again', () => {
    expect(china).toEqual(divisionsTable());
  });

  it('keep every code and name that reports of before were made by', () => {
    const before = {
      '320200': '无锡市',
      '320205': '锡山区',
      '320206': '惠山区',
      '320211': '滨湖区',
      '320213': '梁溪区',
      '320214': '新吴区',
      '320281': '江阴市',
      '320282': '宜兴市',
      '320202': '崇安区',
      '320203': '南长区',
      '320204': '北塘区',
      '320221': '江阴县',
      '320222': '无锡县',
      '320223': '宜兴县',
      '320283': '锡山市',
    };
    expect(Object.fromEntries(Object.keys(before).map((code) => [code, DIVISIONS[code]?.name]))).toEqual(before);
  });

  it.each([
    ['320213', '无锡市梁溪区'],
    ['320202', '无锡市崇安区（已撤销）'],
    ['330106', '杭州市西湖区'],
    ['110105', '北京市朝阳区'],
    ['429004', '湖北省仙桃市'],
    ['330000', '浙江省'],
    ['441900', '东莞市'],
  ])('are called as one calls them: %s %s', (code, name) => {
    expect(regionName(code)).toBe(name);
  });

  it('lie within their cities, provinces and the nation', () => {
    expect(regionChain('330106001')).toEqual(['330106001', '330106', '330100', '330000']);
    expect([regionCovers('330100', '330106'), regionCovers('320200', '330106')]).toEqual([true, false]);
    expect([regionCovers('100000', '330106'), regionCovers('330000', '100000')]).toEqual([true, false]);
  });

  it.each([
    ['320202', { code: '320213', known: true }],
    ['110228', { code: '110118', known: false }],
    ['320283', null],
    ['320213', null],
  ])('tell what took the place of %s', (code, successor) => {
    expect(successorOf(code)).toEqual(successor);
  });

  it('name as a successor only what is in use', () => {
    const successors = Object.keys(DIVISIONS).flatMap((code) => successorOf(code)?.code ?? []);
    expect(successors.filter((code) => !isDivisionInUse(code))).toEqual([]);
    expect(successors.length).toBeGreaterThan(100);
  });
});
