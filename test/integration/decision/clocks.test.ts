import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drawUp, requestedCheck } from '../../support/drawn-report.ts';
import { AUDITOR, LIANGXI, openAppRoom, OPERATOR, XINWU } from '../http/app-room.ts';
import type { AppRoom } from '../http/app-room.ts';

const RECORD = `mutation ($input: RecordStepInput!) {
  recordStep(input: $input) {
    __typename ... on Problem { code field zh } ... on RecordStepSuccess { step { kind happenedAt recordedBy } }
  }
}`;
const CLOCKS = `query ($id: ID!) {
  application(id: $id) { steps { kind } clocks { kind dueAt state daysLeft unit verified } }
}`;
const DUE = `query ($division: String, $overdueOnly: Boolean! = false) {
  dueWork(division: $division, overdueOnly: $overdueOnly, first: 100) { application { id } clock { kind dueAt state } }
}`;

/** 10:00 in Shanghai, Thursday, 1 February 2018: the New Year holiday begins on the 15th. */
const DAY = 86_400_000;

describe('the clocks of the law in a case', () => {
  let room: AppRoom;
  beforeAll(async () => {
    room = await openAppRoom();
  });
  afterAll(() => room.close());

  const record = async (applicationId: string, kind: string, more: Record<string, unknown> = {}) => {
    const input = { applicationId, kind, idempotencyKey: crypto.randomUUID(), ...more };
    return (await room.ask(RECORD, { variables: { input } })).data?.['recordStep'] as Record<string, unknown>;
  };
  const clocks = async (id: string) => {
    const { data } = await room.ask(CLOCKS, { as: AUDITOR, variables: { id } });
    const { application } = data as { application: { clocks: { kind: string; dueAt: string; state: string }[] } };
    return application.clocks.map(({ kind, dueAt, state }) => `${kind} ${dueAt.slice(0, 10)} ${state}`);
  };
  const due = async (variables: Record<string, unknown> = {}, as = LIANGXI) => {
    const { dueWork } = (await room.ask(DUE, { as, variables })).data as {
      dueWork: { application: { id: string }; clock: { kind: string; dueAt: string; state: string } }[];
    };
    return dueWork;
  };

  it('follow from what is recorded, over the New Year holiday, and stand in one list by what is due first', async () => {
    const { application, verification } = await requestedCheck(room.room, room.services);
    expect(await clocks(application.id)).toEqual([
      'SURVEY 2018-02-14 RUNNING',
      'VERIFICATION_REPORT 2018-03-06 RUNNING',
      'TOWNSHIP_REVIEW 2018-03-06 RUNNING',
    ]);
    await drawUp(room.services, verification);
    await record(application.id, 'PUBLICITY_BEGUN');
    expect(await record(application.id, 'PUBLICITY_ENDED')).toMatchObject({
      code: 'STEP_OUT_OF_ORDER',
      field: 'happenedAt',
    });
    room.room.services.clock.advance(8 * DAY);
    expect(await record(application.id, 'PUBLICITY_ENDED')).toMatchObject({ step: { kind: 'PUBLICITY_ENDED' } });
    const other = await room.room.register();
    const list = await due();
    expect(list.map((one) => [one.application.id.endsWith(application.id), one.clock.kind])).toEqual([
      [true, 'SURVEY'],
      [false, 'SURVEY'],
      [true, 'TOWNSHIP_REVIEW'],
      [false, 'TOWNSHIP_REVIEW'],
    ]);
    expect(await due({ overdueOnly: true })).toEqual([]);
    room.room.services.clock.advance(20 * DAY);
    const overdue = await due({ overdueOnly: true });
    expect(overdue.map(({ clock }) => clock.kind)).toEqual(['SURVEY', 'SURVEY']);
    await record(other.application.id, 'SURVEY_DONE');
    expect(await due({ overdueOnly: true })).toHaveLength(1);
    expect(await clocks(other.application.id)).toContain('SURVEY 2018-02-28 LATE');
    expect((await room.looks()).filter((look) => look.startsWith('RECORD_STEP'))).toHaveLength(3);
  });

  it('a step that contradicts what is recorded is refused, and a repeated key is the same step', async () => {
    const { application } = await room.room.register();
    const { id } = application;
    expect(await record(id, 'MATERIALS_RECEIVED')).toMatchObject({ code: 'STEP_OUT_OF_ORDER' });
    const key = { idempotencyKey: 'papers' };
    const first = await record(id, 'MATERIALS_MISSING', key);
    expect(await record(id, 'MATERIALS_MISSING', key)).toEqual(first);
    expect(await record(id, 'SURVEY_DONE', key)).toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED' });
    expect(await record(id, 'MATERIALS_MISSING')).toMatchObject({ code: 'STEP_OUT_OF_ORDER' });
    expect(await record(id, 'MATERIALS_RECEIVED')).toMatchObject({ __typename: 'RecordStepSuccess' });
    expect(await record(id, 'SURVEY_DONE', { happenedAt: '2017-01-01T00:00:00Z' })).toMatchObject({
      code: 'INVALID_DATE',
    });
    expect(await record(id, 'SURVEY_DONE', { happenedAt: '2030-01-01T00:00:00Z' })).toMatchObject({
      code: 'INVALID_DATE',
    });
  });

  it('two officers who record one step at once record it once', async () => {
    const { application } = await room.room.register();
    const both = await Promise.all([record(application.id, 'SURVEY_DONE'), record(application.id, 'SURVEY_DONE')]);
    expect(both.map((one) => one['code'] ?? null).filter((code) => code !== null)).toEqual(['STEP_OUT_OF_ORDER']);
  });

  it('are for those of the place: a list of another place is refused, and nothing is shown to operators', async () => {
    const { application } = await room.room.register();
    expect((await due({}, XINWU)).length).toBe(0);
    expect((await room.ask(DUE, { variables: { division: '320214' } })).errors?.[0]?.extensions['code']).toBe(
      'FORBIDDEN',
    );
    expect((await room.ask(DUE, { as: OPERATOR })).errors?.[0]?.extensions['code']).toBe('FORBIDDEN');
    const input = { applicationId: application.id, kind: 'SURVEY_DONE', idempotencyKey: 'x' };
    expect((await room.ask(RECORD, { as: XINWU, variables: { input } })).data).toMatchObject({
      recordStep: { code: 'NOT_FOUND' },
    });
    expect((await room.ask(RECORD, { as: AUDITOR, variables: { input } })).data).toMatchObject({
      recordStep: { code: 'FORBIDDEN' },
    });
  });
});
