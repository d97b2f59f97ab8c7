import iconv from 'iconv-lite';
import { z } from 'zod';
import { SourceFault } from '../../src/sources/port.ts';

/** How departments write Chinese: GBK knows 21,000 characters, GB 18030 and UTF-8 all of Unicode. */
export const chineseEncodingSchema = z.enum(['gb18030', 'gbk', 'utf-8']);
export type ChineseEncoding = z.infer<typeof chineseEncodingSchema>;

/** Names under which a sender may announce text in the agreed encoding; GB 2312 and GBK are parts of GB 18030. */
const LABELS: Readonly<Record<ChineseEncoding, readonly string[]>> = {
  gb18030: ['gb18030', 'gbk', 'gb2312'],
  gbk: ['gbk', 'gb2312'],
  'utf-8': ['utf-8', 'utf8'],
};

const UTF8_MARK = Uint8Array.of(0xef, 0xbb, 0xbf);
const GB18030_MARK = Uint8Array.of(0x84, 0x31, 0x95, 0x33);

/**
 * Text to bytes, only if the same bytes read as the same text. iconv-lite writes `?` for 𠮷 in GBK without a word,
 * and that would be a question about another name. U+FFFD is what is left of a character that somebody lost before.
 * @throws SourceFault UNENCODABLE: the department cannot be asked in its encoding.
 */
export function encodeChinese(text: string, encoding: ChineseEncoding): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(iconv.encode(text, encoding));
  const readBack = new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes);
  if (readBack !== text || text.includes('\uFFFD')) throw new SourceFault('UNENCODABLE', { retryable: false });
  return bytes;
}

/**
 * Bytes to text; a byte that is no character is a fault, never U+FFFD in somebody's name.
 * @throws SourceFault FORMAT_CHANGED.
 */
export function decodeChinese(bytes: Uint8Array, encoding: ChineseEncoding): string {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (thrown) {
    throw new SourceFault('FORMAT_CHANGED', { retryable: false, cause: thrown });
  }
}

/**
 * The bytes after the byte order mark, where they begin with the one of their encoding: left in, it would be a part
 * of the first name.
 * @throws SourceFault FORMAT_CHANGED for UTF-8's mark over what should be GBK or GB 18030, where it reads as 锘.
 */
export function withoutByteOrderMark(bytes: Uint8Array, encoding: ChineseEncoding): Uint8Array {
  if (beginsWith(bytes, UTF8_MARK)) {
    if (encoding !== 'utf-8') throw new SourceFault('FORMAT_CHANGED', { retryable: false });
    return bytes.subarray(UTF8_MARK.length);
  }
  return encoding === 'gb18030' && beginsWith(bytes, GB18030_MARK) ? bytes.subarray(GB18030_MARK.length) : bytes;
}

/** UTF-8's byte order mark, for files whose readers want one. */
export function byteOrderMark(): Uint8Array {
  return UTF8_MARK.slice();
}

/** Whether text announced under a label is text in the agreed encoding. Anything else would be read as other text. */
export function labelFits(label: string, agreed: ChineseEncoding): boolean {
  return LABELS[agreed].includes(label.toLowerCase());
}

function beginsWith(bytes: Uint8Array, mark: Uint8Array): boolean {
  return mark.every((byte, at) => bytes[at] === byte);
}
