import { holdsCitizenNumber } from '../identity/holds-citizen-number.ts';
import { invalid } from './refusals.ts';

/** Control characters, line and paragraph separators, and what turns the direction of writing around. */
const UNPRINTABLE = /[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]/u;

/** Whether a text can be stored and shown as it is: whole characters, nothing unprintable. */
export function isPlainText(text: string): boolean {
  return text.isWellFormed() && !UNPRINTABLE.test(text);
}

/**
 * Looks through every text of a form, however deep. Bytes are left alone.
 * @throws Problem INVALID_INPUT with the path of the first text that is not plain, e.g. `members[0].name`.
 */
export function assertPlainText(value: unknown, path = ''): void {
  if (typeof value === 'string') {
    if (isPlainText(value)) return;
    const zh = '含有控制字符或残缺的字符，请重新输入该栏';
    throw invalid(path, zh, 'It holds control characters or broken characters; type this field again');
  }
  if (Array.isArray(value)) {
    for (const [index, entry] of value.entries()) assertPlainText(entry, `${path}[${index}]`);
  } else if (typeof value === 'object' && value !== null && !ArrayBuffer.isView(value)) {
    for (const [key, entry] of Object.entries(value)) assertPlainText(entry, path === '' ? key : `${path}.${key}`);
  }
}

const LONGEST_STATEMENT = 1_000;

/**
 * A statement in an officer's own words, trimmed.
 * @throws Problem INVALID_INPUT where it is empty, over 1,000 characters, unprintable or holds an identity number.
 */
export function parseStatement(field: string, text: string): string {
  assertPlainText(text, field);
  const plain = text.trim();
  if (plain === '' || plain.length > LONGEST_STATEMENT) {
    const zh = `请写明情况，不超过 ${LONGEST_STATEMENT} 字`;
    throw invalid(field, zh, `Say it in words, at most ${LONGEST_STATEMENT} characters`);
  }
  if (holdsCitizenNumber(plain)) {
    throw invalid(field, '请不要写入证件号码', 'An identity number has no place here; leave it out');
  }
  return plain;
}
