import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Verification } from '../../../src/verification/verification.ts';
import { LIANGXI, OPERATOR, XINWU } from '../http/app-room.ts';
import {
  ADD_DISPUTE_PROOF,
  APPROVE,
  CONFIRM_LIFE,
  CONTESTABLE,
  DECIDE,
  DUE_WORK,
  FILE,
  OPEN,
  QUEUE,
  READ_CONTESTS,
  RECORD_CORRECTION,
  SEND_CORRECTION,
  SETTLE,
  SETTLE_DISPUTE,
} from './operations.ts';
import type { DisputeAnswer, ObjectionAnswer, Queue, Row, TicketAnswer } from './operations.ts';
import { openObjectionRoom, OTHER_REVIEWER, PROOF, REQUESTER, REVIEWER } from './room.ts';
import type { ObjectionRoom } from './room.ts';

type Opened = { readonly dispute: DisputeAnswer };
type Sent = { readonly ticket: TicketAnswer };

let room: ObjectionRoom;
beforeAll(async () => {
  room = await openObjectionRoom();
}, 60_000);
afterAll(() => room.house.close());

const form = (check: Verification, personId: string, changes: object) => ({
  applicationId: check.applicationId,
  personId,
  why: '本人从未办理，也不知情',
  proofs: [PROOF],
  idempotencyKey: crypto.randomUUID(),
  ...changes,
});
const rows = async (check: Verification): Promise<readonly Row[]> =>
  (await room.ask<{ contestable: Row[] }>(CONTESTABLE, { id: check.id })).contestable;
const openOnes = async (check: Verification): Promise<readonly DisputeAnswer[]> => {
  const answer = await room.ask<{ identityDisputes: DisputeAnswer[] }>(READ_CONTESTS, { id: check.applicationId });
  return answer.identityDisputes.filter(({ state }) => state === 'OPEN');
};
const replaysWhole = async (check: Verification): Promise<void> => {
  for (let version = await room.versions(check); version > 0; version -= 1) {
    const { altered, replay } = await room.examine(check, version);
    expect({ version, altered, differences: replay?.differences }).toEqual({ version, altered: [], differences: [] });
  }
};

describe('a company in a stolen name', () => {
  let check: Verification;
  let personId = '';
  let codes: readonly string[] = [];
  let dispute: DisputeAnswer;
  const indicator = async (id: string) => (await room.newest(check)).indicators.find((one) => one.id === id);
  beforeAll(async () => {
    check = await room.checked('stolen-identity');
    const registered = (await rows(check)).filter(
      ({ subject, sourceId }) => subject === 'FACT' && sourceId === 'business-registration',
    );
    personId = registered[0]?.personId ?? '';
    codes = registered.map(({ text }) => /[0-9A-Z]{18}/.exec(text)?.[0] ?? '');
  }, 60_000);

  it.each([
    ['a person whom no register links with it', { personId: crypto.randomUUID() }, 'CONFLICT', 'enterpriseCodes'],
    ['a person id that is none', { personId: 'nobody' }, 'CONFLICT', 'enterpriseCodes'],
    ['an enterprise that the register does not have', { enterpriseCodes: ['91320213MA00000000'] }, 'CONFLICT', null],
    ['no enterprise', { enterpriseCodes: [] }, 'CONFLICT', 'enterpriseCodes'],
    ['an enterprise in an entry of death', { kind: 'FALSE_DEATH' }, 'INVALID_INPUT', 'enterpriseCodes'],
    ['no reason', { why: '' }, 'INVALID_INPUT', 'why'],
    ['a case that is not there', { applicationId: crypto.randomUUID() }, 'NOT_FOUND', 'applicationId'],
  ])('is not disputed for %s', async (_what, changes, code, field) => {
    const input = form(check, personId, { kind: 'STOLEN_IDENTITY', enterpriseCodes: codes, ...changes });
    expect(await room.ask(OPEN, { input })).toMatchObject({ code, ...(field === null ? {} : { field }) });
    expect(await openOnes(check)).toEqual([]);
  });

  it('is one dispute over register, employer and tax; the report has both figures', async () => {
    const before = await room.newest(check);
    const input = form(check, personId, { kind: 'STOLEN_IDENTITY', enterpriseCodes: codes });
    ({ dispute } = await room.ask<Opened>(OPEN, { input }));
    expect(dispute).toMatchObject({ kind: 'STOLEN_IDENTITY', state: 'OPEN', openedBy: 'caseworker-320213' });
    expect((await openOnes(check)).map(({ id }) => id)).toEqual([dispute.id]);
    const both = await room.newest(check);
    expect(both.assessment).toEqual(before.assessment);
    expect(both.indicators.find(({ id }) => id === 'I04')?.figure?.value).toBe(3);
    expect(both.withoutDisputed?.indicators.find(({ id }) => id === 'I04')?.figure?.value).toBe(0);
    const touched = both.contests?.[0]?.facts.map(({ text }) => text.slice(0, 4));
    expect(new Set(touched)).toEqual(new Set(['市场主体', '个人所得']));
    expect(await room.page(check)).toContain('争议期间不得停发或减发救助');

    // The same key is the same dispute; another content under it, and a second dispute, are refused.
    expect((await room.ask<Opened>(OPEN, { input })).dispute.id).toBe(dispute.id);
    for (const changes of [
      { why: '另有缘由' },
      { kind: 'FALSE_DEATH', enterpriseCodes: [] },
      { enterpriseCodes: codes.slice(1) },
    ]) {
      expect(await room.ask(OPEN, { input: { ...input, ...changes } })).toMatchObject({
        code: 'IDEMPOTENCY_KEY_REUSED',
      });
    }
    const again = { ...input, idempotencyKey: crypto.randomUUID() };
    expect(await room.ask(OPEN, { input: again })).toMatchObject({ code: 'CONFLICT' });
  });

  it('goes to the department as a ticket of the office, which tells it what it has said and no more', async () => {
    const to = (sourceId: string) => ({ disputeId: dispute.id, sourceId });
    const { ticket } = await room.ask<Sent>(SEND_CORRECTION, to('business-registration'));
    expect(ticket.state).toBe('SENT');
    expect(ticket.text).toContain('江西演示甲贸易有限公司');
    expect(ticket.text).not.toContain('个人所得税');
    expect(ticket.text).not.toMatch(/\d{17}[\dX]/);
    expect(await room.ask(SEND_CORRECTION, to('business-registration'))).toMatchObject({ field: 'sourceId' });
    expect(await room.ask(SEND_CORRECTION, to('banks'))).toMatchObject({ code: 'CONFLICT', field: 'sourceId' });
    const record = { ticketId: ticket.id, answer: 'CORRECTED', text: '已撤销冒名登记', answeredOn: '2018-03-05' };
    expect(await room.ask(RECORD_CORRECTION, { ...record, answeredOn: '2018-12-31' })).toMatchObject({
      code: 'INVALID_DATE',
      field: 'answeredOn',
    });
    const twice = await Promise.all([room.ask(RECORD_CORRECTION, record), room.ask(RECORD_CORRECTION, record)]);
    expect(twice.map(({ code }) => code ?? 'RECORDED').sort()).toEqual(['ALREADY_SETTLED', 'RECORDED']);
  });

  it('while it lasts, nothing is decided against the family, on any approved version', async () => {
    const { version } = await room.newest(check);
    const reviewing = { verificationId: check.id, version, idempotencyKey: 'meanwhile' };
    const reviewed = await room.ask(APPROVE, { input: reviewing }, { ...REVIEWER, subject: 'reviewer-9' });
    expect(reviewed).toMatchObject({ __typename: 'ApproveReportSuccess' });
    const input = {
      verificationId: check.id,
      version,
      kind: 'REFUSED',
      reasons: '登记有市场主体',
      grounds: [{ finding: 'I04', established: '登记属实' }],
      idempotencyKey: 'refuse',
    };
    expect(await room.ask(DECIDE, { input }, { ...REVIEWER, role: 'DECIDER' })).toMatchObject({
      code: 'OBJECTION_OPEN',
    });
  });

  it('waits in one list of the place with its ticket and an objection, by what is due first', async () => {
    const key = (await rows(check)).find(({ subject }) => subject === 'INDICATOR')?.key;
    const objecting = { verificationId: check.id, key, why: '有误', idempotencyKey: 'queued' };
    const { objection } = await room.ask<{ objection: ObjectionAnswer }>(FILE, { input: objecting });
    const to = { disputeId: dispute.id, sourceId: 'tax' };
    const { ticket } = await room.ask<Sent>(SEND_CORRECTION, to);
    const { edges, pageInfo } = await room.ask<Queue>(QUEUE, { first: 2 });
    const rest = await room.ask<Queue>(QUEUE, { first: 2, after: pageInfo.endCursor });
    const all = [...edges, ...rest.edges].map(({ node }) => node);
    expect([pageInfo.hasNextPage, rest.pageInfo.hasNextPage]).toEqual([true, false]);
    expect(all.map(({ kind }) => kind).sort()).toEqual(['CORRECTION', 'OBJECTION', 'STOLEN_IDENTITY']);
    expect(new Set(all.map(({ id }) => id))).toEqual(new Set([dispute.id, ticket.id, objection.id]));
    for (const { application, daysLeft } of all) {
      expect(application.id).toBe(`Application:${check.applicationId}`);
      expect(Number.isInteger(daysLeft)).toBe(true);
    }
    const late = await room.ask<Queue>(QUEUE, { overdueOnly: true });
    expect(late.edges.every(({ node }) => node.overdue)).toBe(true);
    expect((await room.ask<Queue>(QUEUE, {}, XINWU)).edges).toEqual([]);
    expect(
      (await room.ask<Queue>(QUEUE, { division: '320200' }, { ...LIANGXI, division: '320200' })).edges,
    ).toHaveLength(3);
    await expect(room.ask(QUEUE, { division: '320214' })).rejects.toThrow('FORBIDDEN');
    await expect(room.ask(QUEUE, { after: 'x' })).rejects.toThrow('INVALID_INPUT');
    await expect(room.ask(QUEUE, {}, OPERATOR)).rejects.toThrow('FORBIDDEN');
    // The same terms stand among the clocks of the case, and in its place's list of what is due.
    const work = await room.ask<{ clock: { kind: string; about: string | null; verified: boolean } }[]>(DUE_WORK, {});
    const contested = work.map(({ clock }) => clock).filter(({ about }) => about !== null);
    expect(contested.map(({ kind, about }) => `${kind} ${about}`).sort()).toEqual(
      [
        `CORRECTION ${ticket.number}`,
        `IDENTITY_DISPUTE ${dispute.number}`,
        `OBJECTION_REVIEW ${objection.number}`,
      ].sort(),
    );
    expect(contested.map(({ verified }) => verified)).toEqual([false, false, false]);
    await room.ask(SETTLE, { input: { objectionId: objection.id, outcome: 'UPHELD', reason: '无误' } }, REVIEWER);
    expect((await room.ask<Queue>(QUEUE, {})).edges).toHaveLength(2);
  });

  it('ends once, by neither its filer nor the requester, in a report without the stolen facts', async () => {
    const settle = (as: typeof REVIEWER) =>
      room.ask<Opened>(
        SETTLE_DISPUTE,
        { disputeId: dispute.id, outcome: 'CONFIRMED', reason: '登记机关已撤销登记' },
        as,
      );
    expect(await settle({ ...LIANGXI, subject: 'anyone' })).toMatchObject({ code: 'FORBIDDEN' });
    expect(await settle({ ...XINWU, role: 'REVIEWER', subject: 'elsewhere' })).toMatchObject({ code: 'NOT_FOUND' });
    expect(await settle(REQUESTER)).toMatchObject({ code: 'SECOND_PERSON_NEEDED' });
    expect(await settle({ ...REVIEWER, subject: 'caseworker-320213' })).toMatchObject({ code: 'SECOND_PERSON_NEEDED' });
    const ends = await Promise.all([settle(REVIEWER), settle(OTHER_REVIEWER)]);
    expect(ends.map(({ code }) => code ?? 'SETTLED').sort()).toEqual(['ALREADY_SETTLED', 'SETTLED']);
    expect(await openOnes(check)).toEqual([]);
    const end = await room.newest(check);
    expect((await indicator('I04'))?.figure?.value).toBe(0);
    expect(end.withoutDisputed).toBeUndefined();
    const ended = end.contests?.find(({ number }) => number === dispute.number);
    expect(ended).toMatchObject({ outcome: 'CONFIRMED', effect: 'SET_ASIDE' });
    expect(ended?.facts.length).toBeGreaterThan(1);
    expect(end.changes.some(({ zh }) => zh.includes('处理中 → 主张属实'))).toBe(true);
    await replaysWhole(check);
  });
});

describe('a living person who is recorded dead', () => {
  it('is believed on the day on which an officer has seen them', { timeout: 20_000 }, async () => {
    const { services } = room.house;
    const check = await room.checked('alive-recorded-dead');
    const first = await room.newest(check);
    const warned = first.indicators.find(({ id }) => id === 'I08');
    expect(warned?.reasons.some(({ zh }) => zh.includes('火化'))).toBe(true);
    const input = form(check, first.members[0]?.personId ?? '', { kind: 'FALSE_DEATH', proofs: [] });
    const { id: disputeId } = (await room.ask<Opened>(OPEN, { input })).dispute;
    expect((await room.newest(check)).contests?.[0]?.facts).toHaveLength(2);
    const bare = { disputeId, sourceId: 'household-register' };
    expect(await room.ask(SEND_CORRECTION, bare)).toMatchObject({ code: 'PROOF_NEEDED' });
    expect(await room.ask(ADD_DISPUTE_PROOF, { disputeId, proofs: [PROOF] })).toMatchObject({
      dispute: { proofs: [{}] },
    });
    const life = { disputeId, how: '两名工作人员于本人住处当面核实，本人健在' };
    expect(await room.ask(CONFIRM_LIFE, { ...life, proofs: [] })).toMatchObject({ code: 'PROOF_NEEDED' });
    expect(await room.ask(CONFIRM_LIFE, { ...life, proofs: [PROOF] })).toMatchObject({
      dispute: { state: 'OPEN', lifeConfirmedHow: life.how },
    });
    const alive = await room.newest(check);
    const calm = alive.indicators.find(({ id }) => id === 'I08');
    expect(calm?.reasons.some(({ zh }) => zh.includes('火化') || zh.includes('死亡'))).toBe(false);
    expect(alive.contests?.[0]).toMatchObject({ state: 'OPEN', effect: 'SET_ASIDE' });
    // The dispute lasts until the departments have mended their records.
    expect(await openOnes(check)).toHaveLength(1);
    for (const sourceId of ['household-register', 'civil-affairs']) {
      const sent = await room.ask<Sent>(SEND_CORRECTION, { disputeId, sourceId });
      expect(sent.ticket.state).toBe('SENT');
    }
    await room.ask(SETTLE_DISPUTE, { disputeId, outcome: 'CONFIRMED', reason: '户籍、殡葬已更正' }, REVIEWER);
    expect((await room.newest(check)).contests?.[0]).toMatchObject({ state: 'SETTLED', outcome: 'CONFIRMED' });
    await replaysWhole(check);
    const looks = await services.db
      .selectFrom('look_log')
      .select('act')
      .where('application_id', '=', check.applicationId)
      .where('outcome', '<>', 'REFUSED')
      .where('act', 'in', ['OPEN_DISPUTE', 'ADD_PROOF', 'CONFIRM_LIFE', 'SEND_CORRECTION', 'SETTLE_DISPUTE'])
      .orderBy('seq')
      .execute();
    expect(looks.map(({ act }) => act)).toEqual([
      'OPEN_DISPUTE',
      'ADD_PROOF',
      'CONFIRM_LIFE',
      'SEND_CORRECTION',
      'SEND_CORRECTION',
      'SETTLE_DISPUTE',
    ]);
  });
});
