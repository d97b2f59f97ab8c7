import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decide, fileObjection } from '../../support/acts.ts';
import { openWorkItemInTrx } from '../../../src/work-items/open-item.ts';
import { CASEWORKER } from '../../support/case-room.ts';
import { requestedCheck } from '../../support/drawn-report.ts';
import { AUDITOR, LIANGXI, openAppRoom, OPERATOR, XINWU } from '../http/app-room.ts';
import type { AppRoom, Claims } from '../http/app-room.ts';
import { deciding, officer } from './deciding.ts';

const WITHDRAW = `mutation ($id: ID!, $why: String!) { withdrawApplication(applicationId: $id, why: $why) {
  __typename ... on Problem { code field } ... on WithdrawApplicationSuccess { application { state ending { reason why endedBy } } } } }`;
const END = `mutation ($id: ID!, $why: String!, $reason: ApplicationEndReason!) {
  endApplication(applicationId: $id, reason: $reason, why: $why) {
  __typename ... on Problem { code field } ... on EndApplicationSuccess { application { state ending { reason words { zh } } } } } }`;
const LIST = '{ applications(first: 100) { edges { node { id } } } }';
const FIND = `query ($paper: String!) { findCases(search: { paper: $paper }, purpose: CASE_HANDLING) { total { count } } }`;

describe('the end of a case without a decision', () => {
  let room: AppRoom;
  const cases = deciding(() => room);
  beforeAll(async () => {
    room = await openAppRoom();
  });
  afterAll(() => room.close());

  const withdraw = async (id: string, as: Claims = LIANGXI, why = '家庭自愿撤回') =>
    answerOf(await room.ask(WITHDRAW, { as, variables: { id, why } }));
  const end = async (id: string, reason: string, as: Claims = LIANGXI) =>
    answerOf(await room.ask(END, { as, variables: { id, reason, why: '经查明情况如此' } }));
  const listed = async (): Promise<string> => JSON.stringify((await room.ask(LIST)).data);

  it('calls off what is under way, ends letters and lets work lapse; said twice it is said once', async () => {
    const { application, verification } = await requestedCheck(room.room, room.services);
    const { db, clock } = room.services;
    const { id: applicationId, division } = application;
    await db.transaction().execute((trx) =>
      openWorkItemInTrx(trx, {
        kind: 'TASK',
        origin: 'CASE',
        reason: 'REVIEW_LATE_VERSION',
        applicationId,
        subject: { kind: 'VERIFICATION', id: verification.id },
        division,
        by: 'test',
        at: clock.now(),
      }),
    );
    expect(await withdraw(applicationId)).toMatchObject({
      application: {
        state: 'WITHDRAWN',
        ending: { reason: 'WITHDRAWN', why: '家庭自愿撤回', endedBy: 'caseworker-320213' },
      },
    });
    expect(await withdraw(applicationId)).toMatchObject({ application: { state: 'WITHDRAWN' } });
    expect(await end(applicationId, 'MOVED_AWAY')).toMatchObject({ code: 'CONFLICT', field: 'applicationId' });
    const check = await db.selectFrom('verification').select('state').where('id', '=', verification.id).execute();
    expect(check).toEqual([{ state: 'CANCELLED' }]);
    const open = await db
      .selectFrom('question')
      .select('open')
      .where('verification_id', '=', verification.id)
      .execute();
    expect(open.every((row) => !row.open)).toBe(true);
    const letters = await db
      .selectFrom('letter')
      .select('ended_reason')
      .where('application_id', '=', applicationId)
      .execute();
    expect(letters).toEqual([{ ended_reason: 'CASE_ENDED' }]);
    const items = await db
      .selectFrom('work_item')
      .select(['state', 'settlement'])
      .where('application_id', '=', applicationId)
      .execute();
    expect(items).toEqual([{ state: 'LAPSED', settlement: 'CASE_ENDED' }]);
    const looks = await room.looks();
    expect(looks).toEqual(expect.arrayContaining(['WITHDRAW_APPLICATION WITHDRAWN', 'WITHDRAW_APPLICATION REPEATED']));
    const row = await db
      .selectFrom('application_end')
      .selectAll()
      .where('application_id', '=', applicationId)
      .executeTakeFirstOrThrow();
    expect(row.why_cipher.toString('utf8')).not.toContain('自愿');
  });

  it('leaves no clock running', async () => {
    const { application } = await room.room.register();
    const clocks = async () => {
      const answer = await room.ask('query ($id: ID!) { application(id: $id) { clocks { state } } }', {
        variables: { id: application.id },
      });
      const read = answer.data?.['application'] as { clocks: { state: string }[] } | undefined;
      return (read?.clocks ?? []).map(({ state }) => state);
    };
    expect(await clocks()).toContain('RUNNING');
    await withdraw(application.id);
    expect(await clocks()).not.toContain('RUNNING');
  });

  it('for a refusal to sign needs a signature that is missing, and a family that was told', async () => {
    const { application } = await room.room.register();
    expect(await end(application.id, 'REFUSED_TO_SIGN')).toMatchObject({ code: 'CONFLICT', field: 'reason' });
    await cases.step(application.id, 'MATERIALS_MISSING');
    expect(await end(application.id, 'REFUSED_TO_SIGN')).toMatchObject({
      application: { state: 'CLOSED', ending: { reason: 'REFUSED_TO_SIGN', words: { zh: '家庭成员拒绝签署授权书' } } },
    });
    const signed = await requestedCheck(room.room, room.services);
    await cases.step(signed.application.id, 'MATERIALS_MISSING');
    const { application: other } = signed;
    expect(await end(other.id, 'REFUSED_TO_SIGN')).toMatchObject({ code: 'CONFLICT', field: 'reason' });
  });

  it('for a death needs the death on record', async () => {
    const { application } = await room.room.register();
    expect(await end(application.id, 'DIED')).toMatchObject({ code: 'CONFLICT', field: 'reason' });
    await cases.step(application.id, 'MEMBER_DIED');
    expect(await end(application.id, 'DIED')).toMatchObject({ application: { state: 'CLOSED' } });
  });

  it('as a mistake hides the case from lists and searches, and nothing of it is gone', async () => {
    const { application } = await room.room.register();
    expect(await listed()).toContain(application.id);
    expect(await end(application.id, 'MISTAKE')).toMatchObject({ application: { ending: { reason: 'MISTAKE' } } });
    expect(await listed()).not.toContain(application.id);
    const found = await room.ask(FIND, { variables: { paper: application.number } });
    expect(found.data).toEqual({ findCases: { total: { count: 0 } } });
    const read = await room.ask('query ($id: ID!) { application(id: $id) { number } }', {
      variables: { id: application.id },
    });
    expect(read.data).toEqual({ application: { number: application.number } });
  });

  it('waits for what is contested, and for a decision where aid is in force', async () => {
    const { application, verification } = await cases.reviewed({ I02: 'EXCEEDS' });
    await fileObjection(room.services, CASEWORKER, {
      verificationId: verification.id,
      key: 'indicator:I02',
      why: '车辆已卖',
      proofs: [],
      idempotencyKey: crypto.randomUUID(),
    });
    expect(await withdraw(application.id)).toMatchObject({ code: 'OBJECTION_OPEN' });
    const aided = await cases.reviewed();
    await cases.publicise(aided.application.id);
    await decide(room.services, officer('officer-1'), {
      ...cases.input(aided.verification),
      kind: 'APPROVED',
      grounds: [],
      monthlyFen: 120_000,
      recheck: 'STABLE',
    });
    expect(await withdraw(aided.application.id)).toMatchObject({ code: 'CONFLICT', field: 'applicationId' });
    expect(await end(aided.application.id, 'MISTAKE')).toMatchObject({ code: 'CONFLICT', field: 'applicationId' });
  });

  it.each([
    ['the caseworker of another place', XINWU, 'NOT_FOUND'],
    ['the auditor', AUDITOR, 'FORBIDDEN'],
    ['the operator', OPERATOR, 'FORBIDDEN'],
  ])('is not for %s', async (_who, as, code) => {
    const { application } = await room.room.register();
    expect(await withdraw(application.id, as)).toMatchObject({ code });
    expect(await end(application.id, 'MISTAKE', as)).toMatchObject({ code });
  });

  it('says why, in words', async () => {
    const { application } = await room.room.register();
    expect(await withdraw(application.id, LIANGXI, ' ')).toMatchObject({ code: 'INVALID_INPUT', field: 'why' });
  });
});

function answerOf(answer: Awaited<ReturnType<AppRoom['ask']>>): object {
  const { data, errors } = answer;
  return (Object.values(data ?? {})[0] as object | null) ?? { code: errors?.[0]?.extensions['code'] };
}
