import type { Category } from '../application/application.ts';
import type { Words } from '../indicators/outcome.ts';
import { decidingParts, isConclusive } from './answer-rows.ts';
import type { CoverageKind, CoverageRow, CoverageStatement, CoveredPerson, KindCount } from './coverage-statement.ts';
import type { AnswerPart, AnswerRow, MemberRow } from './document.ts';
import type { SourceNames } from './input.ts';
import { kindWords } from './kind-words.ts';
import { whyMissing } from './reason-words.ts';

/** In the order in which counts are told. */
const ORDER: readonly CoverageKind[] = [
  'ANSWERED',
  'PARTIAL',
  'NO_RESPONSE',
  'NOT_SENT',
  'OUTSTANDING',
  'IDENTITY_MISMATCH',
  'STALE',
  'NOT_AUTHORISED',
  'NOT_CONNECTED',
  'NOT_ASKED',
];

/** Kinds of which nothing ever left the house. */
const NEVER_PUT: ReadonlySet<CoverageKind> = new Set(['NOT_SENT', 'NOT_AUTHORISED', 'NOT_CONNECTED', 'NOT_ASKED']);

const ANSWERED: Words = { zh: '已反馈', en: 'answered' };

/** 特困人员认定办法 (2021): the applicant and those who owe support go through the authorisation; others do not. */
const CATEGORY_WITH_OBLIGORS: Category = 'EXTREME_POVERTY';

const OBLIGOR_APART: Words = {
  zh: '赡抚扶养义务人，须另行授权后查询',
  en: 'owes support from another household: asked about under a letter of their own',
};
const OBLIGATION_NEEDS_NOT: Words = {
  zh: '赡抚扶养义务人，其义务不需要查询该来源',
  en: 'owes support from another household: the obligation does not need this source',
};
const OBLIGOR_NOT_NEEDED: Words = {
  zh: '赡抚扶养义务人，该核对项目不要求查询',
  en: 'owes support from another household: this category does not ask',
};

/** The questions that a case requires. */
export type Wanted = {
  readonly category: Category;
  /** Ids of the sources that the obligation of support obligors needs; `null` where no rule says. */
  readonly ofObligors: readonly string[] | null;
};

/**
 * Which bodies had to be asked about which people, and the outcome. Pure; counts only.
 * @param answers every row of the report, and obligors' where there are any.
 */
export function stateCoverage(
  wanted: Wanted,
  members: readonly MemberRow[],
  sources: readonly SourceNames[],
  answers: readonly AnswerRow[],
): CoverageStatement {
  const persons = members.map((member, index): CoveredPerson => {
    const { role, counts, maskedNumber } = member;
    return { place: index + 1, role, counts, maskedNumber };
  });
  const rows = members.flatMap((member, index) =>
    sources.map((source): CoverageRow => {
      const row = answers.find(({ personId, sourceId }) => personId === member.personId && sourceId === source.id);
      return coverageRow(
        index + 1,
        isRequired(wanted, member, source.id),
        source,
        row?.parts ?? [],
        whyUnasked(wanted, member, source.id),
      );
    }),
  );
  const required = rows.filter((row) => row.required);
  const sum = (count: (row: CoverageRow) => number): number => required.reduce((all, row) => all + count(row), 0);
  return {
    persons,
    rows,
    totals: {
      rows: required.length,
      bodies: sum(({ bodies }) => bodies),
      asked: sum(({ asked }) => asked),
      answered: sum(({ answered }) => answered),
      kinds: counted(required.flatMap(({ kinds }) => kinds)),
    },
  };
}

function isRequired({ category, ofObligors }: Wanted, { role, counts }: MemberRow, sourceId: string): boolean {
  if (role === 'MEMBER') return counts;
  return ofObligors === null ? category === CATEGORY_WITH_OBLIGORS : ofObligors.includes(sourceId);
}

function whyUnasked({ category, ofObligors }: Wanted, { role, counts, why }: MemberRow, sourceId: string): Words {
  if (role === 'OBLIGOR') {
    if (ofObligors === null) return category === CATEGORY_WITH_OBLIGORS ? OBLIGOR_APART : OBLIGOR_NOT_NEEDED;
    if (ofObligors.length === 0) return OBLIGOR_NOT_NEEDED;
    return ofObligors.includes(sourceId) ? OBLIGOR_APART : OBLIGATION_NEEDS_NOT;
  }
  if (counts) return kindWords('NOT_ASKED', null);
  return { zh: `不计入共同生活家庭：${why.zh}`, en: `does not count in the household: ${why.en}` };
}

function coverageRow(
  place: number,
  required: boolean,
  source: SourceNames,
  parts: readonly AnswerPart[],
  unasked: Words,
): CoverageRow {
  const { id: sourceId, department } = source;
  const head = { place, sourceId, department, required };
  const bodies = Math.max(source.institutions.length, 1);
  if (parts.length === 0) {
    const kinds = counted([{ kind: 'NOT_ASKED', words: kindWords('NOT_ASKED', null), count: bodies }]);
    return { ...head, bodies, asked: 0, answered: 0, kinds, why: [unasked] };
  }
  const deciding = decidingParts(parts);
  const kinds = counted(deciding.map(kindOf));
  const whys = deciding.flatMap(({ kind, reason, because }) => {
    if (kind === 'HIT' || kind === 'NO_RECORD') return [];
    // That an amount was wanted would tell that the body holds something.
    return [kind === 'NOT_ASKED' ? unasked : whyMissing(kind, because === undefined ? reason : null)];
  });
  return {
    ...head,
    bodies: deciding.length,
    asked: kinds.reduce((all, { kind, count }) => (NEVER_PUT.has(kind) ? all : all + count), 0),
    answered: kinds.find(({ kind }) => kind === 'ANSWERED')?.count ?? 0,
    kinds,
    why: [...new Map(whys.map((words) => [words.zh, words])).values()],
  };
}

function kindOf({ kind }: AnswerPart): KindCount {
  if (kind === 'HIT' || kind === 'NO_RECORD' || isConclusive(kind))
    return { kind: 'ANSWERED', words: ANSWERED, count: 1 };
  return { kind, words: kindWords(kind, null), count: 1 };
}

function counted(kinds: readonly KindCount[]): readonly KindCount[] {
  return ORDER.flatMap((kind) => {
    const same = kinds.filter((one) => one.kind === kind);
    const [first] = same;
    return first === undefined ? [] : [{ ...first, count: same.reduce((all, { count }) => all + count, 0) }];
  });
}
