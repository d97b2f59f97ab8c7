import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CASEWORKER } from '../../support/case-room.ts';
import { refusalOf } from '../../support/case-room.ts';
import { drawUp, requestedCheck } from '../../support/drawn-report.ts';
import type { ReviewInput } from '../../../src/decision/review-report.ts';
import type { Actor } from '../../../src/audit/actor.ts';
import { AUDITOR, LIANGXI, openAppRoom, OPERATOR, XINWU } from '../http/app-room.ts';
import type { AppRoom, Claims } from '../http/app-room.ts';
import { reviewReport } from '../../support/acts.ts';
import { pngScan } from '../../support/scans.ts';

const REVIEWER: Claims = { role: 'REVIEWER', division: '320213' };
const reviewer = (subject: string): Actor => ({ subject, role: 'REVIEWER', division: '320213', checkId: 'c' });

const APPROVE = `mutation ($input: ApproveReportInput!) {
  approveReport(input: $input) {
    __typename
    ... on Problem { code field zh en }
    ... on ApproveReportSuccess { review { number version verdict reviewedBy overrides { doubt words { zh } reason } } }
  }
}`;
const SEND_BACK = `mutation ($input: SendBackReportInput!) {
  sendBackReport(input: $input) {
    __typename ... on Problem { code field } ... on SendBackReportSuccess { review { verdict remark } }
  }
}`;
const READ = `query ($id: ID!) {
  verification(id: $id) { report { text review { verdict overrides { proofBase64 } } } reports { version review { verdict } } }
}`;

/** A PNG of one pixel. */
const PROOF = {
  mediaType: 'image/png',
  bytes: 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8/5+hHgAHggJ/PchI7wAAAABJRU5ErkJggg==',
};
const CAR = { zh: 'I02 车辆（预警）：登记有机动车 1 辆', en: 'I02 vehicles (warning): one vehicle is registered' };

describe('a second person reviews a report', () => {
  let room: AppRoom;
  beforeAll(async () => {
    room = await openAppRoom();
  });
  afterAll(() => room.close());

  const drawn = async (changes: Parameters<typeof requestedCheck>[2] = {}) => {
    const check = await requestedCheck(room.room, room.services, changes);
    await drawUp(room.services, check.verification, { found: () => ({ doubts: [CAR] }) });
    return check.verification;
  };
  const input = (verificationId: string, changes: Partial<ReviewInput> = {}): ReviewInput => ({
    verificationId,
    version: 1,
    verdict: 'APPROVED',
    remark: null,
    overrides: [],
    unrelated: false,
    idempotencyKey: crypto.randomUUID(),
    ...changes,
  });

  it('approves it, with a doubt overridden by reason and proof, and the page says so; the document stays', async () => {
    const { id } = await drawn();
    expect((await room.ask(READ, { variables: { id } })).data).toMatchObject({
      verification: { report: { text: expect.stringContaining('未经复核'), review: null } },
    });
    const variables = {
      input: {
        verificationId: id,
        version: 1,
        overrides: [{ doubt: 0, reason: '该车已报废，注销证明见附件', proof: PROOF }],
        idempotencyKey: 'approve-1',
      },
    };
    const first = await room.ask(APPROVE, { as: REVIEWER, variables });
    expect(first.data).toMatchObject({
      approveReport: {
        review: {
          version: 1,
          verdict: 'APPROVED',
          reviewedBy: 'reviewer-320213',
          overrides: [{ doubt: 0, words: { zh: CAR.zh }, reason: '该车已报废，注销证明见附件' }],
        },
      },
    });
    expect((await room.ask(APPROVE, { as: REVIEWER, variables })).data, 'the same key').toEqual(first.data);
    const seen = (await room.ask(READ, { as: AUDITOR, variables: { id } })).data;
    expect(seen).toMatchObject({
      verification: {
        report: { review: { verdict: 'APPROVED', overrides: [{ proofBase64: PROOF.bytes }] } },
        reports: [{ review: { verdict: 'APPROVED' } }],
      },
    });
    expect(JSON.stringify(seen)).toContain('经复核不成立：该车已报废');
    expect(JSON.stringify(seen)).toContain(CAR.zh);
    expect((await room.looks()).filter((look) => look.startsWith('REVIEW'))).toEqual([
      'REVIEW_REPORT APPROVED',
      'REVIEW_REPORT REPEATED',
    ]);
    const again = { input: { ...variables.input, overrides: [] } };
    expect((await room.ask(APPROVE, { as: REVIEWER, variables: again })).data).toMatchObject({
      approveReport: { __typename: 'ConflictProblem', code: 'IDEMPOTENCY_KEY_REUSED' },
    });
  });

  it('sends it back with a reason; the next version is reviewed anew, and the old one is refused with its name', async () => {
    const verification = await drawn();
    const variables = {
      input: { verificationId: verification.id, version: 1, reason: '银行未反馈，请催办', idempotencyKey: 'back-1' },
    };
    expect((await room.ask(SEND_BACK, { as: REVIEWER, variables })).data).toMatchObject({
      sendBackReport: { review: { verdict: 'SENT_BACK', remark: '银行未反馈，请催办' } },
    });
    const { number } = await drawUp(room.services, verification, { version: 2 });
    const old = await refusalOf(reviewReport(room.services, reviewer('r2'), input(verification.id)));
    expect(old.code).toBe('REPORT_SUPERSEDED');
    expect(old.details.zh).toContain(`${number} 第 2 版`);
    const anew = await reviewReport(room.services, reviewer('r2'), input(verification.id, { version: 2 }));
    expect(anew.version).toBe(2);
  });

  it('is refused to whoever requested the check, and to a relative of staff who does not state otherwise', async () => {
    const own = await drawn();
    const refused = await refusalOf(reviewReport(room.services, { ...CASEWORKER, role: 'REVIEWER' }, input(own.id)));
    expect([refused.code, refused.details.field]).toEqual(['SECOND_PERSON_NEEDED', 'verificationId']);
    const filed = await drawn({ staffRelative: true });
    expect((await refusalOf(reviewReport(room.services, reviewer('r1'), input(filed.id)))).details.field).toBe(
      'unrelated',
    );
    const stated = await reviewReport(room.services, reviewer('r1'), input(filed.id, { unrelated: true }));
    expect(stated.verdict).toBe('APPROVED');
  });

  it('has one winner when officers act at once, and the others are told', async () => {
    const { id } = await drawn();
    const act = (subject: string, query: string, changes: object = {}) => {
      const variables = { input: { verificationId: id, version: 1, idempotencyKey: subject, ...changes } };
      return room.ask(query, { as: { ...REVIEWER, subject }, variables });
    };
    const answers = await Promise.all([
      act('a', APPROVE),
      act('b', APPROVE),
      act('c', SEND_BACK, { reason: '重新核对' }),
      act('d', SEND_BACK, { reason: '重新核对' }),
    ]);
    const ends = answers.map(({ data }) => Object.values(data ?? {})[0] as { __typename: string; code?: string });
    const lost = ends.filter(({ code }) => code === 'REVIEW_TAKEN');
    expect(lost.map(({ __typename }) => __typename)).toEqual(Array(3).fill('ConflictProblem'));
    expect(ends.filter(({ __typename: kind }) => kind.endsWith('Success'))).toHaveLength(1);
  });

  it('takes the proof of a doubt as a scan larger than an ordinary request, and nothing else so large', async () => {
    const { id } = await drawn();
    const bytes = pngScan({ noise: 2 * 1024 * 1024 }).toString('base64');
    const given = (reason: string) => ({
      input: {
        verificationId: id,
        version: 1,
        overrides: [{ doubt: 0, reason, proof: { mediaType: 'image/png', bytes } }],
        idempotencyKey: crypto.randomUUID(),
      },
    });
    const long = await room.ask(APPROVE, { as: REVIEWER, variables: given('长'.repeat(1024 * 1024)) });
    expect(long.errors?.[0]?.extensions).toMatchObject({ code: 'BODY_TOO_LARGE' });
    expect((await room.ask(APPROVE, { as: REVIEWER, variables: given('车辆已报废') })).data).toMatchObject({
      approveReport: { __typename: 'ApproveReportSuccess' },
    });
  });

  it.each([
    ['no such version', { version: 2 }, 'version'],
    ['a doubt that is not there', { overrides: [{ doubt: 7, reason: '没有', proof: PROOF }] }, 'overrides[0].doubt'],
    ['no reason for an override', { overrides: [{ doubt: 0, reason: ' ', proof: PROOF }] }, 'overrides[0].reason'],
    [
      'a proof that is no picture',
      { overrides: [{ doubt: 0, reason: '已核实', proof: { mediaType: 'image/png', bytes: 'AAAA' } }] },
      'overrides[0].proof',
    ],
  ])('names what is wrong: %s', async (_what, changes, field) => {
    const { id } = await drawn();
    const variables = { input: { verificationId: id, version: 1, idempotencyKey: crypto.randomUUID(), ...changes } };
    expect((await room.ask(APPROVE, { as: REVIEWER, variables })).data).toMatchObject({ approveReport: { field } });
  });

  it.each([
    ['caseworker', LIANGXI],
    ['auditor', AUDITOR],
    ['operator', OPERATOR],
    ['partner', { role: 'PARTNER', division: '320200' }],
    ['reviewer of another place', { ...XINWU, role: 'REVIEWER' }],
  ])('is not for the %s', async (_who, as) => {
    const { id } = await drawn();
    const variables = { input: { verificationId: id, version: 1, idempotencyKey: crypto.randomUUID() } };
    const { approveReport } = (await room.ask(APPROVE, { as, variables })).data as { approveReport: { code: string } };
    expect(['FORBIDDEN', 'NOT_FOUND']).toContain(approveReport.code);
  });
});
