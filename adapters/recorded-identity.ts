import { legacyForm, normaliseNumber, parseCitizenNumber } from '../src/identity/citizen-number.ts';
import type { Certificate } from '../src/identity/certificate.ts';
import { certificateWritten, comparePeople } from '../src/identity/same-person.ts';
import { SourceFault } from '../src/sources/port.ts';

/** A certificate as departments write it: GA/T 517 type code, number, and the old number where there was one. */
export type WireCertificate = { readonly type: string; readonly number: string; readonly formerNumber: string };

/** 常用证件代码 GA/T 517: codes from general knowledge, not from the text. */
const CERTIFICATE_CODES = {
  CITIZEN_NUMBER: '111',
  HMT_RESIDENCE_PERMIT: '562',
  FOREIGN_PERMANENT_RESIDENCE: '553',
} as const;

/**
 * The certificate of a question. The old 15-digit number goes along: registers that were never converted know the
 * person by it alone, and would say "no record".
 * @throws SourceFault REFUSED for a person without a certificate: no department can be asked about one.
 */
export function wireCertificate({ type, number }: Certificate): WireCertificate {
  if (type === 'NONE' || number === null) throw new SourceFault('REFUSED', { retryable: false });
  const formerNumber = type === 'CITIZEN_NUMBER' ? (legacyForm(parseCitizenNumber(number)) ?? '') : '';
  return { type: CERTIFICATE_CODES[type], number, formerNumber };
}

/**
 * Compares what a register recorded with what was asked. The number first: a namesake is not the person.
 * @returns whether it is the person; `false` where that cannot be said, as with the same number and another name, or the
 * same name and the number of another document. Both are an identity mismatch, never "no record".
 * @throws SourceFault FORMAT_CHANGED where the answer is about another person: it answers no question of ours.
 */
export function recordedNameMatches(
  asked: { readonly number: string; readonly name: string },
  recorded: { readonly number: string; readonly name: string },
): boolean {
  const compared = comparePeople(asked, recorded);
  if (compared === 'OTHER' || isSpoiltNumber(recorded.number)) throw answersAnother('NUMBER');
  return compared === 'SAME';
}

/** A number as long as a citizen number that is none: a slip in a register that was asked by number, or another person. */
function isSpoiltNumber(text: string): boolean {
  return /^\d{15,}X?$/.test(normaliseNumber(text)) && certificateWritten(text) === null;
}

/** Whether a fault is that of an answer about another request or number. */
export function isAboutAnother({ differences }: SourceFault): boolean {
  return differences.some((line) => line.startsWith('. ANOTHER_'));
}

/** The fault of an answer that is about another request or another number than was asked. */
export function answersAnother(what: 'REQUEST' | 'NUMBER'): SourceFault {
  return new SourceFault('FORMAT_CHANGED', { retryable: false, differences: [`. ANOTHER_${what}`] });
}
