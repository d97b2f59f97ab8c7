import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readEvidenceBehind } from '../../../src/contested/read-contests.ts';
import { askAgain } from '../../../src/objection/ask-again.ts';
import { contestedRows } from '../../../src/objection/contested-row.ts';
import { fileObjection } from '../../../src/objection/file-objection.ts';
import { isContested } from '../../../src/objection/open-contests.ts';
import { settleObjection } from '../../../src/objection/settle-objection.ts';
import type { SettleObjection } from '../../../src/objection/settle-objection.ts';
import { renderReport } from '../../../src/report/render-text.ts';
import type { Verification } from '../../../src/verification/verification.ts';
import { refusalOf } from '../../support/case-room.ts';
import { CASEWORKER } from '../../support/house.ts';
import { openObjectionRoom, OTHER_REVIEWER, PROOF, REVIEWER } from './room.ts';
import type { ObjectionRoom } from './room.ts';

describe('an objection, from filing to the version in which it ended', () => {
  let room: ObjectionRoom;
  let check: Verification;
  beforeAll(async () => {
    room = await openObjectionRoom();
    check = await room.checked('revoked-firm');
  }, 60_000);
  afterAll(() => room.house.close());

  async function rowOf(sourceId: string) {
    const { db, vault } = room.house.services;
    const evidence = await readEvidenceBehind(db, vault, check);
    const row = contestedRows(await room.newest(check), evidence).find(
      (one) => one.subject === 'FACT' && one.sourceId === sourceId,
    );
    if (row === undefined) throw new Error(`${sourceId} knows something of this family`);
    return row;
  }
  async function file(sourceId: string, proofs: readonly (typeof PROOF)[] = []) {
    return fileObjection(room.house.services, CASEWORKER, {
      verificationId: check.id,
      key: (await rowOf(sourceId)).key,
      why: '早已不经营，登记与实际不符',
      proofs,
      idempotencyKey: crypto.randomUUID(),
    });
  }
  const settle = (objectionId: string, outcome: SettleObjection['outcome'], by = REVIEWER) =>
    settleObjection(room.house.services, by, { objectionId, outcome, reason: '已查明情况' });
  const figure = async (id: string) =>
    (await room.newest(check)).indicators.find((indicator) => indicator.id === id)?.figure?.value;

  it('is filed with its proof and a date, changes no figure, and keeps the case open', async () => {
    const before = await figure('I04');
    const objection = await file('business-registration');
    expect(objection).toMatchObject({ state: 'OPEN', filedBy: CASEWORKER.subject, personId: expect.any(String) });
    expect(objection.number).toMatch(/^YY-320213-\d{8}-\d{6}$/);
    expect(objection.dueAt.getTime()).toBeGreaterThan(objection.filedAt.getTime());
    expect(await isContested(room.house.services.db, check.applicationId)).toBe(true);
    expect(await figure('I04')).toBe(before);
    expect(await refusalOf(file('business-registration'))).toMatchObject({ code: 'CONFLICT' });
    // Explained: the fact stands, its figure too, and the page says so.
    expect(await settle(objection.id, 'EXPLAINED')).toMatchObject({ state: 'SETTLED', outcome: 'EXPLAINED' });
    expect(await figure('I04')).toBe(before);
    const document = await room.newest(check);
    expect(document.changes[0]?.zh).toContain('事实成立，已作说明');
    expect(renderReport(document, { width: 120 })).toContain('【异议和争议】');
    expect(await isContested(room.house.services.db, check.applicationId)).toBe(false);
  });

  it('is settled by neither the one who filed it nor the one who requested the check', async () => {
    const { id } = await file('business-registration');
    expect(await refusalOf(settle(id, 'UPHELD', CASEWORKER))).toMatchObject({ code: 'SECOND_PERSON_NEEDED' });
    await settle(id, 'UPHELD');
  });

  it('sets a fact of another person aside, with its proof only, and keeps it on the page', async () => {
    const before = (await figure('I03')) ?? 0;
    const bare = await file('banks');
    expect(await refusalOf(settle(bare.id, 'NOT_THIS_PERSON'))).toMatchObject({ code: 'PROOF_NEEDED' });
    await settle(bare.id, 'UPHELD');
    expect(await figure('I03')).toBe(before);
    const proved = await file('banks', [PROOF]);
    await settle(proved.id, 'NOT_THIS_PERSON');
    expect(await figure('I03')).toBeLessThan(before);
    const document = await room.newest(check);
    expect(document.contests?.at(-1)).toMatchObject({ outcome: 'NOT_THIS_PERSON', effect: 'SET_ASIDE' });
    expect(document.contests?.at(-1)?.facts).toHaveLength(1);
    expect(document.changes.some(({ zh }) => zh.startsWith('I03 金融资产数值'))).toBe(true);
  });

  it('asks the source once more under the letter, and is not called corrected while the source says the same', async () => {
    const { id } = await file('social-insurance');
    const asked = await askAgain(room.house.services, CASEWORKER, id);
    await room.house.finished(asked.askedAgain ?? '');
    expect(await refusalOf(settle(id, 'SOURCE_CORRECTED'))).toMatchObject({
      code: 'CONFLICT',
      details: { field: 'outcome' },
    });
    await settle(id, 'UPHELD');
  });

  it('goes by the new answer of a source that has corrected its record', async () => {
    const row = await rowOf('real-estate');
    const homes = await figure('I01');
    const { id } = await file('real-estate');
    const person = room.house.sandbox.population.family('revoked-firm').members[0];
    // The department mends its record: the synthetic person's, from which the simulators answer.
    Object.assign(person, { facts: person.facts.filter(({ type }) => type !== 'HOME_TITLE') });
    const asked = await askAgain(room.house.services, CASEWORKER, id);
    await room.house.finished(asked.askedAgain ?? '');
    await settle(id, 'SOURCE_CORRECTED');
    expect(homes).toBe(1);
    expect(await figure('I01')).toBe(0);
    const document = await room.newest(check);
    const answer = document.answers.find(
      ({ sourceId, personId }) => sourceId === 'real-estate' && personId === row.personId,
    );
    expect(answer?.kind).toBe('NO_RECORD');
    expect(document.contests?.at(-1)).toMatchObject({ outcome: 'SOURCE_CORRECTED', what: row.what, facts: [] });
  });

  it('is settled once, whoever tries at the same moment', async () => {
    const { id } = await file('business-registration');
    const before = await room.versions(check);
    const ends = await Promise.allSettled([settle(id, 'EXPLAINED'), settle(id, 'UPHELD', OTHER_REVIEWER)]);
    expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const lost = ends.find((end) => end.status === 'rejected');
    expect(lost?.reason).toMatchObject({ code: 'ALREADY_SETTLED' });
    expect(await room.versions(check)).toBe(before + 1);
  });
});
