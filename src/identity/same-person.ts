import { birthDateOf, parseCertificate } from './certificate.ts';
import type { Certificate } from './certificate.ts';
import { normaliseNumber } from './citizen-number.ts';
import { Problem } from '../platform/problem.ts';
import { compareNames } from './same-name.ts';

/**
 * Somebody as a form, a register or a department writes them. The number is of whatever document, in whatever spelling;
 * `null` where there is none. The kind of document is read from the number, because registers seldom say it.
 */
export type WrittenPerson = { readonly name: string; readonly number: string | null };

/** `CANNOT_SAY` is no answer to build on: neither a stranger, nor proof of being the person. */
export type PersonComparison = 'SAME' | 'OTHER' | 'CANNOT_SAY';

/** A number is in one spelling. `certificate` is `null` for a document that this house does not know. */
type Document = { readonly number: string; readonly certificate: Certificate | null };

/**
 * Whether two writings are one person. Number first, name second, in either order with the same answer:
 *
 * | numbers | names agree | not comparable | differ |
 * |---|---|---|---|
 * | the same, 15 digits beside 18 among them | `SAME` | `CANNOT_SAY` | `CANNOT_SAY`: an identity mismatch |
 * | two that are given for life, of one kind or with two dates of birth | `OTHER` | `OTHER` | `OTHER` |
 * | of two documents that one person may hold | `CANNOT_SAY` | `CANNOT_SAY` | `OTHER` |
 * | one lacks, or both | `CANNOT_SAY` | `CANNOT_SAY` | `OTHER` |
 *
 * A name alone is never proof: namesakes live in one village. So somebody without a number is not even proved to be
 * themselves. What agrees in its letters is compared by {@link compareNames}.
 * Source of the formats: GB 11643-1999; 港澳台居民居住证申领发放办法 (2018), whose numbers are of the same layout.
 */
export function comparePeople(a: WrittenPerson, b: WrittenPerson): PersonComparison {
  const names = compareNames(a.name, b.name);
  const [left, right] = [documentOf(a.number), documentOf(b.number)];
  if (left !== null && right !== null) {
    if (left.number === right.number) return names === 'SAME' ? 'SAME' : 'CANNOT_SAY';
    if (areOfTwo(left, right)) return 'OTHER';
  }
  return names === 'OTHER' ? 'OTHER' : 'CANNOT_SAY';
}

/** Whether two numbers are one, however they are spelt: 15 digits or 18, x or X, full width, with brackets. */
export function sameNumber(a: string | null, b: string | null): boolean {
  const left = documentOf(a);
  return left !== null && left.number === documentOf(b)?.number;
}

/**
 * The certificate that a number of unstated kind is, in its 18-digit form where it is an old citizen number; `null` for a
 * number of another document, or of none.
 */
export function certificateWritten(text: string): Certificate | null {
  for (const type of ['CITIZEN_NUMBER', 'HMT_RESIDENCE_PERMIT', 'FOREIGN_PERMANENT_RESIDENCE'] as const) {
    try {
      return parseCertificate({ type, number: text });
    } catch (thrown) {
      if (!(thrown instanceof Problem)) throw thrown;
    }
  }
  return null;
}

/** Brackets and dots in numbers of other documents are ways of writing: C123456(7). A masked number is none. */
function documentOf(text: string | null): Document | null {
  if (text === null) return null;
  const certificate = certificateWritten(text);
  if (certificate !== null && certificate.number !== null) return { number: certificate.number, certificate };
  const number = normaliseNumber(text);
  if (/[*?\uFFFD]/u.test(number)) return null;
  const plain = number.replace(/[^\p{L}\p{N}]/gu, '');
  return plain === '' ? null : { number: plain, certificate: null };
}

/** Different numbers that no one person has: each is given for life, and tells the date of birth. */
function areOfTwo({ certificate: left }: Document, { certificate: right }: Document): boolean {
  if (left === null || right === null) return false;
  const [born, other] = [birthDateOf(left), birthDateOf(right)];
  if (born === null || other === null) return false;
  return left.type === right.type || born !== other;
}
