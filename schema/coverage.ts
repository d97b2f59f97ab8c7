import type { CoverageRow, CoverageStatement, CoveredPerson, KindCount } from '../src/report/coverage-statement.ts';
import { renderCoverage } from '../src/report/render-coverage.ts';
import { builder } from './builder.ts';
import { WordsType } from './words.ts';

const KindCountType = builder.objectRef<KindCount>('CoverageCount').implement({
  description: 'So many answering bodies of one kind; whether a record was found is not told.',
  fields: (t) => ({
    kind: t.exposeString('kind'),
    words: t.expose('words', { type: WordsType }),
    count: t.exposeInt('count'),
  }),
});
const CoveredPersonType = builder.objectRef<CoveredPerson>('CoveredPerson').implement({
  description: 'Somebody on the form, by place and role only.',
  fields: (t) => ({
    place: t.exposeInt('place'),
    role: t.exposeString('role'),
    counts: t.exposeBoolean('counts'),
    maskedNumber: t.exposeString('maskedNumber'),
  }),
});
const CoverageRowType = builder.objectRef<CoverageRow>('CoverageRow').implement({
  description: 'One person and one source: whether it had to be asked, was asked, has answered.',
  fields: (t) => ({
    place: t.exposeInt('place', { description: 'Of the person.' }),
    sourceId: t.exposeString('sourceId'),
    department: t.expose('department', { type: WordsType }),
    required: t.exposeBoolean('required'),
    bodies: t.exposeInt('bodies', { description: 'Answering bodies: the banks, or one.' }),
    asked: t.exposeInt('asked'),
    answered: t.exposeInt('answered'),
    kinds: t.field({ type: [KindCountType], resolve: ({ kinds }) => [...kinds] }),
    why: t.field({
      type: [WordsType],
      description: 'Why not every body was asked and has answered.',
      resolve: ({ why }) => [...why],
    }),
  }),
});

export const CoverageType = builder.objectRef<CoverageStatement>('Coverage').implement({
  description: 'Coverage statement 查询覆盖情况: every member and obligor × every source, in counts only.',
  fields: (t) => ({
    persons: t.field({ type: [CoveredPersonType], resolve: ({ persons }) => [...persons] }),
    rows: t.field({ type: [CoverageRowType], resolve: ({ rows }) => [...rows] }),
    required: t.int({ description: 'Rows that had to be asked.', resolve: ({ totals }) => totals.rows }),
    bodies: t.int({ resolve: ({ totals }) => totals.bodies }),
    asked: t.int({ resolve: ({ totals }) => totals.asked }),
    answered: t.int({ resolve: ({ totals }) => totals.answered }),
    kinds: t.field({ type: [KindCountType], resolve: ({ totals }) => [...totals.kinds] }),
    text: t.string({
      description: 'For a terminal, in Chinese; `width` in columns, 60 to 240.',
      args: { width: t.arg.int({ defaultValue: 110, required: true }) },
      resolve: (coverage, { width }) => renderCoverage(coverage, Math.min(Math.max(width, 60), 240)),
    }),
  }),
});
