import { z } from 'zod';
import { refused } from './demo-case.ts';
import type { DemoClient } from './demo-client.ts';

const NEWEST = `
  query Newest($id: ID!) { verification(id: $id) { reports { version } } }`;

const APPROVE = `
  mutation Approve($input: ApproveReportInput!) {
    approveReport(input: $input) {
      __typename
      ... on ApproveReportSuccess { review { reviewedBy } }
      ... on Problem { code field zh en }
    }
  }`;

const DECIDE = `
  mutation Decide($input: DecideInput!, $width: Int!) {
    decide(input: $input) {
      __typename
      ... on DecideSuccess { decision { number decidedBy notice { text(width: $width) json pdfPath } } }
      ... on Problem { code field zh en }
    }
  }`;

const CLOCKS = `
  query Clocks($id: ID!) { application(id: $id) { clocks { kind zh dueZh } } }`;

const refusal = { code: z.string().optional(), zh: z.string().optional(), en: z.string().optional() };
const newestSchema = z.object({ verification: z.object({ reports: z.array(z.object({ version: z.number() })) }) });
const approvedSchema = z.object({
  approveReport: z.object({ ...refusal, review: z.object({ reviewedBy: z.string() }).optional() }),
});
const decisionSchema = z.object({
  number: z.string(),
  decidedBy: z.string(),
  notice: z.object({ text: z.string(), json: z.unknown(), pdfPath: z.string() }),
});
const decidedSchema = z.object({ decide: z.object({ ...refusal, decision: decisionSchema.optional() }) });
const clocksSchema = z.object({
  application: z.object({
    clocks: z.array(z.object({ kind: z.string(), zh: z.string(), dueZh: z.string() })),
  }),
});

/** The review and the decision on the report. */
export type DemoDecision = z.infer<typeof decisionSchema> & { readonly version: number; readonly reviewedBy: string };

/** Late answers may make a newer version meanwhile; it is reviewed anew. */
const SUPERSEDED = 'REPORT_SUPERSEDED';
const MOST_VERSIONS = 5;

/**
 * A second person reviews the newest version, and a third decides on it: the family's income is not below the
 * threshold of the minimum living allowance, so this aid is refused. The silent bank is no ground, and the notice
 * says how to object.
 *
 * @throws Error with the gateway's own sentence when it refuses.
 */
export async function reviewAndDecide(
  { reviewer, decider }: { readonly reviewer: DemoClient; readonly decider: DemoClient },
  verificationId: string,
  width: number,
): Promise<DemoDecision> {
  for (let attempt = 1; ; attempt += 1) {
    const { verification } = await reviewer.query(newestSchema, NEWEST, { id: verificationId });
    const version = verification.reports.at(-1)?.version ?? 1;
    const about = { verificationId, version };
    const review = { input: { ...about, idempotencyKey: crypto.randomUUID() } };
    const { approveReport } = await reviewer.query(approvedSchema, APPROVE, review);
    const decision = { input: { ...about, ...REFUSAL, idempotencyKey: crypto.randomUUID() }, width };
    const decide =
      approveReport.review === undefined
        ? approveReport
        : (await decider.query(decidedSchema, DECIDE, decision)).decide;
    if (approveReport.review !== undefined && 'decision' in decide && decide.decision !== undefined) {
      return { ...decide.decision, version, reviewedBy: approveReport.review.reviewedBy };
    }
    if (decide.code !== SUPERSEDED || attempt === MOST_VERSIONS) throw refused(decide);
  }
}

const REFUSAL = {
  kind: 'REFUSED',
  reasons: '家庭因就医、就学支出较大，可以按支出型困难家庭另行申请救助',
  grounds: [{ finding: 'INCOME' }],
};

/** The last day for the delivery of the notice. */
export async function readNoticeDue(officer: DemoClient, applicationId: string): Promise<string> {
  const { application } = await officer.query(clocksSchema, CLOCKS, { id: applicationId });
  const clock = application.clocks.find(({ kind }) => kind === 'REFUSAL_NOTICE');
  return clock === undefined ? '' : `${clock.zh}，截止 ${clock.dueZh}`;
}
