import { z } from 'zod';
import { ANSWER_KINDS } from '../evidence/answer.ts';
import { DEGREES } from '../policy/pack.ts';

/** Parts of the published form of a report (`src/report/document-schema.ts`): words, figures and the computation. */

export const words = z.strictObject({ zh: z.string(), en: z.string() }).meta({ id: 'Words' });
const fen = z.int().describe('分 / integer fen, 1/100 yuan');

/** Kinds of answer on which nothing can rest. */
export const unanswered = z.enum([
  ...ANSWER_KINDS.filter((kind) => kind !== 'HIT' && kind !== 'NO_RECORD'),
  'OUTSTANDING',
  'NOT_SENT',
  'NOT_ASKED',
]);
export const missingKind = z.enum([...unanswered.options, 'AMOUNT_NOT_ASKED']);

export const figure = z
  .discriminatedUnion('unit', [
    z.strictObject({ unit: z.enum(['COUNT', 'FEN']), value: z.int() }),
    z.strictObject({ unit: z.literal('FEN_BAND'), value: fen, below: fen.nullable() }),
  ])
  .meta({ id: 'Figure' });

export const lineSource = z
  .strictObject({
    document: z.string(),
    article: z.string().nullable(),
    verified: z.boolean().describe('是否见过原文 / whether the text was seen'),
  })
  .meta({ id: 'LineSource' });

const line = z
  .strictObject({
    label: words,
    expression: z.string(),
    amountFen: fen,
    declaredOnly: z.boolean().describe('申报，未核对 / no source has confirmed it'),
    basis: z.strictObject({ text: z.string(), verified: z.boolean() }).nullable(),
  })
  .meta({ id: 'ArithmeticLine' });
const lines = z.array(line);

const standard = z
  .strictObject({
    perCapitaMonthlyFen: fen,
    standardFen: fen,
    edgeLineFen: fen,
    position: z.enum(['BELOW_STANDARD', 'EDGE', 'ABOVE_EDGE']),
    confirmed: z.boolean(),
    topUpFen: fen.nullable(),
    lines,
  })
  .meta({ id: 'StandardComparison' });

const gap = z
  .strictObject({
    recognisedRigidFen: fen,
    unrecognisedRigidFen: fen,
    gapFen: fen,
    degree: z.enum(DEGREES),
    degreeWord: z.string(),
    degreeVerified: z.boolean(),
    ratioPermille: z.int().nullable(),
    ratioLine: z.strictObject({ percent: z.number(), verified: z.boolean() }),
    aboveRatio: z.boolean(),
    confirmed: z.boolean(),
    lines,
  })
  .meta({ id: 'Gap' });

export const assessment = z
  .strictObject({
    members: z.int(),
    income: z.strictObject({
      countedFen: fen,
      excludedFen: fen,
      outsideFen: fen,
      jobCostFen: fen,
      annualFen: fen,
      lines,
    }),
    standard,
    gap,
    rigid: z.strictObject({
      state: z.enum(['YES', 'NO', 'OPEN']),
      conditions: z.array(z.strictObject({ words, holds: z.boolean().nullable() })),
    }),
    found: z.strictObject({
      kinds: z.array(
        z.strictObject({
          kind: z.enum(['WAGE', 'OPERATING', 'PROPERTY', 'TRANSFER']),
          label: words,
          declaredFen: fen,
          foundFen: fen.nullable(),
          shortFen: fen,
          whole: z.boolean(),
        }),
      ),
      shortFen: fen,
      lines,
    }),
    higher: z.strictObject({ annualFen: fen, standard, gap }).nullable(),
  })
  .meta({ id: 'Assessment' });
