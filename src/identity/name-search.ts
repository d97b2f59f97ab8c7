import { pinyin, polyphonic } from 'pinyin-pro';
import { bareName, latinWords } from './same-name.ts';
import { SURNAME_SHARES } from './surname-shares.ts';

/** The ways in which a name can be sought. */
export type NameForms = {
  /** The whole name as it is compared. */
  readonly full: string;
  readonly surname: string;
  /** The other characters, each once; of a name in Latin letters its other words. */
  readonly others: readonly string[];
  /** Pinyin initials in capitals, one for each way in which the characters can be read; none where one has no reading. */
  readonly initials: readonly string[];
};

/** Surnames of two characters; they are one only where a given name follows. */
const COMPOUND = new Set(
  (
    '欧阳 上官 皇甫 令狐 司徒 诸葛 司马 宇文 呼延 端木 南宫 夏侯 尉迟 公孙 慕容 长孙 轩辕 东方 独孤 闻人 赫连 澹台 公冶 ' +
    '宗政 濮阳 淳于 单于 太叔 申屠 仲孙 钟离 鲜于 闾丘 亓官 司寇 子车 颛孙 巫马 公西 漆雕 乐正 壤驷 公良 拓跋 夹谷 谷梁 ' +
    '百里 东郭 南门 羊舌 微生 梁丘 左丘 东门 西门 第五 万俟'
  ).split(' '),
);
/** Names of many characters with several readings have more combinations than anybody would try. */
const MOST_INITIALS = 8;
const LETTER = /^[a-z]$/;

/** Takes a name apart as it is sought; two writings that `compareNames` calls the same have the same full form. */
export function nameForms(name: string): NameForms {
  const words = latinWords(name) ?? [];
  if (words.length > 0) {
    const sorted = words.toSorted();
    const [surname = '', ...others] = words;
    return { full: sorted.join(''), surname, others, initials: [sorted.map((word) => word.slice(0, 1)).join('')] };
  }
  const full = bareName(name);
  const surname = surnameOf(full);
  const others = [...new Set(Array.from(full.slice(surname.length)))];
  return { full, surname, others, initials: initialsOf(full) };
}

/** The surname of a name in the form in which names are compared. */
function surnameOf(full: string): string {
  const [first = '', second = '', ...given] = Array.from(full);
  return given.length > 0 && COMPOUND.has(first + second) ? first + second : first;
}

/** 单 reads dan, and shan as a surname: the typed initials may mean either. */
function initialsOf(full: string): readonly string[] {
  const options = { pattern: 'first', toneType: 'none', type: 'array' } as const;
  const asSurname = pinyin(full, { ...options, surname: 'head' });
  const readings = polyphonic(full, options).map((all, at) =>
    [...new Set([asSurname[at] ?? '', ...all])].filter((initial) => LETTER.test(initial)),
  );
  if (readings.length === 0 || readings.some((all) => all.length === 0)) return [];
  const combined = readings.reduce<readonly string[]>(
    (heads, all) => heads.flatMap((head) => all.map((initial) => head + initial)).slice(0, MOST_INITIALS),
    [''],
  );
  return combined.map((initials) => initials.toUpperCase());
}

/** The share of people, per million, that one shard of a surname is to hold. */
const SHARD_SHARE = 500;
/** For rare surnames too, since one that is rare in the country may be common in a place. */
const FEWEST_SHARDS = 16;

/**
 * Into how many shards the bearers of a surname are parted, so that each shard is about as large as any other, and their
 * sizes say little about which surname it is.
 */
export function shardsOf(surname: string): number {
  return Math.max(FEWEST_SHARDS, Math.round((SURNAME_SHARES.get(surname) ?? 0) / SHARD_SHARE));
}

/** Shards of the most frequent surname. */
export const MOST_SHARDS = Math.max(...[...SURNAME_SHARES.keys()].map(shardsOf));
