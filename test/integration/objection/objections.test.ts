import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Verification } from '../../../src/verification/verification.ts';
import { LIANGXI } from '../http/app-room.ts';
import type { Claims } from '../http/app-room.ts';
import { ADD_PROOF, APPROVE, ASK_AGAIN, CONTESTABLE, EXPLAIN, FILE, READ_CONTESTS, SETTLE } from './operations.ts';
import type { ObjectionAnswer, Row } from './operations.ts';
import { openObjectionRoom, OTHER_REVIEWER, PROOF, REQUESTER, REVIEWER } from './room.ts';
import type { ObjectionRoom } from './room.ts';

type Answer = { readonly objection: ObjectionAnswer };

describe('an objection, through the public endpoint, from filing to the version in which it ended', () => {
  let room: ObjectionRoom;
  let check: Verification;
  beforeAll(async () => {
    room = await openObjectionRoom();
    check = await room.checked('revoked-firm');
  }, 60_000);
  afterAll(() => room.house.close());

  async function rowOf(sourceId: string): Promise<Row> {
    const { contestable } = await room.ask<{ contestable: Row[] }>(CONTESTABLE, { id: check.id });
    const row = contestable.find((one) => one.subject === 'FACT' && one.sourceId === sourceId);
    if (row === undefined) throw new Error(`${sourceId} knows something of this family`);
    return row;
  }
  const form = async (sourceId: string, changes: object = {}) => ({
    verificationId: check.id,
    key: (await rowOf(sourceId)).key,
    why: '早已不经营，登记与实际不符',
    idempotencyKey: crypto.randomUUID(),
    ...changes,
  });
  const file = async (sourceId: string, changes: object = {}): Promise<ObjectionAnswer> =>
    (await room.ask<Answer>(FILE, { input: await form(sourceId, changes) })).objection;
  const settle = (objectionId: string, outcome: string, as: Claims = REVIEWER, changes: object = {}) =>
    room.ask<Answer>(SETTLE, { input: { objectionId, outcome, reason: '已查明情况', ...changes } }, as);
  const figure = async (id: string) =>
    (await room.newest(check)).indicators.find((indicator) => indicator.id === id)?.figure?.value;
  const openOnes = async () => {
    const { objections } = await room.ask<{ objections: ObjectionAnswer[] }>(READ_CONTESTS, {
      id: check.applicationId,
    });
    return objections.filter(({ state }) => state === 'OPEN').map(({ number }) => number);
  };

  it('follows what each adult was told, of themselves and of no other, once a second person has reviewed it', async () => {
    const told = () =>
      room.ask<{ explanations: { toPersonId: string; text: string; findings: { personId: string }[] }[] }>(EXPLAIN, {
        id: check.id,
      });
    await expect(told()).rejects.toThrow('REPORT_NOT_REVIEWED');
    const input = { verificationId: check.id, version: 1, idempotencyKey: 'told' };
    await room.ask(APPROVE, { input }, { ...REVIEWER, subject: 'reviewer-0' });
    const { explanations } = await told();
    const { members } = await room.newest(check);
    expect(explanations.length).toBeGreaterThan(0);
    for (const { toPersonId, text, findings } of explanations) {
      expect(findings.length).toBeGreaterThan(0);
      expect(new Set(findings.map(({ personId }) => personId))).toEqual(new Set([toPersonId]));
      expect(text).toContain('【觉得不对怎么办】');
      for (const other of members.filter(({ personId }) => personId !== toPersonId)) {
        expect(text).not.toContain(other.name);
      }
    }
    const looks = await room.house.services.db
      .selectFrom('look_log')
      .select('person_id')
      .where('act', '=', 'READ_EXPLANATION')
      .execute();
    expect(looks.map((row) => row.person_id)).toEqual(explanations.map(({ toPersonId }) => toPersonId));
  });

  it('EXPLAINED: it is filed with a date and changes no figure, nor does its end; the page says both', async () => {
    const before = await figure('I04');
    const objection = await file('business-registration');
    expect(objection).toMatchObject({ state: 'OPEN', filedBy: 'caseworker-320213', outcome: null, overdue: false });
    expect(objection.number).toMatch(/^YY-320213-\d{8}-\d{6}$/);
    expect(Date.parse(objection.dueAt)).toBeGreaterThan(Date.parse(objection.filedAt));
    expect(await openOnes()).toEqual([objection.number]);
    expect(await figure('I04')).toBe(before);
    expect(await room.ask(FILE, { input: await form('business-registration') })).toMatchObject({ code: 'CONFLICT' });
    expect(await settle(objection.id, 'EXPLAINED')).toMatchObject({
      objection: { state: 'SETTLED', outcome: 'EXPLAINED', reason: '已查明情况', settledBy: REVIEWER.subject },
    });
    expect(await figure('I04')).toBe(before);
    const { changes } = await room.newest(check);
    expect(changes[0]?.zh).toContain('事实成立，已作说明');
    expect(await room.page(check)).toContain('【异议和争议】');
    expect(await openOnes()).toEqual([]);
  });

  it('UPHELD: the finding is upheld; settled by neither who filed it, nor who requested the check', async () => {
    const before = await figure('I04');
    const { id } = await file('business-registration');
    expect(await settle(id, 'UPHELD', LIANGXI)).toMatchObject({ code: 'FORBIDDEN' });
    expect(await settle(id, 'UPHELD', REQUESTER)).toMatchObject({ code: 'SECOND_PERSON_NEEDED' });
    const filer = { ...REVIEWER, subject: 'caseworker-320213' };
    expect(await settle(id, 'UPHELD', filer)).toMatchObject({ code: 'SECOND_PERSON_NEEDED' });
    expect(await settle(id, 'UPHELD')).toMatchObject({
      objection: { outcome: 'UPHELD', outcomeWords: { zh: '维持原核对结果', en: 'what the report said stands' } },
    });
    expect(await figure('I04')).toBe(before);
    expect((await room.newest(check)).contests?.at(-1)).toMatchObject({ outcome: 'UPHELD', effect: 'NONE' });
  });

  it('NOT_THIS_PERSON: a fact is set aside on its proof only, and stays on the page', async () => {
    const before = (await figure('I03')) ?? 0;
    const { id } = await file('banks');
    expect(await settle(id, 'NOT_THIS_PERSON')).toMatchObject({ code: 'PROOF_NEEDED' });
    expect(await settle(id, 'NOT_THIS_PERSON', REVIEWER, { facts: ['fact:banks//x/000'] })).toMatchObject({
      code: 'NOT_FOUND',
      field: 'facts',
    });
    await room.ask(ADD_PROOF, { objectionId: id, proofs: [PROOF] });
    await settle(id, 'NOT_THIS_PERSON');
    expect(await figure('I03')).toBeLessThan(before);
    const document = await room.newest(check);
    expect(document.contests?.at(-1)).toMatchObject({ outcome: 'NOT_THIS_PERSON', effect: 'SET_ASIDE' });
    expect(document.contests?.at(-1)?.facts).toHaveLength(1);
    expect(document.changes.some(({ zh }) => zh.startsWith('I03 金融资产数值'))).toBe(true);
  });

  it('is asked once more under the letter, and not called corrected while the source says the same', async () => {
    const { id } = await file('social-insurance');
    const { objection } = await room.ask<Answer>(ASK_AGAIN, { objectionId: id });
    await room.house.finished(objection.askedAgain?.id.split(':')[1] ?? '');
    expect(await settle(id, 'SOURCE_CORRECTED')).toMatchObject({ code: 'CONFLICT', field: 'outcome' });
    await settle(id, 'UPHELD');
  });

  it('SOURCE_CORRECTED: by the new answer of a source that has mended its record', async () => {
    const row = await rowOf('real-estate');
    const homes = await figure('I01');
    const { id } = await file('real-estate');
    const person = room.house.sandbox.population.family('revoked-firm').members[0];
    // The department mends its record: the synthetic person's, from which the simulators answer.
    Object.assign(person, { facts: person.facts.filter(({ type }) => type !== 'HOME_TITLE') });
    const { objection } = await room.ask<Answer>(ASK_AGAIN, { objectionId: id });
    await room.house.finished(objection.askedAgain?.id.split(':')[1] ?? '');
    await settle(id, 'SOURCE_CORRECTED');
    expect(homes).toBe(1);
    expect(await figure('I01')).toBe(0);
    const document = await room.newest(check);
    const answer = document.answers.find(
      ({ sourceId, personId }) => sourceId === 'real-estate' && personId === row.personId,
    );
    expect(answer?.kind).toBe('NO_RECORD');
    expect(document.contests?.at(-1)).toMatchObject({ outcome: 'SOURCE_CORRECTED', what: row.text, facts: [] });
  });

  it('SOURCE_CORRECTED: by the paper on which the department says so, without being asked again', async () => {
    const { id } = await file('business-registration');
    expect(await settle(id, 'SOURCE_CORRECTED')).toMatchObject({ code: 'PROOF_NEEDED', field: 'proofs' });
    await room.ask(ADD_PROOF, { objectionId: id, proofs: [PROOF] });
    expect(await settle(id, 'SOURCE_CORRECTED')).toMatchObject({
      objection: { outcome: 'SOURCE_CORRECTED', askedAgain: null, proofs: [{ addedBy: 'caseworker-320213' }] },
    });
    expect(await figure('I04')).toBe(0);
    expect((await room.newest(check)).contests?.at(-1)).toMatchObject({ effect: 'SET_ASIDE', facts: [{}] });
  });

  it('is not settled by the first reviewer, and once only, whoever tries at the same moment', async () => {
    const { version } = await room.newest(check);
    const input = { verificationId: check.id, version, idempotencyKey: 'first-review' };
    expect(await room.ask(APPROVE, { input }, REVIEWER)).toMatchObject({ __typename: 'ApproveReportSuccess' });
    const { id } = await file('social-insurance');
    expect(await settle(id, 'EXPLAINED', REVIEWER)).toMatchObject({ code: 'SECOND_PERSON_NEEDED' });
    const third = { ...REVIEWER, subject: 'reviewer-3' };
    const ends = await Promise.all([settle(id, 'EXPLAINED', OTHER_REVIEWER), settle(id, 'UPHELD', third)]);
    expect(ends.map(({ code }) => code ?? 'SETTLED').sort()).toEqual(['ALREADY_SETTLED', 'SETTLED']);
    expect(await room.versions(check)).toBe(version + 1);
    expect(await room.ask(ADD_PROOF, { objectionId: id, proofs: [PROOF] })).toMatchObject({ code: 'ALREADY_SETTLED' });
  });

  it('every version with contests draws up again byte for byte', async () => {
    const last = await room.versions(check);
    expect(last).toBeGreaterThan(6);
    for (let version = 1; version <= last; version += 1) {
      const { altered, replay } = await room.examine(check, version);
      expect({ version, altered, differences: replay?.differences }).toEqual({ version, altered: [], differences: [] });
    }
  });

  it('a repeated key is the same objection, and another under it is refused', async () => {
    const input = await form('banks');
    const first = await room.ask<Answer>(FILE, { input });
    expect((await room.ask<Answer>(FILE, { input })).objection.id).toBe(first.objection.id);
    expect(await room.ask(FILE, { input: { ...input, why: '另有理由' } })).toMatchObject({
      code: 'IDEMPOTENCY_KEY_REUSED',
      field: 'idempotencyKey',
    });
  });

  it.each([
    ['no such row', { key: 'indicator:I99' }, 'NOT_FOUND', 'key'],
    ['no reason', { why: ' ' }, 'INVALID_INPUT', 'why'],
    ['a proof that is no paper', { proofs: [{ ...PROOF, bytes: 'AAAA' }] }, 'INVALID_INPUT', 'proofs[0]'],
    ['no such check', { verificationId: crypto.randomUUID() }, 'NOT_FOUND', 'verificationId'],
  ])('is refused, and nothing written, for %s', async (_what, changes, code, field) => {
    const open = await openOnes();
    const input = await form('social-insurance', changes);
    expect(await room.ask(FILE, { input })).toMatchObject({ code, field });
    expect(await openOnes()).toEqual(open);
  });
});
