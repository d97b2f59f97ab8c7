import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withoutGbkPrivateUse } from '../../../src/identity/gbk-private-use.ts';
import { normaliseName, parsePersonName } from '../../../src/identity/person-name.ts';
import { namesMatch } from '../../../src/identity/same-name.ts';

const invalid = expect.objectContaining({ code: 'INVALID_NAME' });

describe('normaliseName', () => {
  it.each(['阿卜杜·热合曼', '阿卜杜•热合曼', '阿卜杜・热合曼', '阿卜杜‧热合曼', '阿卜杜･热合曼', '阿卜杜 · 热合曼'])(
    'has one middle dot: %s',
    (name) => {
      expect(normaliseName(name)).toBe('阿卜杜·热合曼');
    },
  );

  it('brings the private-use characters of GBK home', () => {
    expect(normaliseName('王\uE863')).toBe('王䶮');
    expect(withoutGbkPrivateUse('\uE815\uE816\uE81E\uE83B\uE864\uE7C7')).toBe('⺁𠂇龴𢦏龻ḿ');
  });

  it('agrees with the GB 18030 decoder of the platform on every such character that it knows', () => {
    const decoder = new TextDecoder('gb18030');
    let compared = 0;
    for (let low = 0x50, place = 0xe815; low <= 0xa0; low += 1) {
      if (low === 0x7f) continue;
      const decoded = decoder.decode(Uint8Array.of(0xfe, low));
      const privateUse = String.fromCodePoint(place);
      // The platform's table may be of an older edition, which answers with the private-use character itself.
      if (decoded !== privateUse) {
        compared += 1;
        expect(withoutGbkPrivateUse(privateUse)).toBe(decoded);
      }
      place += 1;
    }
    expect(compared).toBeGreaterThanOrEqual(66);
  });

  it('takes radicals, full width, variation selectors and zero widths for what they mean', () => {
    expect(normaliseName('⽅　芳')).toBe('方芳');
    expect(normaliseName('Ｊｏｈｎ　Ｓｍｉｔｈ')).toBe('JOHNSMITH');
    expect(normaliseName('葛\u{E0100}\u200B')).toBe('葛');
  });

  it('leaves different characters different', () => {
    expect(namesMatch('张晖', '张辉')).toBe(false);
    expect(namesMatch('𠮷田', '吉田')).toBe(false);
  });

  it('is settled after one pass', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(namesMatch(text, text)).toBe(true);
        expect(normaliseName(normaliseName(text))).toBe(normaliseName(text));
      }),
    );
  });
});

describe('parsePersonName', () => {
  it('tidies a name and keeps the spaces between Latin words', () => {
    expect(parsePersonName(' 王　芳 ')).toBe('王芳');
    expect(parsePersonName('John   Smith')).toBe('John Smith');
    expect(namesMatch('John Smith', 'JOHNSMITH')).toBe(true);
  });

  it('counts characters, not code units', () => {
    expect(parsePersonName('𠮷'.repeat(50))).toHaveLength(100);
    expect(() => parsePersonName('王'.repeat(51))).toThrow(invalid);
    expect(() => parsePersonName('　 ')).toThrow(invalid);
  });

  it.each(['王3', '王？', '王\uFFFD', '王*', '·', '王\u0000', '\uD842', '张（大）'])('refuses %j', (name) => {
    expect(() => parsePersonName(name)).toThrow(invalid);
  });
});
