import type { HouseholdMember, HouseholdVersion } from '../household/member.ts';
import { holdsCitizenNumber } from '../identity/holds-citizen-number.ts';
import { parseCalendarDate } from '../platform/calendar-date.ts';
import type { CalendarDate } from '../platform/calendar-date.ts';
import { Problem } from '../platform/problem.ts';
import type { LetterGrant } from './letter.ts';
import { isLetterPurpose, LETTER_PURPOSES } from './purpose.ts';
import type { ScanInput } from './scan.ts';
import { signsForThemselves } from './who-signs.ts';

/** One signature row of the paper, as typed. */
export type GrantInput = {
  /** A member of the household version that the application names. */
  readonly personId: string;
  /** The guardian who signed. Default: the person, or the guardian in the register. */
  readonly signedByPersonId?: string | null;
  /** Default: the day of the letter. */
  readonly signedOn?: string | null;
  readonly sources: readonly string[];
  readonly purposes: readonly string[];
};

/** A signed authorisation letter, as typed from the paper. */
export type RecordLetterInput = {
  readonly applicationId: string;
  readonly letterNumber: string;
  readonly signedOn: string;
  readonly scan?: ScanInput | null;
  readonly grants: readonly GrantInput[];
};

function invalid(field: string, zh: string, en: string): Problem {
  return new Problem({ code: 'INVALID_INPUT', field, zh, en });
}

/**
 * The printed number of a letter: letters, digits and the punctuation of document numbers, normalised however typed.
 * @throws Problem INVALID_INPUT; also for a citizen number, because this number is stored without encryption.
 */
export function parseLetterNumber(text: string): string {
  const number = text.normalize('NFKC').replace(/\s/gu, '').toUpperCase();
  if (!/^[\p{L}\p{N}()[\]〔〕〈〉【】/._-]{3,40}$/u.test(number)) {
    const zh = '授权书编号无效：应为 3 至 40 个字母、数字或文号符号，请照抄印在方格中的编号';
    throw invalid('letterNumber', zh, 'Invalid letter number: copy the 3 to 40 characters printed in the boxes');
  }
  if (holdsCitizenNumber(number)) {
    const zh = '授权书编号中含有身份证号码，请照抄印在方格中的编号';
    throw invalid('letterNumber', zh, 'This holds an identity number; copy the number printed in the boxes');
  }
  return number;
}

/**
 * A day of signing, not after today.
 * @throws Problem INVALID_DATE
 */
export function parseSigningDay(field: string, text: string, today: CalendarDate): CalendarDate {
  let day: CalendarDate;
  try {
    day = parseCalendarDate(text);
  } catch (thrown) {
    throw thrown instanceof Problem ? thrown.within(field) : thrown;
  }
  if (day <= today) return day;
  const zh = '签署日期无效：不能晚于今天';
  throw new Problem({ code: 'INVALID_DATE', field, zh, en: 'Invalid date of signing: it lies after today' });
}

export type LetterFrame = {
  readonly household: HouseholdVersion;
  readonly signedOn: CalendarDate;
  readonly today: CalendarDate;
};

/**
 * The signature rows, each compared with the register: adults sign for themselves, a guardian signs for a ward.
 * @throws Problem with the path of the field, e.g. `grants[1].signedByPersonId`.
 */
export function parseGrants(inputs: readonly GrantInput[], frame: LetterFrame): readonly LetterGrant[] {
  if (inputs.length === 0) {
    throw invalid('grants', '授权书上至少要有一人签名', 'At least one person must have signed the letter');
  }
  const seen = new Set<string>();
  return inputs.map((input, index) => {
    const path = `grants[${index}]`;
    if (seen.has(input.personId)) {
      throw invalid(`${path}.personId`, '同一人在一份授权书上只能有一行签名', 'A person has one row on a letter');
    }
    seen.add(input.personId);
    return parseGrant(path, input, frame);
  });
}

function parseGrant(
  path: string,
  input: GrantInput,
  { household, signedOn: letterDay, today }: LetterFrame,
): LetterGrant {
  const person = memberOf(household, `${path}.personId`, input.personId);
  const signedOn = input.signedOn?.trim() ? parseSigningDay(`${path}.signedOn`, input.signedOn, today) : letterDay;
  const signer = readSigner(`${path}.signedByPersonId`, input.signedByPersonId ?? null, person, household, signedOn);
  return {
    personId: person.personId,
    signedByPersonId: signer.personId,
    signedAs: signer.personId === person.personId ? 'SELF' : 'GUARDIAN',
    signedOn,
    sources: words(
      `${path}.sources`,
      input.sources,
      (word) => /^[a-z][a-z0-9-]{0,39}$/.test(word),
      'real-estate, banks',
    ),
    purposes: words(`${path}.purposes`, input.purposes, isLetterPurpose, Object.keys(LETTER_PURPOSES).join(', ')),
    withdrawnAt: null,
  };
}

function readSigner(
  field: string,
  named: string | null,
  person: HouseholdMember,
  household: HouseholdVersion,
  day: CalendarDate,
): HouseholdMember {
  if (signsForThemselves(person, day)) {
    if (named === null || named === person.personId) return person;
    throw invalid(field, '该人是有完全民事行为能力的成年人，须本人签名', 'An adult with full capacity signs in person');
  }
  const guardianId = named ?? person.guardianPersonId;
  if (guardianId === null || guardianId === person.personId) {
    const zh = '该人未成年或不具有完全民事行为能力，须由监护人签名，请指明监护人';
    throw invalid(
      field,
      zh,
      'A minor, or an adult without full capacity, is signed for by the guardian; say who that is',
    );
  }
  if (person.guardianPersonId !== null && guardianId !== person.guardianPersonId) {
    throw invalid(field, '签名人不是登记的监护人', 'The signer is not the guardian in the register');
  }
  const guardian = memberOf(household, field, guardianId);
  if (signsForThemselves(guardian, day)) return guardian;
  const zh = '监护人须是有完全民事行为能力的成年人';
  throw invalid(field, zh, 'A guardian is an adult with full capacity');
}

function memberOf(household: HouseholdVersion, field: string, personId: string): HouseholdMember {
  const member = household.members.find((one) => one.personId === personId);
  if (member !== undefined) return member;
  const zh = '该人不在本申请的家庭成员和赡抚扶养义务人之内';
  throw invalid(field, zh, "This person is neither a member of the application's household nor an obligor");
}

function words(field: string, texts: readonly string[], known: (word: string) => boolean, examples: string): string[] {
  const list = [...new Set(texts.map((text) => text.trim()))];
  if (list.length > 0 && list.every((word) => known(word))) return list;
  throw invalid(field, `请至少填写一项，例如：${examples}`, `Give at least one, for example: ${examples}`);
}
