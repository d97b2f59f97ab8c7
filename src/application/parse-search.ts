import type { NameWish } from '../household/name-tokens.ts';
import { addressParts } from '../identity/address-parts.ts';
import { parseCertificate } from '../identity/certificate.ts';
import { parsePersonName } from '../identity/person-name.ts';
import type { RegionCode } from '../identity/region.ts';
import type { ApplicationState, Category } from './application.ts';
import type { CaseSearch } from './find-cases.ts';
import { assertPlainText } from './plain-text.ts';
import { invalid, within } from './refusals.ts';

/** The search terms about a person, as typed. */
export type PersonWish = {
  /** The number of a citizen, a residence permit or a foreigner's permanent residence card. */
  readonly number?: string | null;
  /** The whole name. */
  readonly name?: string | null;
  readonly surname?: string | null;
  /** One character of the given name, with the surname only. */
  readonly character?: string | null;
  /** Pinyin initials of the whole name, e.g. `WXM`. */
  readonly initials?: string | null;
};

/** All search terms but the place, as typed. */
export type SearchTerms = PersonWish & {
  readonly paper?: string | null;
  readonly address?: string | null;
  readonly community?: string | null;
  readonly owner?: string | null;
  readonly categories?: readonly Category[] | null;
  readonly states?: readonly ApplicationState[] | null;
  readonly overdue?: boolean | null;
};

type Typed = SearchTerms & { readonly division: RegionCode };

/** A search that is in order, and what it goes by, in the words of the audit log. */
export type ParsedSearch = { readonly search: CaseSearch; readonly kinds: readonly string[] };

const LONGEST_PAPER = 80;

/**
 * Reads what somebody seeks.
 * @throws Problem INVALID_INPUT, INVALID_CERTIFICATE, INVALID_CITIZEN_NUMBER or INVALID_NAME with the field.
 */
export function parseSearch(typed: Typed): ParsedSearch {
  assertPlainText(typed);
  const names = readNames(typed);
  const number = wordOf(typed.number);
  const paper = wordOf(typed.paper);
  if (paper !== null && paper.length > LONGEST_PAPER) {
    throw invalid('paper', '编号过长，请核对', 'This number is too long; check it');
  }
  const address = readAddress(typed.address);
  const community = readCommunity(typed.community);
  const owner = wordOf(typed.owner);
  const { categories, states, division } = typed;
  const search: CaseSearch = {
    division,
    ...(number === null ? {} : { certificate: readCertificate(number) }),
    ...(names.length === 0 ? {} : { names: names.map(({ wish }) => wish) }),
    ...(paper === null ? {} : { paper }),
    ...(address === null ? {} : { address }),
    ...(community === null ? {} : { community }),
    ...(owner === null ? {} : { owner }),
    ...(isGiven(categories) ? { categories } : {}),
    ...(isGiven(states) ? { states } : {}),
  };
  const kinds = [
    ...(number === null ? [] : ['CERTIFICATE']),
    ...names.map(({ kind }) => kind),
    ...(paper === null ? [] : ['PAPER_NUMBER']),
    ...(address === null ? [] : ['ADDRESS']),
    ...(community === null ? [] : ['COMMUNITY']),
    ...(owner === null ? [] : ['OWNER']),
    ...(isGiven(categories) ? ['CATEGORY'] : []),
    ...(isGiven(states) ? ['STATE'] : []),
    ...(typed.overdue === true ? ['OVERDUE'] : []),
  ];
  if (kinds.length > 0) return { search, kinds };
  throw invalid(
    'filter',
    '请至少填写一个查询条件：证件号码、姓名、姓氏、拼音首字母、文书编号、地址、村（社区）、经办人、类别、状态或超期',
    'Give at least one thing to search by: number, name, surname, initials, number of a paper, address, community, owner, category, state or overdue',
  );
}

/** @throws Problem INVALID_INPUT where it names no street, estate or village: province, city and district narrow nothing. */
function readAddress(text: string | null | undefined): string | null {
  const address = wordOf(text);
  if (address === null || addressParts(address).places.length > 0) return address;
  const zh = '请填写街路、小区或村名，可带门牌号，如“学前街12号”';
  throw invalid(
    'address',
    zh,
    'Name a street, an estate or a village, with its number if you like, such as 学前街12号',
  );
}

function readCommunity(text: string | null | undefined): string | null {
  const digits = wordOf(text)?.normalize('NFKC') ?? null;
  if (digits === null || /^\d{12}$/.test(digits)) return digits;
  throw invalid('community', '村（社区）代码应为 12 位数字', 'The code of a village or community has 12 digits');
}

function readNames({ name, surname, character, initials }: PersonWish): { wish: NameWish; kind: string }[] {
  const [full, family, one, letters] = [wordOf(name), wordOf(surname), wordOf(character), wordOf(initials)];
  const found: { wish: NameWish; kind: string }[] = [];
  if (full !== null) {
    found.push({ wish: { by: 'FULL', name: within('name', () => parsePersonName(full)) }, kind: 'NAME' });
  }
  if (family !== null) {
    const own = within('surname', () => parsePersonName(family));
    found.push(
      one === null
        ? { wish: { by: 'SURNAME', surname: own }, kind: 'SURNAME' }
        : { wish: { by: 'SURNAME_AND_ONE', surname: own, character: readCharacter(one) }, kind: 'SURNAME_AND_ONE' },
    );
  } else if (one !== null) {
    throw invalid('character', '按名中一字查询须同时填写姓氏', 'One character of a name goes with a surname only');
  }
  if (letters !== null) found.push({ wish: { by: 'INITIALS', initials: readInitials(letters) }, kind: 'INITIALS' });
  return found;
}

function readCharacter(text: string): string {
  const character = within('character', () => parsePersonName(text));
  const isOne = Array.from(character).length === 1 || /^\p{Script=Latin}+$/u.test(character);
  if (isOne) return character;
  throw invalid('character', '只填名中的一个字', 'Give one character of the given name');
}

function readInitials(text: string): string {
  const letters = text.normalize('NFKC').replaceAll(/[\s.]/gu, '').toUpperCase();
  if (/^[A-Z]{2,8}$/.test(letters)) return letters;
  throw invalid('initials', '拼音首字母应为 2 到 8 个字母，如 WXM', 'Initials are 2 to 8 letters, such as WXM');
}

/** The kind of a document is read from its number, as a caseworker reads it from the card. */
function readCertificate(number: string) {
  const refusals: unknown[] = [];
  for (const type of ['CITIZEN_NUMBER', 'HMT_RESIDENCE_PERMIT', 'FOREIGN_PERMANENT_RESIDENCE'] as const) {
    try {
      return parseCertificate({ type, number });
    } catch (thrown) {
      refusals.push(thrown);
    }
  }
  throw refusals[0];
}

function isGiven<T>(list: readonly T[] | null | undefined): list is readonly T[] {
  return list !== null && list !== undefined && list.length > 0;
}

function wordOf(text: string | null | undefined): string | null {
  const plain = text?.trim() ?? '';
  return plain === '' ? null : plain;
}
