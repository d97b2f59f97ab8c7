import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AUDITOR, openAppRoom, XINWU } from './app-room.ts';
import type { AppRoom } from './app-room.ts';
import { letterOf, RECORD, REGISTER, registration, REQUEST } from './case-forms.ts';

const CANCEL = `mutation ($id: ID!) { cancelVerification(id: $id) {
  __typename ... on CancelVerificationSuccess { verification { state } } ... on Problem { code field zh en } } }`;
const RENEW = `mutation ($id: ID!) { renewReport(verificationId: $id) {
  __typename ... on RenewReportSuccess { report { version } } ... on Problem { code field zh en } } }`;

describe('acts on a check', () => {
  let room: AppRoom;
  let applicationId = '';
  let people: string[] = [];
  beforeAll(async () => {
    room = await openAppRoom();
    const registered = await only(await room.ask(REGISTER, { variables: { input: registration() } }));
    applicationId = registered.application.id;
    people = registered.application.household.members.map(({ personId }) => personId);
    await room.ask(RECORD, { variables: { input: letterOf(applicationId, people, '锡核授〔2018〕0101号') } });
  });
  afterAll(() => room.close());

  type Result = {
    readonly __typename: string;
    readonly code?: string;
    readonly application: { readonly id: string; readonly household: { readonly members: { personId: string }[] } };
    readonly verification: { readonly id: string };
  };
  async function only(answer: Awaited<ReturnType<AppRoom['ask']>>): Promise<Result> {
    expect(answer.errors).toBeUndefined();
    return Object.values(answer.data ?? {})[0] as Result;
  }
  async function request(idempotencyKey: string): Promise<string> {
    const input = { applicationId, purpose: 'APPLICATION', idempotencyKey };
    return (await only(await room.ask(REQUEST, { variables: { input } }))).verification.id;
  }

  it('cancels a check before its report, and says so twice in the same way', async () => {
    const id = await request('cancel-me');
    for (const turn of ['once', 'again']) {
      expect(await only(await room.ask(CANCEL, { variables: { id } })), turn).toMatchObject({
        __typename: 'CancelVerificationSuccess',
        verification: { state: 'CANCELLED' },
      });
    }
    expect(await room.looks()).toContain('CANCEL_VERIFICATION DONE');
  });

  it('refuses to cancel for another place and for a role that only reads', async () => {
    const id = await request('not-yours');
    expect(await only(await room.ask(CANCEL, { as: XINWU, variables: { id } }))).toMatchObject({ code: 'NOT_FOUND' });
    expect(await only(await room.ask(CANCEL, { as: AUDITOR, variables: { id } }))).toMatchObject({ code: 'FORBIDDEN' });
  });

  it('has no report to renew before the first one', async () => {
    const id = await request('renew-me');
    expect(await only(await room.ask(RENEW, { variables: { id } }))).toMatchObject({
      __typename: 'ConflictProblem',
      code: expect.stringMatching(/CONFLICT|ILLEGAL_TRANSITION/),
    });
  });

  it('refuses a letter for a source that does not exist, and writes nothing', async () => {
    const input = letterOf(applicationId, people, '锡核授〔2018〕0102号');
    const grants = input.grants.map((grant) => ({ ...grant, sources: ['banks', 'moon-registry'] }));
    expect(await only(await room.ask(RECORD, { variables: { input: { ...input, grants } } }))).toMatchObject({
      __typename: 'InputProblem',
      field: 'grants[0].sources',
    });
    const letters = await room.services.db.selectFrom('letter').select('id').execute();
    expect(letters).toHaveLength(1);
  });
});

describe('the list of applications', () => {
  let room: AppRoom;
  beforeAll(async () => {
    room = await openAppRoom();
  });
  afterAll(() => room.close());

  it('says that it is paged forward only, instead of giving a wrong page', async () => {
    for (const args of ['last: 5', 'first: 5, before: "x"']) {
      const answer = await room.ask(`{ applications(${args}) { edges { cursor } } }`);
      expect(answer.errors?.[0]?.extensions).toMatchObject({ code: 'INVALID_INPUT' });
    }
  });
});
