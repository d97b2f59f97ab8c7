import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../../../src/audit/actor.ts';
import type { DecisionInput } from '../../../src/decision/decision-input.ts';
import type { ReportDocument } from '../../../src/report/document.ts';
import type { Verification } from '../../../src/verification/verification.ts';
import { CASEWORKER, refusalOf } from '../../support/case-room.ts';
import { drawUp, requestedCheck } from '../../support/drawn-report.ts';
import { AUDITOR, LIANGXI, openAppRoom, OPERATOR, XINWU } from '../http/app-room.ts';
import type { AppRoom, Claims } from '../http/app-room.ts';
import { DAY, deciding, finding, officer } from './deciding.ts';
import { decide, requestVerification } from '../../support/acts.ts';
import { pngScan } from '../../support/scans.ts';

const OFFICER: Claims = { role: 'DECIDER', division: '320213' };
const DECIDE = `mutation ($input: DecideInput!) {
  decide(input: $input) {
    __typename
    ... on Problem { code field zh en }
    ... on DecideSuccess { decision { number kind sequence monthlyFen from reportVersion decidedBy notice { text } } }
  }
}`;
const READ = `query ($id: ID!) { application(id: $id) { decisions { kind notice { addressee json } } } }`;
const LOG = `query ($id: ID!) { application(id: $id) { log { act outcome actor role } } }`;
const CLOSE = `mutation ($id: ID!) {
  closeApplication(applicationId: $id) { __typename ... on Problem { code zh } ... on CloseApplicationSuccess { application { state } } }
}`;
const END = `mutation ($id: ID!) {
  endLetter(letterId: $id, reason: CHECK_FAILED) { __typename ... on Problem { code } }
}`;

describe('a decision', () => {
  let room: AppRoom;
  beforeAll(async () => {
    room = await openAppRoom({ demo: true });
  });
  afterAll(() => room.close());

  const { approve, reviewed, step, publicise, input, whileContested } = deciding(() => room);
  const refused = async (verification: Verification, changes: Partial<DecisionInput> = {}) => {
    const problem = await refusalOf(decide(room.services, officer('officer-1'), input(verification, changes)));
    return `${problem.code} ${problem.details.field}`;
  };

  it('grants aid on a report in which answers are missing, after publicity, with a notice to the applicant', async () => {
    const { application, verification } = await reviewed();
    const variables = {
      input: {
        verificationId: verification.id,
        version: 1,
        kind: 'APPROVED',
        reasons: '家庭人均月收入低于当地标准',
        monthlyFen: 76_000,
        recheck: 'STABLE',
        idempotencyKey: 'grant-1',
      },
    };
    expect((await room.ask(DECIDE, { as: OFFICER, variables })).data).toMatchObject({
      decide: { code: 'STEP_OUT_OF_ORDER', field: 'kind' },
    });
    await publicise(application.id);
    const granted = await room.ask(DECIDE, { as: OFFICER, variables });
    expect(granted.data).toMatchObject({
      decide: {
        decision: {
          kind: 'APPROVED',
          sequence: 1,
          monthlyFen: 76_000,
          from: '2018-03-01',
          reportVersion: 1,
          decidedBy: 'decider-320213',
        },
      },
    });
    const { text } = (granted.data as { decide: { decision: { notice: { text: string } } } }).decide.decision.notice;
    for (const words of [
      '社会救助审核确认告知书  演示数据',
      '测试甲：',
      '予以同意，自 2018年3月1日 起每月发放 760.00 元。',
      '自收到本告知书之日起10个工作日内（期限未核实）',
      '申请行政复议',
      '第二十六条；《社会救助',
      '无锡市梁溪区民政局（演示）  2018年2月12日',
      '联系电话：0510-00000000',
    ]) {
      expect(text).toContain(words);
    }
    expect((await room.ask(DECIDE, { as: OFFICER, variables })).data, 'the same key').toEqual(granted.data);
    const log = (await room.ask(LOG, { as: AUDITOR, variables: { id: application.id } })).data as {
      application: { log: { act: string; outcome: string }[] };
    };
    // One entry for each person; told once here.
    expect([...new Set(log.application.log.map(({ act, outcome }) => `${act} ${outcome}`))]).toEqual([
      'REGISTER_APPLICATION DONE',
      'RECORD_LETTER DONE',
      'REQUEST_VERIFICATION DONE',
      'REVIEW_REPORT APPROVED',
      'RECORD_STEP DONE',
      'DECIDE APPROVED',
      'DECIDE REPEATED',
    ]);
    expect((await room.ask(LOG, { variables: { id: application.id } })).errors?.[0]?.extensions['code']).toBe(
      'FORBIDDEN',
    );
  });

  it('against the family rests on facts: a missing answer and a bare warning are no ground', async () => {
    const { verification } = await reviewed({ I01: 'WARNING', I02: 'EXCEEDS', I04: 'MEETS' });
    const ground = (finding_: string, established: string | null = null) => ({
      grounds: [{ finding: finding_, established }],
    });
    expect(await refused(verification, { grounds: [] })).toBe('INVALID_INPUT grounds');
    expect(await refused(verification, ground('I03'))).toBe('GROUND_NOT_A_FACT grounds[0].finding');
    expect(await refused(verification, ground('I03', '邻居说有存款'))).toBe('GROUND_NOT_A_FACT grounds[0].finding');
    expect(await refused(verification, ground('I04'))).toBe('GROUND_NOT_A_FACT grounds[0].finding');
    expect(await refused(verification, ground('I01'))).toBe('GROUND_NOT_A_FACT grounds[0].established');
    expect(await refused(verification, ground('I99'))).toBe('INVALID_INPUT grounds[0].finding');
    expect(await refused(verification, ground('INCOME'))).toBe('GROUND_NOT_A_FACT grounds[0].finding');
    expect(await refused(verification, { monthlyFen: 100 })).toBe('INVALID_INPUT monthlyFen');
    expect(await refused(verification, { kind: 'STOPPED' })).toBe('ILLEGAL_TRANSITION kind');
    const decision = await decide(
      room.services,
      officer('officer-1'),
      input(verification, {
        grounds: [
          { finding: 'I01', established: '入户时查看了第二套住房' },
          { finding: 'I02', established: null },
        ],
      }),
    );
    expect(decision.notice.reasons.map(({ zh }) => zh)).toEqual([
      '家庭拥有的住房超过当地规定：入户时查看了第二套住房',
      '家庭拥有的机动车超过当地规定',
      '经入户核实，情况属实',
    ]);
  });

  it('tells the applicant and names nobody else, neither by the officer’s words nor by the form', async () => {
    const { application, household, verification } = await reviewed({ I02: 'EXCEEDS' });
    const other = household.members.find(({ personId }) => personId !== application.applicantPersonId)?.name ?? '';
    expect(await refused(verification, { reasons: `${other}名下有车` })).toBe('INVALID_INPUT reasons');
    expect(await refused(verification, { reasons: '证件 320213196001010011 查得车辆' })).toBe('INVALID_INPUT reasons');
    await decide(room.services, officer('officer-1'), input(verification));
    const read = await room.ask(READ, { variables: { id: application.id } });
    expect(read.data).toMatchObject({ application: { decisions: [{ notice: { addressee: '测试甲' } }] } });
    for (const { name, personId } of household.members.filter((one) => one.name !== '测试甲')) {
      expect(JSON.stringify(read.data)).not.toContain(name);
      expect(JSON.stringify(read.data)).not.toContain(personId);
    }
  });

  it('needs a version that is reviewed, approved, newest and valid', async () => {
    const { application, verification } = await requestedCheck(room.room, room.services);
    expect(await refused(verification)).toBe('CONFLICT verificationId');
    await drawUp(room.services, verification, { found: finding({ I02: 'EXCEEDS' }) });
    expect(await refused(verification)).toBe('REPORT_NOT_REVIEWED version');
    await approve(verification, { verdict: 'SENT_BACK', remark: '请催办银行' });
    expect(await refused(verification)).toBe('REPORT_NOT_REVIEWED version');
    const { number } = await drawUp(room.services, verification, { version: 2, found: finding({ I02: 'EXCEEDS' }) });
    const old = await refusalOf(decide(room.services, officer('officer-1'), input(verification)));
    expect([old.code, old.details.zh.includes(`${number} 第 2 版`)]).toEqual(['REPORT_SUPERSEDED', true]);
    await approve(verification, { version: 2 });
    const later = await laterCheck(application.id);
    const newer = await refusalOf(decide(room.services, officer('officer-1'), input(verification, { version: 2 })));
    expect([newer.code, newer.details.zh.includes(later.number)]).toEqual(['REPORT_SUPERSEDED', true]);
  });

  it('needs a version about the household as it is now', async () => {
    const { application, household, verification } = await reviewed({ I02: 'EXCEEDS' });
    const { db, clock } = room.services;
    const changed = { household_id: application.householdId, number: 2, reason: 'MEMBERS_CHANGED', created_by: 'test' };
    await db
      .insertInto('household_version')
      .values({ ...changed, created_at: clock.now() })
      .execute();
    await db.updateTable('application').set({ household_version: 2 }).where('id', '=', application.id).execute();
    expect(household.number).toBe(1);
    expect(await refused(verification)).toBe('REPORT_SUPERSEDED version');
  });

  async function laterCheck(applicationId: string): Promise<ReportDocument> {
    room.room.services.clock.advance(1_000);
    const request = { applicationId, purpose: 'APPLICATION', idempotencyKey: crypto.randomUUID() } as const;
    return drawUp(room.services, await requestVerification(room.services, CASEWORKER, request));
  }

  it('rests on no finding whose doubts the reviewer overrode', async () => {
    const { verification } = await requestedCheck(room.room, room.services);
    await drawUp(room.services, verification, { found: finding({ I02: 'EXCEEDS' }) });
    const proof = { mediaType: 'image/png', bytes: pngScan() };
    await approve(verification, { overrides: [{ doubt: 0, reason: '车辆已报废', proof }] });
    expect(await refused(verification)).toBe('GROUND_NOT_A_FACT grounds[0].finding');
  });

  it('has one winner when officers decide at once, and the others are told', async () => {
    const { verification } = await reviewed({ I02: 'EXCEEDS' });
    const answers = await Promise.all(
      ['a', 'b', 'c', 'd'].map((subject) =>
        room.ask(DECIDE, { as: { ...OFFICER, subject }, variables: { input: input(verification) } }),
      ),
    );
    const ends = answers.map(({ data }) => data?.['decide'] as { __typename: string; code?: string });
    expect(ends.filter(({ __typename }) => __typename === 'DecideSuccess')).toHaveLength(1);
    expect(ends.filter(({ code }) => code === 'DECISION_TAKEN')).toHaveLength(3);
  });

  it('and a review at the same moment come one after another: no decision comes before the review', async () => {
    for (let turn = 0; turn < 5; turn += 1) {
      const { verification } = await requestedCheck(room.room, room.services);
      await drawUp(room.services, verification, { found: finding({ I02: 'EXCEEDS' }) });
      const outcomes = await Promise.allSettled([
        decide(room.services, officer('a'), input(verification)),
        approve(verification),
        decide(room.services, officer('b'), input(verification)),
      ]);
      const codes = outcomes.map((one) =>
        one.status === 'rejected' ? (one.reason as { code?: string }).code : 'done',
      );
      expect(codes[1]).toBe('done');
      for (const code of [codes[0], codes[2]])
        expect(['done', 'REPORT_NOT_REVIEWED', 'DECISION_TAKEN']).toContain(code);
    }
  });

  it('is not for whoever requested the check, a township without delegation, or before a staff relative’s visit', async () => {
    const { application, verification } = await reviewed({ I02: 'EXCEEDS' }, { staffRelative: true });
    const by = async (actor: Actor, changes: Partial<DecisionInput> = {}) => {
      const { code, details } = await refusalOf(decide(room.services, actor, input(verification, changes)));
      return `${code} ${details.field}`;
    };
    expect(await by({ ...CASEWORKER, role: 'DECIDER' })).toBe('SECOND_PERSON_NEEDED verificationId');
    expect(await by(officer('o', '320213001'))).toBe('FORBIDDEN verificationId');
    expect(await by(officer('o'))).toBe('SECOND_PERSON_NEEDED unrelated');
    expect(await by(officer('o'), { unrelated: true })).toBe('STEP_OUT_OF_ORDER kind');
    await step(application.id, 'HOME_VISITED');
    expect((await decide(room.services, officer('o'), input(verification, { unrelated: true }))).kind).toBe('REFUSED');
  });

  it('waits for an open objection; a refusal ends the letter and the case when it is final, and not before', async () => {
    const { application, verification } = await reviewed({ I02: 'EXCEEDS' });
    expect(await whileContested(verification, () => refused(verification))).toBe('OBJECTION_OPEN kind');
    const close = async () => (await room.ask(CLOSE, { variables: { id: application.id } })).data;
    const letter = await room.services.db
      .selectFrom('letter')
      .selectAll()
      .where('application_id', '=', application.id)
      .executeTakeFirstOrThrow();
    const end = async () => (await room.ask(END, { variables: { id: letter.id } })).data;
    expect(await close()).toMatchObject({ closeApplication: { code: 'CONFLICT' } });
    expect(await end()).toMatchObject({ endLetter: { code: 'CONFLICT' } });
    await decide(room.services, officer('officer-1'), input(verification));
    expect(await end(), 'the notice is not delivered').toMatchObject({ endLetter: { code: 'CONFLICT' } });
    await step(application.id, 'NOTICE_DELIVERED');
    expect(await close(), 'the time to object runs').toMatchObject({ closeApplication: { code: 'CONFLICT' } });
    room.room.services.clock.advance(30 * DAY);
    expect(await close()).toMatchObject({ closeApplication: { application: { state: 'CLOSED' } } });
    const ended = await room.services.db
      .selectFrom('letter')
      .select('ended_reason')
      .where('id', '=', letter.id)
      .executeTakeFirstOrThrow();
    expect(ended.ended_reason).toBe('CHECK_FAILED');
    expect(await close()).toMatchObject({ closeApplication: { code: 'CONFLICT' } });
  });

  it.each([
    ['caseworker', LIANGXI],
    ['auditor', AUDITOR],
    ['operator', OPERATOR],
    ['partner', { role: 'PARTNER', division: '320200' }],
    ['officer of another place', { ...XINWU, role: 'DECIDER' }],
  ])('is not for the %s', async (_who, as) => {
    const { application, verification } = await reviewed({ I02: 'EXCEEDS' });
    const variables = {
      input: {
        verificationId: verification.id,
        version: 1,
        kind: 'REFUSED',
        reasons: '不同意',
        grounds: [{ finding: 'I02' }],
        idempotencyKey: crypto.randomUUID(),
      },
    };
    const { decide: answer } = (await room.ask(DECIDE, { as, variables })).data as { decide: { code: string } };
    expect(['FORBIDDEN', 'NOT_FOUND']).toContain(answer.code);
    const read = await room.ask(READ, { as: OPERATOR, variables: { id: application.id } });
    expect(read.data).toEqual({ application: null });
  });
});
