import { holdsCitizenNumber } from '../identity/holds-citizen-number.ts';
import { parseRegion, regionCovers } from '../identity/region.ts';
import { assertPlainText } from './plain-text.ts';
import { invalid, oneOf, within } from './refusals.ts';

/** Whose telephone it is: an answer by somebody else is no word of the family. */
export const PHONE_OWNERS = {
  OWN: { zh: '申请人本人', en: 'the applicant’s own' },
  MEMBER: { zh: '家庭成员', en: 'a member of the household' },
  RELATIVE: { zh: '亲属', en: 'a relative outside the household' },
  NEIGHBOUR: { zh: '邻居', en: 'a neighbour' },
  COMMITTEE: { zh: '村（居）委会', en: 'the village or community committee' },
} as const;
export type PhoneOwner = keyof typeof PHONE_OWNERS;

/** How the family is best reached. */
export const REACHED_BY = {
  TELEPHONE: { zh: '电话', en: 'by telephone' },
  VISIT: { zh: '上门', en: 'by a visit' },
  LETTER: { zh: '书面', en: 'by letter' },
  THROUGH_COMMITTEE: { zh: '通过村（居）委会', en: 'through the village or community committee' },
} as const;
export type ReachedBy = keyof typeof REACHED_BY;

/** Where a family lives, and how it is reached. */
export type Contact = {
  readonly address: string;
  /** 12 digits of the village or community; `null` where the form leaves it out. */
  readonly community: string | null;
  readonly phones: readonly { readonly number: string; readonly owner: PhoneOwner }[];
  readonly reachedBy: ReachedBy;
  /** Whether the applicant reads what is written to them; `null`: nobody has asked. */
  readonly reads: boolean | null;
};

/** The contact as typed. */
export type ContactInput = {
  readonly address: string;
  readonly community?: string | null;
  readonly phones?: readonly { readonly number: string; readonly owner: string }[] | null;
  readonly reachedBy: string;
  readonly reads?: boolean | null;
};

const LONGEST_ADDRESS = 200;
const MOST_PHONES = 5;

/**
 * Reads where a family lives and how it is reached.
 * @param division of the case, in which the village or community lies.
 * @throws Problem INVALID_INPUT or INVALID_REGION with the path of the field, e.g. `phones[0].number`.
 */
export function parseContact(input: ContactInput, division: string): Contact {
  assertPlainText(input);
  const address = input.address.trim();
  if (address === '' || address.length > LONGEST_ADDRESS || holdsCitizenNumber(address)) {
    const zh = `请填写居住地址，不超过 ${LONGEST_ADDRESS} 字，不含证件号码`;
    throw invalid(
      'address',
      zh,
      `Give the living address, at most ${LONGEST_ADDRESS} characters, without a number of a person`,
    );
  }
  const phones = input.phones ?? [];
  if (phones.length > MOST_PHONES) {
    throw invalid('phones', `电话不超过 ${MOST_PHONES} 个`, `Give at most ${MOST_PHONES} telephones`);
  }
  return {
    address,
    community: readCommunity(input.community ?? null, division),
    phones: phones.map(({ number, owner }, at) =>
      within(`phones[${at}]`, () => ({
        number: readPhone(number),
        owner: oneOf('owner', Object.keys(PHONE_OWNERS) as PhoneOwner[], owner),
      })),
    ),
    reachedBy: oneOf('reachedBy', Object.keys(REACHED_BY) as ReachedBy[], input.reachedBy),
    reads: input.reads ?? null,
  };
}

function readCommunity(text: string | null, division: string): string | null {
  const digits = text?.normalize('NFKC').replaceAll(/\s/gu, '') ?? '';
  if (digits === '') return null;
  const isCommunity = /^\d{12}$/.test(digits) && !digits.endsWith('000');
  if (
    isCommunity &&
    regionCovers(
      division,
      within('community', () => parseRegion(digits)),
    )
  )
    return digits;
  const zh = '村（社区）代码应为 12 位，且在申请所在区划之内';
  throw invalid(
    'community',
    zh,
    'The code of a village or community has 12 digits and lies within the division of the case',
  );
}

/** Mobile numbers, and numbers of a line with their area code; written in groups they are one number. */
function readPhone(text: string): string {
  const plain = text.normalize('NFKC').replaceAll(/[\s()（）-]/gu, '');
  if (/^(?:\+?86)?1\d{10}$/.test(plain)) return plain.slice(-11);
  if (/^0\d{9,11}$/.test(plain)) return plain;
  throw invalid(
    'number',
    '电话号码应为 11 位手机号，或带区号的固定电话',
    'A telephone number is a mobile number of 11 digits, or one with its area code',
  );
}

/** The contact as lines of a sheet that goes along to the home. */
export function whereaboutsOf({ address, community, phones, reachedBy, reads }: Contact): readonly string[] {
  const calls = phones.map(({ number, owner }) => `${number}（${PHONE_OWNERS[owner].zh}）`).join('、');
  const reading = reads === null ? '未询问' : reads ? '能' : '不能，须当面说明';
  return [
    `居住地址 ${address}${community === null ? '' : `　村（社区）代码 ${community}`}`,
    `电话 ${calls === '' ? '无' : calls}　联系方式 ${REACHED_BY[reachedBy].zh}　申请人能否阅读 ${reading}`,
  ];
}
