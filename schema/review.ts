import { reviewReportAct } from '../src/access/acts/review.ts';
import { Buffer } from 'node:buffer';
import { seeDoubtProof, seeReview } from '../src/access/see/review.ts';
import { SCAN_MEDIA_TYPES } from '../src/authorisation/scan.ts';
import type { ReviewInput } from '../src/decision/review-report.ts';
import { REVIEW_VERDICTS } from '../src/decision/review.ts';
import type { DoubtOverride, ReportReview } from '../src/decision/review.ts';
import { builder } from './builder.ts';
import type { GraphQLContext } from './context.ts';
import { readId } from './ids.ts';
import { answering } from './problems.ts';
import { ReportType, ReportVersionType } from './report.ts';
import { ScanInput } from './scan.ts';
import { WordsType } from './words.ts';

const OverrideType = builder.objectRef<DoubtOverride & { readonly review: ReportReview }>('DoubtOverride').implement({
  description: 'Why a doubt does not stand. The document keeps the doubt: both are read side by side.',
  fields: (t) => ({
    doubt: t.exposeInt('doubt', { description: 'Position among the doubts of the report, from 0.' }),
    words: t.expose('words', { type: WordsType }),
    reason: t.exposeString('reason'),
    proofMediaType: t.exposeString('proofMediaType', { description: SCAN_MEDIA_TYPES.join(', ') }),
    proofBase64: t.string({
      description: 'The paper itself, in base64; each read leaves its own entry in the audit log.',
      complexity: { field: 50 },
      resolve: async ({ review, doubt }, _args, { reader }) =>
        Buffer.from(await seeDoubtProof(reader, review, doubt)).toString('base64'),
    }),
  }),
});

export const ReviewType = builder.objectRef<ReportReview>('ReportReview').implement({
  description: 'A second person has looked at one version 复核. Only an approved version is decided upon.',
  fields: (t) => ({
    number: t.exposeString('number'),
    version: t.exposeInt('version'),
    verdict: t.expose('verdict', { type: builder.enumType('ReviewVerdict', { values: REVIEW_VERDICTS }) }),
    remark: t.exposeString('remark', { nullable: true, description: 'Why it was sent back, or a remark.' }),
    overrides: t.field({
      type: [OverrideType],
      resolve: (review) => review.overrides.map((override) => ({ ...override, review })),
    }),
    reviewedBy: t.exposeString('reviewedBy'),
    reviewedAt: t.expose('reviewedAt', { type: 'DateTime' }),
    signed: t.boolean({
      description: 'False 未签名: made before reviews were signed, unless its signature is missing.',
      resolve: ({ signature }) => signature === 'SIGNED',
    }),
    signatureMissing: t.boolean({
      description: '签名缺失: it was signed, and its signature is gone; somebody has to look into it.',
      resolve: ({ signature }) => signature === 'MISSING',
    }),
  }),
});

builder.objectField(ReportType, 'review', (t) =>
  t.field({
    type: ReviewType,
    nullable: true,
    description: 'Null: 未经复核, nobody has reviewed this version.',
    resolve: ({ preliminary, verification: { id: verificationId }, version }, _args, { reader }) =>
      preliminary ? null : seeReview(reader, { verificationId, version }),
  }),
);
builder.objectField(ReportVersionType, 'review', (t) =>
  t.field({ type: ReviewType, nullable: true, resolve: (version, _args, { reader }) => seeReview(reader, version) }),
);

const OverrideInput = builder.inputType('DoubtOverrideInput', {
  description: 'A doubt that does not stand: why, and the paper that proves it.',
  fields: (t) => ({
    doubt: t.int({ required: true, description: 'Position among the doubts of the report, from 0.' }),
    reason: t.string({ required: true }),
    proof: t.field({ type: ScanInput, required: true }),
  }),
});

const UNRELATED = 'You state not to be related to the applicant; a must where the case is filed as a staff relative’s.';

const ApproveReportInput = builder.inputType('ApproveReportInput', {
  fields: (t) => ({
    verificationId: t.id({ required: true }),
    version: t.int({ required: true, description: 'The version that you have read; it must be the newest.' }),
    overrides: t.field({ type: [OverrideInput] }),
    remark: t.string(),
    unrelated: t.boolean({ description: UNRELATED }),
    idempotencyKey: t.string({ required: true }),
  }),
});
const SendBackReportInput = builder.inputType('SendBackReportInput', {
  fields: (t) => ({
    verificationId: t.id({ required: true }),
    version: t.int({ required: true, description: 'The version that you have read; it must be the newest.' }),
    reason: t.string({ required: true }),
    unrelated: t.boolean({ description: UNRELATED }),
    idempotencyKey: t.string({ required: true }),
  }),
});

/** Reviews a version that the caller may see, as either mutation wants it. */
function review(
  { perform }: GraphQLContext,
  { verificationId, version, unrelated, idempotencyKey }: Omit<typeof ApproveReportInput.$inferInput, 'overrides'>,
  verdict: Pick<ReviewInput, 'verdict' | 'remark' | 'overrides'>,
): Promise<ReportReview> {
  return answering(async () =>
    perform(reviewReportAct, {
      verificationId: readId('Verification', verificationId),
      version,
      ...verdict,
      unrelated: unrelated ?? false,
      idempotencyKey,
    }),
  );
}

builder.mutationFields((t) => ({
  approveReport: t.field({
    type: ReviewType,
    description: 'A second person approves a version: from now on it is issued, and may be decided upon.',
    args: { input: t.arg({ type: ApproveReportInput, required: true }) },
    authScopes: { perform: reviewReportAct },
    errors: {
      union: { name: 'ApproveReportResult' },
      result: { name: 'ApproveReportSuccess' },
      dataField: { name: 'review' },
    },
    resolve: (_root, { input }, context) =>
      review(context, input, {
        verdict: 'APPROVED',
        remark: input.remark ?? null,
        overrides: input.overrides ?? [],
      }),
  }),
  sendBackReport: t.field({
    type: ReviewType,
    description:
      'A second person sends a version back: nothing is decided on it, and the next version is reviewed anew.',
    args: { input: t.arg({ type: SendBackReportInput, required: true }) },
    authScopes: { perform: reviewReportAct },
    errors: {
      union: { name: 'SendBackReportResult' },
      result: { name: 'SendBackReportSuccess' },
      dataField: { name: 'review' },
    },
    resolve: (_root, { input }, context) =>
      review(context, input, { verdict: 'SENT_BACK', remark: input.reason, overrides: [] }),
  }),
}));
