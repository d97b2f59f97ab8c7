import assert from 'node:assert/strict';
import { covers } from '../../../src/authorisation/covers.ts';
import type { Letter } from '../../../src/authorisation/letter.ts';
import { DEMO_DIVISION } from '../../../src/identity/divisions.ts';
import { planSources } from '../../../src/main/planned-sources.ts';
import { addDays, atShanghaiTime } from '../../../src/platform/calendar-date.ts';
import { chineseCalendar } from '../../../src/platform/working-days.ts';
import { POLICY_PACKS } from '../../../src/policy/registry.ts';
import { freshness } from '../../../src/verification/freshness.ts';
import { planQuestions } from '../../../src/verification/plan.ts';
import type { ConformanceCase } from '../case.ts';
import { replyOf } from '../expect.ts';
import type { Room } from '../room.ts';

/** The four kinds that the gateway concludes around the adapter, from what the source states of itself. */
export const gatewayKinds: readonly ConformanceCase[] = [
  {
    id: 'not-connected',
    zh: '未接入：没有接口，或不识别其证件类型的，不查询',
    en: 'NOT_CONNECTED: without a line, or for a certificate that it does not know',
    shownBy: 'ANY',
    async run(room) {
      assert.deepEqual(new Set(planned(room, { connected: false })), new Set(['SOURCE_NOT_CONNECTED']));
      assert.deepEqual(new Set(planned(room, { connected: true })), new Set([null]));
      const foreign = planned(room, { connected: true, certificate: 'NONE' });
      assert.deepEqual(new Set(foreign), new Set(['CERTIFICATE_NOT_KNOWN_TO_SOURCE']));
      return undefined;
    },
  },
  {
    id: 'not-authorised',
    zh: '未授权：授权书未列该数据源的，不查询',
    en: 'NOT_AUTHORISED: where no letter names the source',
    shownBy: 'ANY',
    async run({ source, baseDate }) {
      const sourceSince = source.since ?? null;
      const asking = { personId: 'p', sourceId: source.id, sourceSince, purpose: 'APPLICATION', householdVersion: 1 };
      const at = atShanghaiTime(baseDate, '10:00');
      assert.equal(covers([letterFor([source.id], baseDate)], { ...asking, at }).covered, true);
      assert.deepEqual(covers([letterFor([], baseDate)], { ...asking, at }), {
        covered: false,
        reason: 'SOURCE_NOT_GRANTED',
      });
      return undefined;
    },
  },
  {
    id: 'stale',
    zh: '数据过期：超过该数据源承诺的时限即为过期',
    en: 'STALE: a day older than the source promises',
    shownBy: 'ANY',
    async run(room) {
      const { kind, dataDate } = replyOf(await room.ask(room.inquiry(room.known)));
      assert.ok(dataDate !== null, 'an answer without a data date is never stale');
      const { staleAfterDays } = room.source.behaviour;
      const judged = (days: number) => freshness({ kind, dataDate }, { staleAfterDays }, addDays(dataDate, days));
      assert.deepEqual([judged(staleAfterDays), judged(staleAfterDays + 1)], ['HIT', 'STALE']);
      return undefined;
    },
  },
  {
    id: 'no-response',
    zh: '未反馈：沉默不是回答，到期才作未反馈',
    en: 'NO_RESPONSE: silence is no answer; the question is open until it is due',
    shownBy: 'SIMULATOR',
    async run({ source, simulator, ask, inquiry, known }) {
      simulator?.behave({ silent: true });
      const question = inquiry(known);
      const enough = () => (simulator?.timesAsked(question.requestId) ?? 0) > 0;
      const outcome = await ask(question, source.institutions.length > 0 ? { enough } : { patienceMs: 300, enough });
      if (outcome.kind === 'FAULT')
        assert.deepEqual([outcome.fault.reason, outcome.fault.retryable], ['TIMEOUT', true]);
      else assert.equal(outcome.kind, 'OPEN');
      assert.ok(source.behaviour.turnaroundWorkingDays >= 1, 'it is due after whole working days');
      return undefined;
    },
  },
];

function planned(
  { source, baseDate }: Room,
  {
    connected,
    certificate = source.certificates[0] ?? 'CITIZEN_NUMBER',
  }: { connected: boolean; certificate?: 'NONE' | Room['source']['certificates'][number] },
) {
  const [pack] = POLICY_PACKS;
  assert.ok(pack !== undefined);
  const at = atShanghaiTime(baseDate, '10:00');
  const sources = planSources(DEMO_DIVISION, new Set(connected ? [source.id] : []), [source]).filter(
    ({ id }) => id === source.id,
  );
  const check = {
    purpose: 'APPLICATION',
    baseDate,
    requestedAt: at,
    deadlineAt: at,
    deadlineProvisional: false,
  } as const;
  const member = {
    personId: 'p',
    role: 'MEMBER',
    relation: '01',
    name: '',
    certificate: { type: certificate, number: null },
    birthDate: null,
    circumstance: 'NONE',
    capacity: 'FULL',
    livesTogether: true,
    guardianPersonId: null,
  } as const;
  const household = { householdId: 'h', number: 1, members: [member] };
  return planQuestions(check, household, sources, pack, chineseCalendar).map(({ notAsked }) => notAsked);
}

function letterFor(sources: readonly string[], signedOn: Room['baseDate']): Letter {
  const grant = {
    personId: 'p',
    signedByPersonId: 'p',
    signedAs: 'SELF',
    signedOn,
    sources,
    purposes: ['SOCIAL_ASSISTANCE_CHECK'],
    withdrawnAt: null,
  } as const;
  const head = { id: 'l', applicationId: 'a', householdId: 'h', householdVersion: 1, letterNumber: '1' };
  return { ...head, signedOn, endedAt: null, grants: [grant] };
}
