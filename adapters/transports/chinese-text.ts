import iconv from 'iconv-lite';
import { z } from 'zod';
import { SourceFault } from '../define-source.ts';

/** GBK knows 21,000 characters, GB 18030 all of Unicode; both are read by the same decoder. */
export const chineseEncodingSchema = z.enum(['gb18030', 'gbk']);
export type ChineseEncoding = z.infer<typeof chineseEncodingSchema>;

/**
 * Text to bytes, only if the same bytes read as the same text. iconv-lite writes `?` for 𠮷 in GBK without a word,
 * and that would be a question about another name.
 * @throws SourceFault UNENCODABLE: the department cannot be asked in its encoding.
 */
export function encodeChinese(text: string, encoding: ChineseEncoding): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(iconv.encode(text, encoding));
  const readBack = new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes);
  if (readBack !== text) throw new SourceFault('UNENCODABLE', { retryable: false });
  return bytes;
}

/**
 * Bytes to text; a byte that is no character is a fault, never U+FFFD in somebody's name.
 * @throws SourceFault FORMAT_CHANGED.
 */
export function decodeChinese(bytes: Uint8Array, encoding: ChineseEncoding): string {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (thrown) {
    throw new SourceFault('FORMAT_CHANGED', { retryable: false, cause: thrown });
  }
}
