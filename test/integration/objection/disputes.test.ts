import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readEvidenceBehind } from '../../../src/contested/read-contests.ts';
import { recordCorrection, sendCorrection, ticketState } from '../../../src/objection/correction-ticket.ts';
import { openDispute } from '../../../src/objection/open-dispute.ts';
import { isContested, openDisputeOf } from '../../../src/objection/open-contests.ts';
import { confirmLife, settleDispute } from '../../../src/objection/settle-dispute.ts';
import { renderTicket } from '../../../src/objection/ticket-document.ts';
import { parseCalendarDate } from '../../../src/platform/calendar-date.ts';
import { renderReport } from '../../../src/report/render-text.ts';
import type { Verification } from '../../../src/verification/verification.ts';
import { refusalOf } from '../../support/case-room.ts';
import { CASEWORKER } from '../../support/house.ts';
import { openObjectionRoom, OTHER_REVIEWER, PROOF, REVIEWER } from './room.ts';
import type { ObjectionRoom } from './room.ts';

let room: ObjectionRoom;
beforeAll(async () => {
  room = await openObjectionRoom();
}, 60_000);
afterAll(() => room.house.close());

const open = (
  check: Verification,
  personId: string,
  rest: Pick<Parameters<typeof openDispute>[2], 'kind' | 'enterpriseCodes'>,
) =>
  openDispute(room.house.services, CASEWORKER, {
    applicationId: check.applicationId,
    personId,
    ...rest,
    why: '本人从未办理，也不知情',
    proofs: [PROOF],
    idempotencyKey: crypto.randomUUID(),
  });

describe('a company in a stolen name', () => {
  let check: Verification;
  beforeAll(async () => {
    check = await room.checked('stolen-identity');
  }, 60_000);
  const indicator = async (id: string) => (await room.newest(check)).indicators.find((one) => one.id === id);

  it(
    'is one dispute over register, employer and tax, from both figures to a report without them',
    { timeout: 20_000 },
    async () => {
      const { services } = room.house;
      const evidence = await readEvidenceBehind(services.db, services.vault, check);
      const piece = evidence.find(({ sourceId, kind }) => sourceId === 'business-registration' && kind === 'HIT');
      const personId = piece?.personId ?? '';
      const codes = piece?.facts.flatMap((fact) => (fact.type === 'BUSINESS_ROLE' ? [fact.entityCode] : [])) ?? [];
      const wagesBefore = (await room.newest(check)).assessment;
      const dispute = await open(check, personId, { kind: 'STOLEN_IDENTITY', enterpriseCodes: codes });
      expect(await refusalOf(open(check, personId, { kind: 'STOLEN_IDENTITY', enterpriseCodes: codes }))).toMatchObject(
        {
          code: 'CONFLICT',
        },
      );
      expect(await openDisputeOf(services.db, check.applicationId)).toMatchObject({ kind: 'STOLEN_IDENTITY' });
      expect(await isContested(services.db, check.applicationId)).toBe(true);

      // Both figures: with them as the registers say, and without.
      const both = await room.newest(check);
      expect(both.assessment).toEqual(wagesBefore);
      expect(both.indicators.find(({ id }) => id === 'I04')?.figure?.value).toBe(3);
      expect(both.withoutDisputed?.indicators.find(({ id }) => id === 'I04')?.figure?.value).toBe(0);
      const touched = both.contests?.[0]?.facts.map(({ text }) => text.slice(0, 4));
      expect(new Set(touched)).toEqual(new Set(['市场主体', '个人所得']));
      expect(renderReport(both, { width: 130 })).toContain('争议期间不得停发或减发救助');

      // The office asks the departments to correct, on paper.
      const ticket = await sendCorrection(services, CASEWORKER, {
        disputeId: dispute.id,
        sourceId: 'business-registration',
      });
      expect(ticketState(ticket, services.clock.now())).toBe('SENT');
      expect(ticketState(ticket, new Date(ticket.dueAt.getTime() + 1))).toBe('OVERDUE');
      const page = renderTicket(ticket.document);
      expect(page).toContain('江西演示甲贸易有限公司');
      expect(page).not.toContain('个人所得税');
      expect(page).not.toMatch(/\d{17}[\dX]/);
      expect(
        await refusalOf(sendCorrection(services, CASEWORKER, { disputeId: dispute.id, sourceId: 'banks' })),
      ).toMatchObject({ code: 'CONFLICT', details: { field: 'sourceId' } });
      const answered = await recordCorrection(services, CASEWORKER, {
        ticketId: ticket.id,
        answer: 'CORRECTED',
        text: '已撤销冒名登记',
        answeredOn: parseCalendarDate('2018-03-05'),
      });
      expect(ticketState(answered, services.clock.now())).toBe('ANSWERED');

      // One of two who settle wins; the report is then without the stolen facts, and still shows them.
      const settle = (by: typeof REVIEWER) =>
        settleDispute(services, by, { disputeId: dispute.id, outcome: 'CONFIRMED', reason: '登记机关已撤销登记' });
      expect(await refusalOf(settle(CASEWORKER))).toMatchObject({ code: 'SECOND_PERSON_NEEDED' });
      const ends = await Promise.allSettled([settle(REVIEWER), settle(OTHER_REVIEWER)]);
      expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      expect(ends.find((end) => end.status === 'rejected')?.reason).toMatchObject({ code: 'ALREADY_SETTLED' });
      expect(await openDisputeOf(services.db, check.applicationId)).toBeNull();
      const end = await room.newest(check);
      expect((await indicator('I04'))?.figure?.value).toBe(0);
      expect(end.withoutDisputed).toBeUndefined();
      expect(end.contests?.[0]).toMatchObject({ outcome: 'CONFIRMED', effect: 'SET_ASIDE' });
      expect(end.contests?.[0]?.facts.length).toBe(touched?.length);
      expect(end.changes[0]?.zh).toContain('处理中 → 主张属实');
    },
  );
});

describe('a living person who is recorded dead', () => {
  it('is believed on the day on which an officer has seen them', { timeout: 20_000 }, async () => {
    const { services } = room.house;
    const check = await room.checked('alive-recorded-dead');
    const first = await room.newest(check);
    const warned = first.indicators.find(({ id }) => id === 'I08');
    expect(warned?.reasons.some(({ zh }) => zh.includes('火化'))).toBe(true);
    const personId = first.members[0]?.personId ?? '';
    const dispute = await open(check, personId, { kind: 'FALSE_DEATH', enterpriseCodes: [] });
    expect((await room.newest(check)).contests?.[0]?.facts).toHaveLength(2);
    const life = { disputeId: dispute.id, how: '两名工作人员于本人住处当面核实，本人健在' };
    expect(await refusalOf(confirmLife(services, CASEWORKER, { ...life, proofs: [] }))).toMatchObject({
      code: 'PROOF_NEEDED',
    });
    const confirmed = await confirmLife(services, CASEWORKER, { ...life, proofs: [PROOF] });
    expect(confirmed).toMatchObject({ state: 'OPEN', life: { confirmedBy: CASEWORKER.subject } });
    const alive = await room.newest(check);
    const calm = alive.indicators.find(({ id }) => id === 'I08');
    expect(calm?.reasons.some(({ zh }) => zh.includes('火化') || zh.includes('死亡'))).toBe(false);
    expect(alive.contests?.[0]).toMatchObject({ state: 'OPEN', effect: 'SET_ASIDE' });
    // The dispute lasts until the departments have mended their records.
    expect(await openDisputeOf(services.db, check.applicationId)).toMatchObject({ kind: 'FALSE_DEATH' });
    for (const sourceId of ['household-register', 'civil-affairs'])
      await sendCorrection(services, CASEWORKER, { disputeId: dispute.id, sourceId });
    await settleDispute(services, REVIEWER, {
      disputeId: dispute.id,
      outcome: 'CONFIRMED',
      reason: '户籍、殡葬已更正',
    });
    expect((await room.newest(check)).contests?.[0]).toMatchObject({ state: 'SETTLED', outcome: 'CONFIRMED' });
    const looks = await services.db
      .selectFrom('look_log')
      .select('act')
      .where('application_id', '=', check.applicationId)
      .where('act', 'in', ['OPEN_DISPUTE', 'CONFIRM_LIFE', 'SEND_CORRECTION', 'SETTLE_DISPUTE'])
      .orderBy('seq')
      .execute();
    expect(looks.map(({ act }) => act)).toEqual([
      'OPEN_DISPUTE',
      'CONFIRM_LIFE',
      'SEND_CORRECTION',
      'SEND_CORRECTION',
      'SETTLE_DISPUTE',
    ]);
  });
});
