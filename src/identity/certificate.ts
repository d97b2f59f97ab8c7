import type { CalendarDate } from '../platform/calendar-date.ts';
import { Problem } from '../platform/problem.ts';
import {
  birthDateIn,
  citizenChecksum,
  maskCitizenNumber,
  normaliseNumber,
  parseCitizenNumber,
} from './citizen-number.ts';
import type { CitizenNumber } from './citizen-number.ts';

export const CERTIFICATE_TYPES = [
  /** 公民身份号码, resident identity card or household register. */
  'CITIZEN_NUMBER',
  /** 港澳台居民居住证. */
  'HMT_RESIDENCE_PERMIT',
  /** 外国人永久居留身份证, new or old form. */
  'FOREIGN_PERMANENT_RESIDENCE',
  /** No certificate yet, e.g. a child not registered. */
  'NONE',
] as const;

export type CertificateType = (typeof CERTIFICATE_TYPES)[number];

/** The document that identifies a person. `number` is normalised, and `null` exactly for `NONE`. */
export type Certificate = { readonly type: CertificateType; readonly number: string | null };

/** Areas 810000, 820000 and 830000 stand for Hong Kong, Macao and Taiwan. */
const HMT_AREA = /^8[123]/;
/** Nationality in three letters, then 12 digits: four of the place, six of the birth, serial and check. */
const OLD_RESIDENCE_CARD = /^[A-Z]{3}\d{12}$/;

/** Digits of a citizen number until 1999. */
const LEGACY_LENGTH = 15;

function refusal(zh: string, en: string): Problem {
  return new Problem({
    code: 'INVALID_CERTIFICATE',
    field: 'number',
    zh: `证件号码无效：${zh}`,
    en: `Invalid certificate number: ${en}`,
  });
}

/**
 * Reads a certificate of a stated type.
 * @throws Problem INVALID_CITIZEN_NUMBER or INVALID_CERTIFICATE with field `number`, without the number.
 */
export function parseCertificate(input: {
  readonly type: CertificateType;
  readonly number?: string | null | undefined;
}): Certificate {
  const text = input.number?.trim() ? input.number : null;
  if (input.type === 'NONE') {
    if (text !== null) throw refusal('选择“无证件”时不应填写号码', 'leave the number empty, or choose its type');
    return { type: 'NONE', number: null };
  }
  if (text === null) throw refusal('请填写号码，或选择“无证件”', 'give the number, or choose "no certificate"');
  return { type: input.type, number: readNumber(input.type, text) };
}

function readNumber(type: Exclude<CertificateType, 'NONE'>, text: string): string {
  if (type === 'CITIZEN_NUMBER') return citizenNumber(text);
  if (type === 'HMT_RESIDENCE_PERMIT') {
    return eighteen(text, HMT_AREA, '港澳台居民居住证号码应为 18 位，以 81、82 或 83 开头，且校验位正确');
  }
  const plain = normaliseNumber(text);
  if (OLD_RESIDENCE_CARD.test(plain)) return plain;
  return eighteen(plain, /^9/, '永久居留身份证号码应为以 9 开头的 18 位新号，或 3 个字母加 12 位数字的旧号');
}

function citizenNumber(text: string): string {
  let number: CitizenNumber;
  try {
    number = parseCitizenNumber(text);
  } catch (thrown) {
    throw thrown instanceof Problem ? thrown.within('number') : thrown;
  }
  // One person must not be two: such numbers are lawful, but belong to a certificate of another type.
  if (HMT_AREA.test(number))
    throw refusal('请选择“港澳台居民居住证”', 'choose the residence permit of HK, Macao, Taiwan');
  if (number.startsWith('9')) throw refusal('请选择“外国人永久居留身份证”', 'choose the permanent residence card');
  return number;
}

/** Both kinds of card carry the citizen number's layout and checksum. */
function eighteen(text: string, start: RegExp, zh: string): string {
  const number = normaliseNumber(text);
  const sound =
    /^\d{17}[\dX]$/.test(number) &&
    start.test(number) &&
    birthDateIn(number) !== null &&
    citizenChecksum(number.slice(0, 17)) === number[17];
  if (!sound) throw refusal(zh, 'its form or check character does not fit this type of certificate');
  return number;
}

/**
 * Canonical text of a certificate for the blind index: equal texts are the same certificate.
 * @throws Problem INVALID_CITIZEN_NUMBER for 15 digits that are no citizen number.
 * @throws RangeError for `NONE`: people without a certificate must never be taken for one another.
 */
export function certificateKey(certificate: Certificate): string {
  if (certificate.number === null) throw new RangeError('a person without a certificate has no certificate key');
  const { type, number } = certificate;
  // A caller who passes an old number must find the person whom its 18 digits identify.
  const old = type === 'CITIZEN_NUMBER' && normaliseNumber(number).length === LEGACY_LENGTH;
  return `${type}:${old ? parseCitizenNumber(number) : number}`;
}

/** For screens and paper. */
export function maskCertificate(certificate: Certificate): string {
  const { number } = certificate;
  return number === null ? '无证件' : maskNumber(number);
}

/** The number of a certificate of any type, also as a register keeps it, with its middle hidden. */
export function maskNumber(number: string): string {
  if (OLD_RESIDENCE_CARD.test(number)) return `${number.slice(0, 3)}********${number.slice(11)}`;
  if (number.length === 18) return maskCitizenNumber(number);
  return `${number.slice(0, 2)}********${number.slice(-2)}`;
}

/** Date of birth as the number tells it; `null` without a number and for the old residence card, which omits the century. */
export function birthDateOf(certificate: Certificate): CalendarDate | null {
  const { number } = certificate;
  return number === null || OLD_RESIDENCE_CARD.test(number) ? null : birthDateIn(number);
}
