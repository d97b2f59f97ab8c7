import { compareDates } from '../platform/calendar-date.ts';
import type { CalendarDate } from '../platform/calendar-date.ts';
import type { Fact, FactType } from './facts.ts';
import { marriagesOf } from './histories/marriages.ts';
import { standingPages } from './histories/register-pages.ts';
import type { EvidencePiece } from './piece.ts';

/** The subjects on which sources can contradict each other, in the order of the report. */
export const CONTRADICTION_SUBJECTS = ['MARRIAGE', 'LIFE'] as const;
export type ContradictionSubject = (typeof CONTRADICTION_SUBJECTS)[number];

export const SUBJECT_WORDS: Readonly<Record<ContradictionSubject, { readonly zh: string; readonly en: string }>> = {
  MARRIAGE: { zh: '婚姻状况', en: 'marriage' },
  LIFE: { zh: '在世或死亡', en: 'alive or dead' },
};

/** Kinds of fact that can show a contradiction; a source without any of them is no party to it. */
export const SHOWN_BY: Readonly<Record<ContradictionSubject, readonly FactType[]>> = {
  MARRIAGE: ['MARRIAGE', 'HOUSEHOLD_REGISTRATION'],
  LIFE: ['CREMATION', 'HOUSEHOLD_REGISTRATION', 'TAXED_INCOME_MONTH'],
};

/** One source's side of a contradiction. */
export type ContradictionSide = {
  readonly sourceId: string;
  readonly questionId: string;
  readonly words: { readonly zh: string; readonly en: string };
};

/** Two or more sources that cannot all be right about a person. All of them stay: which is wrong, a person finds out. */
export type Contradiction = {
  readonly personId: string;
  readonly about: ContradictionSubject;
  readonly sides: readonly ContradictionSide[];
};

type Said<T extends FactType> = { readonly piece: EvidencePiece; readonly fact: Extract<Fact, { type: T }> };

/**
 * Marks sources that contradict each other about one person, in a fixed order whatever the order of the evidence.
 * A source that holds nothing contradicts nobody: registers begin late and end at a border.
 */
export function contradictionsIn(evidence: readonly EvidencePiece[]): readonly Contradiction[] {
  const byPerson = Map.groupBy(evidence, ({ personId }) => personId);
  return [...byPerson.keys()]
    .toSorted()
    .flatMap((personId) => {
      const own = byPerson.get(personId) ?? [];
      return [
        { personId, about: 'MARRIAGE' as const, sides: marriageSides(own) },
        { personId, about: 'LIFE' as const, sides: lifeSides(own) },
      ];
    })
    .filter(({ sides }) => sides.length > 0);
}

type MarriageState = Extract<Fact, { type: 'MARRIAGE' }>['state'];
type MaritalState = Extract<Fact, { type: 'HOUSEHOLD_REGISTRATION' }>['maritalState'];

/**
 * Whether what the marriage register tells of today and the household register exclude each other. Widowed agrees with
 * any entry, for no register of marriages says that one ended by death; who was divorced may stand as unmarried.
 */
export function disagreeOnMarriage(state: MarriageState, maritalState: MaritalState): boolean {
  if (maritalState === 'UNKNOWN' || maritalState === 'WIDOWED') return false;
  return state === 'MARRIED' ? maritalState !== 'MARRIED' : maritalState === 'MARRIED';
}

export const MARRIAGE_WORDS = {
  MARRIED: { zh: '结婚', en: 'married' },
  DIVORCED: { zh: '离婚', en: 'divorced' },
  ANNULLED: { zh: '婚姻被撤销或宣告无效', en: 'annulled' },
} as const;
export const MARITAL_WORDS = {
  UNMARRIED: { zh: '未婚', en: 'unmarried' },
  MARRIED: { zh: '已婚', en: 'married' },
  WIDOWED: { zh: '丧偶', en: 'widowed' },
  DIVORCED: { zh: '离婚', en: 'divorced' },
  UNKNOWN: { zh: '未说明', en: 'unknown' },
} as const;

function marriageSides(pieces: readonly EvidencePiece[]): readonly ContradictionSide[] {
  const latest = marriagesOf(said(pieces, 'MARRIAGE')).now;
  if (latest === null) return [];
  const others = standingPages(said(pieces, 'HOUSEHOLD_REGISTRATION')).filter(({ fact }) =>
    disagreeOnMarriage(latest.fact.state, fact.maritalState),
  );
  if (others.length === 0) return [];
  const { zh, en } = MARRIAGE_WORDS[latest.fact.state];
  return [
    side(latest.piece, {
      zh: `婚姻登记为${zh}（${latest.fact.registeredOn}）`,
      en: `${en} by the marriage register since ${latest.fact.registeredOn}`,
    }),
    ...others.map(({ piece, fact }) => {
      const words = MARITAL_WORDS[fact.maritalState];
      return side(piece, { zh: `户籍登记为${words.zh}`, en: `${words.en} by the household register` });
    }),
  ];
}

/** Somebody recorded as dead of whom another register speaks as of the living. */
function lifeSides(pieces: readonly EvidencePiece[]): readonly ContradictionSide[] {
  const pages = standingPages(said(pieces, 'HOUSEHOLD_REGISTRATION'));
  const cremated = said(pieces, 'CREMATION').map(({ piece, fact: { crematedOn } }) => ({
    day: crematedOn as CalendarDate | null,
    side: side(piece, { zh: `${crematedOn} 火化`, en: `cremated on ${crematedOn}` }),
  }));
  const cancelled = pages
    .filter(({ fact }) => fact.status === 'CANCELLED_DEATH')
    .map(({ piece, fact: { statusOn } }) => ({
      day: statusOn,
      side: side(piece, {
        zh: `户籍死亡注销（${statusOn ?? '日期不详'}）`,
        en: `struck off the household register as dead (${statusOn ?? 'unknown day'})`,
      }),
    }));
  const dead = [...cremated, ...cancelled];
  if (dead.length === 0) return [];
  const alive = [
    ...pages
      .filter(({ fact }) => fact.status === 'NORMAL')
      .map(({ piece }) => side(piece, { zh: '户籍状态正常', en: 'in the household register as living' })),
    ...signsOfLife(
      pieces,
      dead.flatMap(({ day }) => day ?? []),
    ),
  ];
  return alive.length === 0 ? [] : [...dead.map((one) => one.side), ...alive];
}

/** Wages of a month that began after the last day on which a register has them die. */
function signsOfLife(pieces: readonly EvidencePiece[], days: readonly CalendarDate[]): readonly ContradictionSide[] {
  if (days.length === 0) return [];
  const last = days.reduce((latest, day) => (compareDates(day, latest) > 0 ? day : latest));
  const after = said(pieces, 'TAXED_INCOME_MONTH').filter(
    ({ fact }) => fact.kind === 'WAGE' && fact.month > last.slice(0, 'YYYY-MM'.length),
  );
  return [...Map.groupBy(after, ({ piece }) => piece).entries()].map(([piece, months]) => {
    const latest = months.reduce((last, { fact }) => (fact.month > last ? fact.month : last), '');
    return side(piece, { zh: `${latest} 仍有工资申报`, en: `wages declared for ${latest}` });
  });
}

function side(piece: EvidencePiece, words: ContradictionSide['words']): ContradictionSide {
  return { sourceId: piece.sourceId, questionId: piece.questionId, words };
}

/** Facts of one type in a fixed order. Data that are out of date contradict nobody; a part of an answer may. */
function said<T extends FactType>(pieces: readonly EvidencePiece[], type: T): readonly Said<T>[] {
  return pieces
    .filter(({ kind }) => kind === 'HIT' || kind === 'PARTIAL')
    .toSorted((a, b) => (a.questionId < b.questionId ? -1 : 1))
    .flatMap((piece) => piece.facts.flatMap((fact) => (isOfType(fact, type) ? [{ piece, fact }] : [])));
}

function isOfType<T extends FactType>(fact: Fact, type: T): fact is Extract<Fact, { type: T }> {
  return fact.type === type;
}
