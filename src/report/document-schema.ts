import { z } from 'zod';
import { calendarDateSchema } from '../evidence/fact-scalars.ts';
import { FACT_KINDS } from '../evidence/facts.ts';
import { AMOUNT_REASONS } from '../evidence/question-form.ts';
import { unreadRecordsSchema } from '../evidence/unread-records.ts';
import { EFFECTS, DISPUTE_OUTCOMES, OBJECTION_OUTCOMES } from '../contested/contest.ts';
import { RESULTS } from '../indicators/outcome.ts';
import { comparisonRow } from './comparison-schema.ts';
import { assessment, figure, lineSource, missingKind, unanswered, words } from './assessment-schema.ts';
import { OVERALL_WORDS, REPORT_SHAPE_VERSION, ROW_KINDS } from './document.ts';
import type { Overall } from './document.ts';

/**
 * The form of a report document as it is published. The type `ReportDocument` and this schema say the same: a field that
 * one of them lacks does not compile (`test/unit/report/document-schema.test.ts`).
 */

const instant = z.iso.datetime().meta({ id: 'Instant', description: 'UTC, ISO 8601' });
const day = calendarDateSchema.meta({ id: 'Day', description: 'Asia/Shanghai' });
const digest = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .describe('SHA-256, hex');
const personId = z.string().describe('随机编号，不含身份信息 / random id');
const rowKind = z.enum(ROW_KINDS);
const answerPart = z
  .strictObject({
    institution: z.string().nullable(),
    name: words,
    kind: rowKind,
    words,
    questionId: z.string().nullable(),
    requestId: z.string().nullable(),
    letterNumber: z.string().nullable(),
    askedAt: instant.nullable(),
    answeredAt: instant.nullable(),
    dataDate: day.nullable(),
    commitment: digest.nullable().describe('对原始反馈的承诺值 / salted commitment to the raw answer'),
    factsCommitment: z.exactOptional(digest).describe('对核对信息的承诺值 / salted commitment to the facts'),
    reason: z.string().nullable(),
    missing: z.exactOptional(z.array(z.enum(FACT_KINDS))),
    unread: z
      .exactOptional(unreadRecordsSchema)
      .describe('未能读取、已搁置的记录，按信息种类计数 / records set aside unread, by kind of fact'),
    shared: z.exactOptional(z.enum(['REUSED', 'JOINED'])),
    lineFen: z.exactOptional(z.int().nonnegative()),
    because: z.exactOptional(z.enum(AMOUNT_REASONS)),
  })
  .meta({ id: 'AnswerPart' });

const answerRow = z
  .strictObject({
    personId,
    personName: z.string(),
    sourceId: z.string(),
    department: words,
    subject: words,
    kind: rowKind,
    words: words.describe('含地域：无记录（无锡市） / with the territory it speaks of'),
    askedAt: instant.nullable(),
    dataDate: day.nullable(),
    parts: z.array(answerPart),
  })
  .meta({ id: 'AnswerRow' });

const member = z
  .strictObject({
    personId,
    name: z.string(),
    maskedNumber: z.string().describe('掩码后的证件号码 / masked'),
    relation: words,
    role: z.enum(['MEMBER', 'OBLIGOR']),
    counts: z.boolean(),
    why: words,
    citation: z.string(),
    needsConfirmation: z.boolean(),
    hasSigned: z.boolean(),
  })
  .meta({ id: 'Member' });

const indicator = z
  .strictObject({
    id: z.string(),
    version: z.int(),
    result: z.enum(RESULTS),
    figure: figure.nullable(),
    line: figure.nullable(),
    lineSource: lineSource.nullable(),
    reasons: z.array(words),
    notes: z.array(words),
    evidence: z.array(z.string()).describe('所依据的查询 / ids of the questions it rests on'),
    missing: z.array(
      z.strictObject({
        personId,
        sourceId: z.string(),
        institution: z.string().nullable(),
        kind: missingKind,
        fact: z.enum(FACT_KINDS).exactOptional(),
      }),
    ),
    visitHints: z.array(words),
    names: words,
    citation: z.string(),
    resultWords: words,
    sourceNames: z.array(words),
    dataDates: z.tuple([day, day]).nullable(),
  })
  .meta({ id: 'Indicator' });

const missing = z
  .strictObject({
    personId,
    personName: z.string(),
    sourceId: z.string(),
    institution: z.string().nullable(),
    body: words,
    kind: missingKind,
    words,
    why: words,
  })
  .meta({ id: 'Missing' });

const contest = z
  .strictObject({
    id: z.string(),
    number: z.string(),
    kind: z.enum(['OBJECTION', 'STOLEN_IDENTITY', 'FALSE_DEATH']),
    kindWords: words,
    personId: personId.nullable(),
    personName: z.string().nullable(),
    what: z.string(),
    why: z.string(),
    filedOn: day,
    state: z.enum(['OPEN', 'SETTLED']),
    outcome: z.enum([...OBJECTION_OUTCOMES, ...DISPUTE_OUTCOMES]).nullable(),
    outcomeWords: words,
    reason: z.string().nullable(),
    settledOn: day.nullable(),
    effect: z.enum(EFFECTS),
    effectWords: words,
    facts: z.array(z.strictObject({ key: z.string(), text: z.string() })),
  })
  .meta({ id: 'Contest' });

const kindCount = z
  .strictObject({
    kind: z.enum(['ANSWERED', ...unanswered.options]),
    words,
    count: z.int(),
  })
  .meta({ id: 'KindCount' });

/** Readers who may see nobody's data may see this part alone. */
export const coverageSchema = z
  .strictObject({
    persons: z.array(
      z.strictObject({
        place: z.int().describe('表中顺序，从 1 起 / place on the form, from 1'),
        role: z.enum(['MEMBER', 'OBLIGOR']),
        counts: z.boolean(),
        maskedNumber: z.string(),
      }),
    ),
    rows: z.array(
      z.strictObject({
        place: z.int(),
        sourceId: z.string(),
        department: words,
        required: z.boolean(),
        bodies: z.int(),
        asked: z.int(),
        answered: z.int(),
        kinds: z.array(kindCount),
        why: z.array(words),
      }),
    ),
    totals: z.strictObject({
      rows: z.int(),
      bodies: z.int(),
      asked: z.int(),
      answered: z.int(),
      kinds: z.array(kindCount),
    }),
  })
  .meta({ id: 'Coverage' });

export const reportSchema = z.strictObject({
  shapeVersion: z.literal(REPORT_SHAPE_VERSION),
  edition: z.int(),
  title: z.string(),
  number: z.string(),
  version: z.int(),
  preliminary: z.boolean(),
  demoMark: z.string().nullable().describe('演示数据 / on every page of synthetic people'),
  issuedAt: instant,
  validUntil: z.strictObject({ day, basis: lineSource }).nullable(),
  completeness: z.enum(['COMPLETE', 'INCOMPLETE']),
  overall: z.enum(Object.keys(OVERALL_WORDS) as Overall[]),
  overallWords: words,
  application: z.strictObject({
    id: z.string(),
    number: z.string(),
    category: z.string(),
    unit: z.enum(['HOUSEHOLD', 'SINGLE_PERSON']),
    applicantName: z.string(),
    division: z.string().describe('GB/T 2260'),
    delegatingUnit: z.string(),
    householdVersion: z.int(),
    acceptedAt: instant,
  }),
  verification: z.strictObject({
    id: z.string(),
    purpose: z.string(),
    baseDate: day,
    requestedAt: instant,
    requestedBy: z.string(),
    deadlineAt: instant,
  }),
  policy: z.strictObject({
    packId: z.string(),
    title: words,
    chosenBy: z.enum(['BASE_DATE', 'APPLICATION', 'DECISION']),
    chosenFor: day,
    notice: z.string().nullable(),
  }),
  versions: z
    .strictObject({
      pack: z.strictObject({ id: z.string(), sha256: digest }),
      indicators: z.record(z.string(), z.int()),
      assessment: z.int(),
      holidays: z.strictObject({ publishedThrough: z.string(), sha256: digest }),
      regions: z.strictObject({ sha256: digest }),
    })
    .describe('出具时的规则和表 / the rules and tables it was made by'),
  letterNumbers: z.array(z.string()),
  members: z.array(member),
  answers: z.array(answerRow),
  contradictions: z.array(
    z.strictObject({
      personId,
      personName: z.string(),
      about: words,
      sides: z.array(z.strictObject({ sourceId: z.string(), questionId: z.string(), words, department: words })),
    }),
  ),
  comparison: z.array(comparisonRow),
  indicators: z.array(indicator),
  assessment: assessment.nullable(),
  conclusions: z.array(words),
  doubts: z.array(words),
  visitPoints: z.array(words),
  missing: z.array(missing).describe('未取得的反馈 / answers that are not there'),
  notAsked: z.array(missing).describe('未查询 / not asked by their nature'),
  contests: z.exactOptional(z.array(contest)).describe('异议和争议 / objections and disputes'),
  withoutDisputed: z
    .exactOptional(
      z.strictObject({
        indicators: z.array(
          z.strictObject({
            id: z.string(),
            names: words,
            result: z.enum(RESULTS),
            resultWords: words,
            figure: figure.nullable(),
          }),
        ),
        assessment: assessment.nullable(),
        conclusions: z.array(words),
      }),
    )
    .describe('不计入争议事实的结果 / the same without what is disputed'),
  coverage: coverageSchema,
  changes: z.array(words),
  statements: z.array(words),
});

/** The same as JSON Schema (draft 2020-12), for recipients of reports: `schema/report.schema.json`. */
export function reportJsonSchema(): unknown {
  const title = '核对报告 / report of a check';
  return { title, ...z.toJSONSchema(reportSchema, { io: 'input' }) };
}

/** The schema's output as a read-only type. */
export type PublishedReport = Frozen<z.output<typeof reportSchema>>;
type Frozen<T> = T extends string | number | boolean | null | undefined
  ? T
  : { readonly [Key in keyof T]: Frozen<T[Key]> };
