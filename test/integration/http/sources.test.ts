import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sampleOf } from '../../../src/evidence/format-sample.ts';
import { noteTroubleInTrx } from '../../../src/sources/items.ts';
import { AUDITOR, LIANGXI, openAppRoom, OPERATOR } from './app-room.ts';
import type { AppRoom } from './app-room.ts';

const SOURCES = `{ sources { id state hub { zh } opensAt lastAskedAt latency { p95Ms }
  line { breaker leftInSecond leftInDay leftPlaces probeAt }
  items { kind institution expectedAt waitingCases sample { form differences fields { path type longest } }
    events { act actor } } } }`;
const REMIND = `mutation ($id: ID!, $of: String) { remindSource(sourceId: $id, institution: $of) {
  __typename ... on RemindSourceSuccess { source { id items { events { act actor } } } } ... on Problem { code field } } }`;
const EXPECT = `mutation ($id: ID!, $at: DateTime!) { setExpectedTime(sourceId: $id, expectedAt: $at) {
  __typename ... on SetExpectedTimeSuccess { source { items { expectedAt } } } ... on Problem { code field } } }`;
const WORKER = { subject: 'hedui-worker', role: 'SYSTEM', division: '320200', checkId: 'worker' } as const;

describe('the sources, as an operator sees them', () => {
  let room: AppRoom;
  beforeAll(async () => {
    room = await openAppRoom();
  });
  afterAll(() => room.close());
  beforeEach(async () => {
    await room.services.db.updateTable('source_item').set({ closed_at: room.services.clock.now() }).execute();
  });

  const trouble = () =>
    room.services.db.transaction().execute((trx) =>
      noteTroubleInTrx(trx, room.services.clock.now(), WORKER, {
        sourceId: 'tax',
        institution: '',
        kind: 'FORMAT_CHANGED',
        sample: sampleOf(
          'JSON',
          40,
          { xm: '陆文斌', zjhm: '320213196001010011' },
          { differences: ['zjlx INVALID_TYPE'] },
        ),
      }),
    );
  type Seen = { readonly id: string; readonly state: string };
  const seen = async (id: string) => {
    const { data, errors } = await room.ask(SOURCES, { as: OPERATOR });
    expect(errors).toBeUndefined();
    const sources = (data?.['sources'] ?? []) as Seen[];
    return sources.find((source) => source.id === id);
  };

  it('tell what is left, which hub they share, and when they take questions', async () => {
    expect(await seen('tax')).toMatchObject({
      state: 'READY',
      hub: { zh: '无锡市政务数据共享平台' },
      line: { breaker: 'CLOSED', leftInSecond: 200, leftInDay: 500_000, leftPlaces: 100, probeAt: null },
      items: [],
    });
    expect(await seen('banks')).toMatchObject({
      state: 'OUT_OF_HOURS',
      hub: null,
      opensAt: '2018-02-01T10:00:00.000Z',
    });
    expect(await seen('payment')).toMatchObject({ state: 'NOT_CONNECTED', line: null, opensAt: null });
  });

  it('show the form of an answer that cannot be read, and nothing of what it says', async () => {
    expect([await trouble(), await trouble()]).toEqual([true, false]);
    expect(await seen('tax')).toMatchObject({
      state: 'FORMAT_CHANGED',
      items: [
        {
          kind: 'FORMAT_CHANGED',
          sample: {
            form: 'JSON',
            differences: ['zjlx INVALID_TYPE'],
            fields: [
              { path: 'xm', type: 'TEXT', longest: 3 },
              { path: 'zjhm', type: 'TEXT', longest: 18 },
            ],
          },
        },
      ],
    });
  });

  it('are reminded and expected, each time with who did it', async () => {
    await trouble();
    const reminded = await room.ask(REMIND, { as: OPERATOR, variables: { id: 'tax' } });
    expect(reminded.data?.['remindSource']).toMatchObject({
      __typename: 'RemindSourceSuccess',
      source: { id: 'tax', items: [{ events: [{ act: 'OPENED' }, { act: 'REMINDED', actor: 'operator-320200' }] }] },
    });
    const at = '2018-02-02T01:00:00.000Z';
    const expected = await room.ask(EXPECT, { as: OPERATOR, variables: { id: 'tax', at } });
    expect(expected.data?.['setExpectedTime']).toMatchObject({ source: { items: [{ expectedAt: at }] } });
    const past = await room.ask(EXPECT, { as: OPERATOR, variables: { id: 'tax', at: '2018-01-01T00:00:00Z' } });
    expect(past.data?.['setExpectedTime']).toMatchObject({ __typename: 'InputProblem', field: 'expectedAt' });
  });

  it('are not reminded of nothing, and not where there is none', async () => {
    const idle = await room.ask(REMIND, { as: OPERATOR, variables: { id: 'tax' } });
    expect(idle.data?.['remindSource']).toMatchObject({ __typename: 'ConflictProblem' });
    const unknown = await room.ask(REMIND, { as: OPERATOR, variables: { id: 'nobody' } });
    expect(unknown.data?.['remindSource']).toMatchObject({ __typename: 'NotFoundProblem' });
  });

  it.each([
    ['a caseworker', LIANGXI],
    ['an auditor', AUDITOR],
  ] as const)('are not %s’s to see or to remind', async (_who, as) => {
    expect((await room.ask(SOURCES, { as })).errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN' });
    const reminded = await room.ask(REMIND, { as, variables: { id: 'tax' } });
    expect(reminded.data?.['remindSource']).toMatchObject({ __typename: 'ForbiddenProblem' });
  });
});
