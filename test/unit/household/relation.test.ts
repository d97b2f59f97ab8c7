import { describe, expect, it } from 'vitest';
import { parseRelation, relationOf } from '../../../src/household/relation.ts';
import { RELATION_ROWS } from '../../../src/household/relations.ts';

describe('a relation', () => {
  it.each([
    ['户主本人', '02'],
    ['本人', '01'],
    ['户主配偶', '10'],
    ['配偶', '10'],
    ['妻', '12'],
    ['丈夫', '11'],
    ['子', '20'],
    ['儿子', '20'],
    ['女儿', '30'],
    ['养子', '27'],
    ['儿媳', '38'],
    ['母亲', '52'],
    ['岳父', '55'],
    ['５２', '52'],
    [' 父 亲 ', '51'],
    ['1', '01'],
    ['99', '99'],
  ])('is understood from %s', (text, code) => {
    expect(parseRelation(text)).toBe(code);
  });

  it.each(['', '邻居', '00', '19', '100', '媳妇', 'constructor'])('is refused as "%s"', (text) => {
    expect(() => parseRelation(text)).toThrow(expect.objectContaining({ code: 'UNKNOWN_RELATION' }));
  });

  it('has one meaning for each code and each word', () => {
    const words = RELATION_ROWS.flatMap(([code, , zh, , ...more]) => [code, zh, ...more]);
    expect(words.toSorted()).toEqual([...new Set(words)].toSorted());
    for (const [code, kind, zh, en] of RELATION_ROWS) expect(relationOf(code)).toEqual({ code, kind, zh, en });
  });
});
