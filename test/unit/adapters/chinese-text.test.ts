import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import {
  decodeChinese,
  encodeChinese,
  labelFits,
  withoutByteOrderMark,
} from '../../../adapters/transports/chinese-text.ts';
import { wireText } from '../../../adapters/wire-scalars.ts';

const unencodable = 'source fault: UNENCODABLE';
const formatChanged = 'source fault: FORMAT_CHANGED';
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const bytesOf = (digits: string) => new Uint8Array(Buffer.from(digits, 'hex'));

describe('writing Chinese', () => {
  it('does not send the question mark that iconv-lite writes for 𠮷 in GBK', () => {
    expect(hex(iconv.encode('张𠮷', 'gbk'))).toBe(`${hex(iconv.encode('张', 'gbk'))}3f`);
    expect(() => encodeChinese('张𠮷', 'gbk')).toThrow(unencodable);
    expect(hex(encodeChinese('𠮷', 'gb18030'))).toBe('9534b235');
    expect(hex(encodeChinese('𠮷', 'utf-8'))).toBe('f0a0aeb7');
  });

  it.each([
    ['half of a surrogate pair', '\uD842', 'gb18030'],
    ['half of a surrogate pair', '\uD842', 'utf-8'],
    ['a character that was lost before', '张\uFFFD', 'gb18030'],
    ['a character that was lost before', '张\uFFFD', 'utf-8'],
    ['a private-use character that iconv-lite writes as another', '\uE5E5', 'gb18030'],
    ['a private-use character that iconv-lite writes as three bytes', '\uE7C7', 'gbk'],
    ['𪚥 and its kin beyond GBK', '𪚥', 'gbk'],
  ] as const)('does not send %s', (_case, text, encoding) => {
    expect(() => encodeChinese(text, encoding)).toThrow(unencodable);
  });

  it.each(['gb18030', 'gbk', 'utf-8'] as const)('carries 䶮, 〇 and the middle dot in %s', (encoding) => {
    const name = '阿卜杜拉·䶮〇';
    expect(decodeChinese(encodeChinese(name, encoding), encoding)).toBe(name);
  });
});

describe('reading Chinese', () => {
  it('fails on a bad byte, where iconv-lite would write U+FFFD into a name', () => {
    const spoilt = bytesOf('d5c5ff');
    expect(iconv.decode(Buffer.from(spoilt), 'gbk')).toBe('张\uFFFD');
    for (const encoding of ['gbk', 'gb18030', 'utf-8'] as const) {
      expect(() => decodeChinese(spoilt, encoding)).toThrow(formatChanged);
    }
  });

  it.each([
    ['a lead byte at the end', 'd5c5d5', 'gbk'],
    ['half of four bytes', 'd5c59534', 'gb18030'],
    ['a lone surrogate', 'eda182', 'utf-8'],
    ['a slash written in two bytes', 'c0af', 'utf-8'],
  ] as const)('refuses %s', (_case, digits, encoding) => {
    expect(() => decodeChinese(bytesOf(digits), encoding)).toThrow(formatChanged);
  });

  it('puts GBK’s private-use characters where Unicode has them now: 䶮 arrives as U+E863', () => {
    const name = wireText(10);
    expect(name.parse(decodeChinese(bytesOf('fe9f'), 'gbk'))).toBe('䶮');
    expect(decodeChinese(bytesOf('8336cf39'), 'gb18030')).toBe('\uE863');
    expect(name.parse(decodeChinese(bytesOf('8336cf39'), 'gb18030'))).toBe('䶮');
    expect(name.parse(decodeChinese(bytesOf('eea1a3'), 'utf-8'))).toBe('䶮');
    expect(name.parse(decodeChinese(bytesOf('fe51'), 'gbk'))).toBe('𠂇');
  });
});

describe('the byte order mark', () => {
  it('is no part of the text, and absent just as well', () => {
    for (const [encoding, mark] of [
      ['utf-8', 'efbbbf'],
      ['gb18030', '84319533'],
    ] as const) {
      const text = encodeChinese('姓名', encoding);
      expect(withoutByteOrderMark(bytesOf(mark + hex(text)), encoding)).toEqual(text);
      expect(withoutByteOrderMark(text, encoding)).toEqual(text);
    }
  });

  it('of UTF-8 is refused where GBK or GB 18030 was agreed: there it reads as a character', () => {
    const marked = bytesOf(`efbbbf${hex(encodeChinese('姓名', 'utf-8'))}`);
    expect(() => withoutByteOrderMark(marked, 'gbk')).toThrow(formatChanged);
    expect(() => withoutByteOrderMark(marked, 'gb18030')).toThrow(formatChanged);
  });
});

it('takes the label of a part for the whole, and never another encoding’s', () => {
  expect(['GB18030', 'gbk', 'GB2312', 'utf-8'].map((label) => labelFits(label, 'gb18030'))).toEqual([
    true,
    true,
    true,
    false,
  ]);
  expect(['gb18030', 'GBK', 'gb2312', 'utf-8'].map((label) => labelFits(label, 'gbk'))).toEqual([
    false,
    true,
    true,
    false,
  ]);
  expect(['UTF-8', 'gbk', 'iso-8859-1'].map((label) => labelFits(label, 'utf-8'))).toEqual([true, false, false]);
});
