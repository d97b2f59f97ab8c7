import { seeReview } from '../src/access/see/review.ts';
import type { ArithmeticLine } from '../src/assessment/arithmetic.ts';
import type { Assessment } from '../src/assessment/assess.ts';
import type { KindBeside } from '../src/assessment/found.ts';
import { renderReview } from '../src/decision/render-review.ts';
import { RESULTS } from '../src/indicators/outcome.ts';
import type { Figure, LineSource } from '../src/indicators/outcome.ts';
import { DEGREES } from '../src/policy/pack.ts';
import { OVERALL_WORDS } from '../src/report/document.ts';
import type {
  AnswerRow,
  ContradictionRow,
  IndicatorRow,
  MissingRow,
  Overall,
  ReportDocument,
} from '../src/report/document.ts';
import { inspectionSheet, renderInspectionSheet } from '../src/report/inspection-sheet.ts';
import { renderReport } from '../src/report/render-text.ts';
import type { StoredReport } from '../src/verification/report-store.ts';
import { builder } from './builder.ts';
import { RuleVersionsType } from './rule-versions.ts';
import { CoverageType } from './coverage.ts';
import { WordsType } from './words.ts';

const CompletenessEnum = builder.enumType('Completeness', { values: ['COMPLETE', 'INCOMPLETE'] });
const ResultEnum = builder.enumType('IndicatorResult', {
  description: 'It states facts and doubts; the township and the county decide.',
  values: RESULTS,
});
const OverallEnum = builder.enumType('Overall', { values: Object.keys(OVERALL_WORDS) as Overall[] });
const DegreeEnum = builder.enumType('Degree', {
  description: 'Degree of poverty by the gap between income and expenditure.',
  values: DEGREES,
});

type Band = Extract<Figure, { unit: 'FEN_BAND' }>;
const FenBandType = builder.objectRef<Band>('FenBand').implement({
  description: 'A band in which an amount lies; health data are shown no closer.',
  fields: (t) => ({
    fromFen: t.field({ type: 'Fen', resolve: ({ value }) => value }),
    belowFen: t.field({ type: 'Fen', nullable: true, resolve: ({ below }) => below }),
  }),
});

const FigureType = builder.objectRef<Figure>('Figure').implement({
  description: 'A number with its unit: exactly one of the three is there.',
  fields: (t) => ({
    count: t.int({ nullable: true, resolve: ({ unit, value }) => (unit === 'COUNT' ? value : null) }),
    fen: t.field({ type: 'Fen', nullable: true, resolve: ({ unit, value }) => (unit === 'FEN' ? value : null) }),
    band: t.field({
      type: FenBandType,
      nullable: true,
      resolve: (figure) => (figure.unit === 'FEN_BAND' ? figure : null),
    }),
  }),
});
export const LineSourceType = builder.objectRef<LineSource>('LineSource').implement({
  fields: (t) => ({
    document: t.exposeString('document'),
    article: t.exposeString('article', { nullable: true }),
    verified: t.exposeBoolean('verified', { description: 'Whether the text was seen in full and applies here.' }),
  }),
});
const MissingType = builder.objectRef<MissingRow>('MissingAnswer').implement({
  description: 'An answer that is not there. It is not a "no record".',
  fields: (t) => ({
    personId: t.exposeID('personId'),
    personName: t.exposeString('personName'),
    sourceId: t.exposeString('sourceId'),
    institution: t.exposeString('institution', { nullable: true }),
    body: t.expose('body', { type: WordsType }),
    kind: t.exposeString('kind'),
    words: t.expose('words', { type: WordsType }),
    why: t.expose('why', { type: WordsType }),
  }),
});
const AnswerRowType = builder.objectRef<AnswerRow>('AnswerRow').implement({
  description: 'What became of the questions to one source about one person.',
  fields: (t) => ({
    personId: t.exposeID('personId'),
    personName: t.exposeString('personName'),
    sourceId: t.exposeString('sourceId'),
    department: t.expose('department', { type: WordsType }),
    subject: t.expose('subject', { type: WordsType }),
    kind: t.exposeString('kind'),
    words: t.expose('words', { type: WordsType }),
    askedAt: t.expose('askedAt', { type: 'DateTime', nullable: true }),
    dataDate: t.expose('dataDate', { type: 'CalendarDate', nullable: true }),
  }),
});
type Side = ContradictionRow['sides'][number];
const ContradictionSideType = builder.objectRef<Side>('ContradictionSide').implement({
  description: 'What one source says in a contradiction.',
  fields: (t) => ({
    sourceId: t.exposeString('sourceId'),
    department: t.expose('department', { type: WordsType }),
    questionId: t.exposeID('questionId'),
    words: t.expose('words', { type: WordsType }),
  }),
});
const ContradictionType = builder.objectRef<ContradictionRow>('Contradiction').implement({
  description:
    'Sources that cannot all be right about a person; every side stays, for which is wrong, a person finds out.',
  fields: (t) => ({
    personId: t.exposeID('personId'),
    personName: t.exposeString('personName'),
    about: t.expose('about', { type: WordsType }),
    sides: t.field({ type: [ContradictionSideType], resolve: ({ sides }) => [...sides] }),
  }),
});
const IndicatorType = builder.objectRef<IndicatorRow>('Indicator').implement({
  description: 'One indicator 指标 of the report.',
  fields: (t) => ({
    id: t.exposeString('id'),
    name: t.expose('names', { type: WordsType }),
    citation: t.exposeString('citation'),
    result: t.expose('result', { type: ResultEnum }),
    resultZh: t.string({ resolve: ({ resultWords }) => resultWords.zh }),
    figure: t.expose('figure', { type: FigureType, nullable: true }),
    line: t.expose('line', { type: FigureType, nullable: true }),
    lineSource: t.expose('lineSource', { type: LineSourceType, nullable: true }),
    reasons: t.field({ type: [WordsType], resolve: ({ reasons }) => [...reasons] }),
    notes: t.field({ type: [WordsType], resolve: ({ notes }) => [...notes] }),
    visitHints: t.field({ type: [WordsType], resolve: ({ visitHints }) => [...visitHints] }),
    evidence: t.idList({
      description: 'Ids of the questions that it rests on.',
      resolve: ({ evidence }) => [...evidence],
    }),
    sources: t.field({ type: [WordsType], resolve: ({ sourceNames }) => [...sourceNames] }),
    oldestData: t.field({ type: 'CalendarDate', nullable: true, resolve: ({ dataDates }) => dataDates?.[0] ?? null }),
    newestData: t.field({ type: 'CalendarDate', nullable: true, resolve: ({ dataDates }) => dataDates?.[1] ?? null }),
  }),
});
const ArithmeticLineType = builder.objectRef<ArithmeticLine>('ArithmeticLine').implement({
  description: 'One line of the computation, to be followed with a pencil.',
  fields: (t) => ({
    label: t.expose('label', { type: WordsType }),
    expression: t.exposeString('expression'),
    amountFen: t.expose('amountFen', { type: 'Fen' }),
    declaredOnly: t.exposeBoolean('declaredOnly', { description: '申报，未核对: no source has confirmed it.' }),
    basis: t.string({ nullable: true, resolve: ({ basis }) => basis?.text ?? null }),
    basisVerified: t.boolean({ nullable: true, resolve: ({ basis }) => basis?.verified ?? null }),
  }),
});
const PositionEnum = builder.enumType('IncomePosition', { values: ['BELOW_STANDARD', 'EDGE', 'ABOVE_EDGE'] });
const IncomeBesideType = builder.objectRef<KindBeside>('IncomeBeside').implement({
  description: 'One kind of income of a year, declared beside found, without what the policy leaves out.',
  fields: (t) => ({
    kind: t.expose('label', { type: WordsType }),
    declaredFen: t.expose('declaredFen', { type: 'Fen' }),
    foundFen: t.expose('foundFen', { type: 'Fen', nullable: true, description: 'Null: none of the sources answered.' }),
    beyondDeclaredFen: t.expose('shortFen', { type: 'Fen', description: 'Found beyond the form, person by person.' }),
    complete: t.exposeBoolean('whole', { description: 'Whether every source has answered about everybody.' }),
  }),
});
const HigherType = builder.objectRef<NonNullable<Assessment['higher']>>('AssessmentByHigher').implement({
  description: 'The same by the larger of declared and found; it takes the place of nothing.',
  fields: (t) => ({
    annualIncomeFen: t.expose('annualFen', { type: 'Fen' }),
    perCapitaMonthlyFen: t.field({ type: 'Fen', resolve: ({ standard }) => standard.perCapitaMonthlyFen }),
    position: t.field({ type: PositionEnum, resolve: ({ standard }) => standard.position }),
    gapFen: t.field({ type: 'Fen', resolve: ({ gap }) => gap.gapFen }),
    degree: t.field({ type: DegreeEnum, resolve: ({ gap }) => gap.degree }),
  }),
});
const AssessmentType = builder.objectRef<Assessment>('Assessment').implement({
  description: 'Income of the household, its place against the standard, and the gap between income and expenditure.',
  fields: (t) => ({
    members: t.exposeInt('members'),
    annualIncomeFen: t.field({ type: 'Fen', resolve: ({ income }) => income.annualFen }),
    perCapitaMonthlyFen: t.field({ type: 'Fen', resolve: ({ standard }) => standard.perCapitaMonthlyFen }),
    standardFen: t.field({ type: 'Fen', resolve: ({ standard }) => standard.standardFen }),
    edgeLineFen: t.field({ type: 'Fen', resolve: ({ standard }) => standard.edgeLineFen }),
    position: t.field({
      type: PositionEnum,
      resolve: ({ standard }) => standard.position,
    }),
    confirmed: t.boolean({
      description: 'False: a newer standard may be in force, so the position is a doubt, not a statement.',
      resolve: ({ standard }) => standard.confirmed,
    }),
    topUpFen: t.field({ type: 'Fen', nullable: true, resolve: ({ standard }) => standard.topUpFen }),
    gapFen: t.field({ type: 'Fen', description: 'A head and month.', resolve: ({ gap }) => gap.gapFen }),
    degree: t.field({ type: DegreeEnum, resolve: ({ gap }) => gap.degree }),
    degreeZh: t.string({ resolve: ({ gap }) => gap.degreeWord }),
    kinds: t.field({ type: [IncomeBesideType], resolve: ({ found }) => [...found.kinds] }),
    byHigher: t.field({ type: HigherType, nullable: true, resolve: ({ higher }) => higher }),
    rigidExpenditureHousehold: t.field({
      type: builder.enumType('RigidHousehold', { values: ['YES', 'NO', 'OPEN'] }),
      description: '刚性支出困难家庭 as far as income and expenditure say; OPEN: something needed is not known.',
      resolve: ({ rigid }) => rigid.state,
    }),
    lines: t.field({
      type: [ArithmeticLineType],
      resolve: ({ income, standard, gap, found }) => [...income.lines, ...standard.lines, ...gap.lines, ...found.lines],
    }),
  }),
});

export const ReportType = builder.objectRef<ReportDocument>('Report').implement({
  description: 'A report 核对报告: a version never changes, a correction is the next one. A person decides.',
  fields: (t) => ({
    number: t.exposeString('number'),
    version: t.exposeInt('version'),
    preliminary: t.exposeBoolean('preliminary'),
    demoMark: t.exposeString('demoMark', { nullable: true, description: 'On every page of synthetic people.' }),
    policyNotice: t.string({
      nullable: true,
      description: '标准待确认（依据 …）, on every page where a newer standard may be in force.',
      resolve: ({ policy }) => policy.notice,
    }),
    policyPackId: t.string({ resolve: ({ policy }) => policy.packId }),
    versions: t.expose('versions', { type: RuleVersionsType }),
    issuedAt: t.expose('issuedAt', { type: 'DateTime' }),
    baseDate: t.field({ type: 'CalendarDate', resolve: ({ verification }) => verification.baseDate }),
    completeness: t.expose('completeness', { type: CompletenessEnum }),
    overall: t.expose('overall', { type: OverallEnum }),
    overallWords: t.expose('overallWords', { type: WordsType }),
    letterNumbers: t.stringList({ resolve: ({ letterNumbers }) => [...letterNumbers] }),
    answers: t.field({ type: [AnswerRowType], resolve: ({ answers }) => [...answers] }),
    contradictions: t.field({
      type: [ContradictionType],
      resolve: ({ contradictions }) => [...contradictions],
    }),
    indicators: t.field({ type: [IndicatorType], resolve: ({ indicators }) => [...indicators] }),
    assessment: t.expose('assessment', { type: AssessmentType, nullable: true }),
    doubts: t.field({ type: [WordsType], resolve: ({ doubts }) => [...doubts] }),
    visitPoints: t.field({ type: [WordsType], resolve: ({ visitPoints }) => [...visitPoints] }),
    missing: t.field({ type: [MissingType], resolve: ({ missing }) => [...missing] }),
    notAsked: t.field({ type: [MissingType], resolve: ({ notAsked }) => [...notAsked] }),
    coverage: t.expose('coverage', { type: CoverageType }),
    changes: t.field({
      type: [WordsType],
      description: 'What differs from the version before.',
      resolve: ({ changes }) => [...changes],
    }),
    statements: t.field({ type: [WordsType], resolve: ({ statements }) => [...statements] }),
    text: t.string({
      description: 'The page for a terminal, in Chinese; `width` in columns, 60 to 240.',
      args: { width: t.arg.int({ defaultValue: 110, required: true }) },
      resolve: async (report, args, { reader }) => {
        const width = Math.min(Math.max(args.width, 60), 240);
        const page = renderReport(report, { width });
        if (report.preliminary) return page;
        const { version, verification } = report;
        const review = await seeReview(reader, { verificationId: verification.id, version });
        return `${page}\n${renderReview(review, width)}`;
      },
    }),
    inspectionSheet: t.string({
      description:
        '入户调查核对表: the eleven lines with their evidence, and room for what the visit found; `width` in columns, 80 to 240.',
      args: { width: t.arg.int({ defaultValue: 110, required: true }) },
      resolve: (report, { width }) =>
        renderInspectionSheet(inspectionSheet(report), Math.min(Math.max(width, 80), 240)),
    }),
    pdfPath: t.string({
      nullable: true,
      description: 'Where this version is as a PDF, on this server and with the same token; null while preliminary.',
      resolve: ({ preliminary, verification, version }) =>
        preliminary ? null : `/verifications/${verification.id}/report.pdf?version=${version}`,
    }),
    inspectionSheetPdfPath: t.string({
      nullable: true,
      description: 'Where the inspection sheet of this version is as a PDF; null while preliminary.',
      resolve: ({ preliminary, verification, version }) =>
        preliminary ? null : `/verifications/${verification.id}/inspection-sheet.pdf?version=${version}`,
    }),
    json: t.field({ type: 'JSON', description: 'The whole document.', resolve: (report) => report }),
  }),
});

export const ReportVersionType = builder.objectRef<Omit<StoredReport, 'document'>>('ReportVersion').implement({
  fields: (t) => ({
    number: t.exposeString('number'),
    version: t.exposeInt('version'),
    completeness: t.expose('completeness', { type: CompletenessEnum }),
    issuedAt: t.expose('issuedAt', { type: 'DateTime' }),
  }),
});
