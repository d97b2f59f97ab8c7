import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MOST_SHARDS, nameForms, shardsOf } from '../../../src/identity/name-search.ts';
import { compareNames } from '../../../src/identity/same-name.ts';
import { SURNAME_SHARES } from '../../../src/identity/surname-shares.ts';

describe('the forms by which a name is sought', () => {
  it.each([
    ['王小明', { surname: '王', others: ['小', '明'], initials: ['WXM'] }],
    ['欧阳修', { surname: '欧阳', others: ['修'], initials: ['OYX'] }],
    ['欧阳', { surname: '欧', others: ['阳'], initials: ['OY'] }],
    ['单芳', { surname: '单', others: ['芳'], initials: ['SF', 'DF', 'CF'] }],
    ['任长霞', { surname: '任', others: ['长', '霞'], initials: ['RCX', 'RZX'] }],
    ['王芳芳', { surname: '王', others: ['芳'], initials: ['WFF'] }],
    ['SMITH, JOHN', { surname: 'SMITH', others: ['JOHN'], initials: ['JS'] }],
    ['𠮷田', { surname: '𠮷', others: ['田'], initials: [] }],
    ['王', { surname: '王', others: [], initials: ['W'] }],
  ])('of %s', (name, forms) => {
    expect(nameForms(name)).toMatchObject(forms);
  });

  it('are one whole form for every writing of one name', () => {
    const writings = [
      ['阿卜杜·热合曼', '阿卜杜热合曼', '阿卜杜•热合曼'],
      ['SMITH, JOHN', 'John Smith', 'JOHN-SMITH'],
      ['王 芳', '王芳', '王\u200B芳'],
    ];
    for (const [first = '', ...others] of writings) {
      for (const other of others) {
        expect(compareNames(first, other)).toBe('SAME');
        expect(nameForms(other).full).toBe(nameForms(first).full);
      }
    }
  });

  it('have at most eight initials, of capitals, however many ways there are to read a name', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[单曾解乐行长重朴查盖翟朝阿]{1,8}$/u), (name) => {
        const { initials } = nameForms(name);
        expect(initials.length).toBeLessThanOrEqual(8);
        for (const letters of initials) expect(letters).toMatch(/^[A-Z]+$/);
      }),
    );
  });
});

describe('shards of surnames', () => {
  it('hold about as many people each, of frequent surnames and of rare ones fewer', () => {
    expect(shardsOf('王')).toBe(150);
    expect(MOST_SHARDS).toBe(150);
    for (const [surname, perMillion] of SURNAME_SHARES) {
      expect(perMillion / shardsOf(surname)).toBeLessThan(520);
    }
    expect(shardsOf('无此姓')).toBe(16);
  });

  it('are made from a table that never changes, since stored tokens were made by it', () => {
    expect(SURNAME_SHARES.size).toBe(191);
    expect([...SURNAME_SHARES.values()].reduce((sum, share) => sum + share, 0)).toBe(949_940);
    const all = [...SURNAME_SHARES.keys()].map((surname) => `${surname}${shardsOf(surname)}`).join(' ');
    expect(all).toMatch(/^王150 李147 张141 刘106 陈91 杨67 黄47 赵42 吴40 周39 徐30 /);
  });
});
