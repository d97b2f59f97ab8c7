import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FamilyLabel } from '../../../adapters/sandbox/families.ts';
import { BANK_CODES } from '../../../adapters/sandbox/person.ts';
import type { Application } from '../../../src/application/application.ts';
import { shiftedClock, systemClock } from '../../../src/platform/clock.ts';
import { chineseCalendar, compressedCalendar } from '../../../src/platform/working-days.ts';
import { readPublished } from '../../support/published-form.ts';
import { CASEWORKER, openTestHouse, registrationOf } from '../../support/house.ts';
import type { TestHouse } from '../../support/house.ts';
import { cancelVerification, endLetter, requestVerification } from '../../support/acts.ts';

const clock = shiftedClock(new Date('2018-03-05T01:30:00Z').getTime() - systemClock.now().getTime());
/** Long enough that nobody is given up while other tests have the processor. */
const calendar = compressedCalendar(chineseCalendar, { workingDayMs: 3_000, windowWaitMs: 0 });

describe('identical questions of several cases', { timeout: 40_000 }, () => {
  let house: TestHouse;
  afterEach(() => house.close());

  const open = async (options: Partial<Parameters<typeof openTestHouse>[0]> = {}) => {
    house = await openTestHouse({ clock, calendar, ...options });
  };
  const admit = (label: FamilyLabel, options?: { unsigned: readonly number[] }) =>
    house.admit(house.sandbox.population.family(label), options);
  const request = ({ id }: Application) =>
    requestVerification(house.services, CASEWORKER, {
      applicationId: id,
      purpose: 'APPLICATION',
      idempotencyKey: crypto.randomUUID(),
    });
  const asked = (): number =>
    Object.values(house.sandbox.counts()).flatMap((perRequest) => Object.keys(perRequest)).length;
  const questionsOf = (verificationId: string) =>
    house.services.db
      .selectFrom('question')
      .select(['source_id', 'shared', 'state', 'letter_id', 'answered_as', 'request_id'])
      .where('verification_id', '=', verificationId)
      .where('last_fault', 'is', null)
      .execute();
  const kindsIn = async (verificationId: string) => {
    const report = await readPublished(house.services.db, house.services.vault, verificationId);
    return report?.document.answers.map(({ personId, sourceId, kind }) => `${personId} ${sourceId} ${kind}`);
  };

  describe('in flight at the same time', () => {
    beforeEach(() => open());

    it('are asked once, answered for each, each under its own letter', async () => {
      const [first, second] = [await admit('family-clean'), await admit('family-clean')];
      const checks = [await request(first), await request(second)];
      await house.work();
      for (const { id } of checks) expect(await house.finished(id)).toMatch(/^ISSUED/);
      const questions = await Promise.all(checks.map(({ id }) => questionsOf(id)));
      const all = questions.flat();
      const shared = all.filter(({ shared: how }) => how !== null);
      expect(shared.length).toBe(all.length / 2);
      expect(asked()).toBe(all.length - shared.length);
      const letters = questions.map((own) => new Set(own.map(({ letter_id: letter }) => letter)));
      expect(letters.map(({ size }) => size)).toEqual([1, 1]);
      expect(letters[0]).not.toEqual(letters[1]);
      expect(await kindsIn(checks[0]?.id ?? '')).toEqual(await kindsIn(checks[1]?.id ?? ''));
    });

    it('under another name are another question', async () => {
      const family = house.sandbox.population.family('family-clean');
      const form = registrationOf(family);
      const renamed = { ...form, members: form.members.map((one) => ({ ...one, name: `${one.name}某` })) };
      const checks = [await request(await admit('family-clean')), await request(await house.admitForm(renamed))];
      await house.work();
      for (const { id } of checks) await house.finished(id);
      const all = (await Promise.all(checks.map(({ id }) => questionsOf(id)))).flat();
      expect(all.filter(({ shared }) => shared !== null)).toEqual([]);
    });
  });

  it('go on by themselves when the check of the one that was asked is called off', async () => {
    // Every bank is still at it when the check is called off, however busy the machine is.
    const silent = { silent: true };
    await open({ settings: { banks: Object.fromEntries(BANK_CODES.map((code) => [code, silent])) } });
    const [first, second] = [await admit('family-clean'), await admit('family-clean')];
    const leading = await request(first);
    await house.work();
    await expect.poll(async () => (await questionsOf(leading.id)).length, { timeout: 10_000 }).toBeGreaterThan(0);
    await expect
      .poll(async () => (await questionsOf(leading.id)).every(({ state }) => state !== 'PLANNED'), { timeout: 10_000 })
      .toBe(true);
    const following = await request(second);
    await expect
      .poll(async () => (await questionsOf(following.id)).some(({ shared }) => shared === 'JOINED'), {
        timeout: 10_000,
      })
      .toBe(true);
    await cancelVerification(house.services, CASEWORKER, { verificationId: leading.id });
    const atBanks = async () => (await questionsOf(following.id)).filter(({ source_id: source }) => source === 'banks');
    await expect
      .poll(async () => (await atBanks()).some(({ shared }) => shared === 'JOINED'), { timeout: 10_000 })
      .toBe(false);
    house.sandbox.change({});
    expect(await house.finished(following.id)).toMatch(/^ISSUED/);
    const banks = await atBanks();
    expect(banks.map(({ state }) => state)).toEqual(banks.map(() => 'SETTLED'));
    expect(banks.some(({ shared }) => shared === 'JOINED')).toBe(false);
  });

  it('nothing is kept of an answer that comes after the letter ended; others are answered for themselves', async () => {
    await open({ settings: { banks: { 'DEMO-A': { silent: true } } } });
    const [first, second] = [await admit('family-clean'), await admit('family-clean')];
    const checks = [await request(first), await request(second)];
    await house.work();
    const [leading, following] = checks.map(({ id }) => id);
    const atBank = async (id = '') =>
      (
        await house.services.db
          .selectFrom('question as q')
          .leftJoin('answer as a', (join) => join.onRef('a.question_id', '=', 'q.id'))
          .leftJoin('answer_raw as r', 'r.answer_id', 'a.id')
          .select(['q.state', 'q.last_fault', 'q.shared', 'a.kind', 'r.answer_id as raw'])
          .where('q.verification_id', '=', id)
          .where('q.institution', '=', 'DEMO-A')
          .execute()
      ).map((row) => ({ ...row }));
    await expect
      .poll(async () => [...(await atBank(leading)), ...(await atBank(following))].map(({ state }) => state), {
        timeout: 15_000,
      })
      .toEqual(Array.from({ length: 6 }, () => 'ASKED'));
    const joined = (await atBank(following)).every(({ shared }) => shared === 'JOINED');
    const [ending, staying] = joined ? [first, second] : [second, first];
    const letter = await house.services.db
      .selectFrom('letter')
      .select('id')
      .where('application_id', '=', ending.id)
      .executeTakeFirstOrThrow();
    await endLetter(house.services, CASEWORKER, { letterId: letter.id, reason: 'NEW_APPLICATION' });
    house.sandbox.change({});
    for (const { id } of checks) await house.finished(id);
    const ended = await atBank(checks.find(({ applicationId }) => applicationId === ending.id)?.id);
    expect(ended.map(({ kind, raw }) => ({ kind, raw }))).toEqual(
      ended.map(() => ({ kind: 'NOT_AUTHORISED', raw: null })),
    );
    const stayed = await atBank(checks.find(({ applicationId }) => applicationId === staying.id)?.id);
    expect(stayed.every(({ kind }) => kind === 'HIT' || kind === 'NO_RECORD')).toBe(true);
    const erased = await house.services.db
      .selectFrom('look_log')
      .select('outcome')
      .where('application_id', '=', ending.id)
      .where('outcome', '=', 'ERASED_UNREAD')
      .execute();
    expect(erased.length).toBeGreaterThan(0);
  });

  describe('answered a short while ago', () => {
    it('are not asked again, and the report says whose answer it is', async () => {
      await open();
      await house.work();
      await house.finished((await request(await admit('family-clean'))).id);
      const before = asked();
      const again = await request(await admit('family-clean'));
      expect(await house.finished(again.id)).toMatch(/^ISSUED/);
      expect(asked()).toBe(before);
      const report = await readPublished(house.services.db, house.services.vault, again.id);
      const parts = report?.document.answers.flatMap(({ parts: own }) => own) ?? [];
      const reused = parts.filter(({ shared }) => shared === 'REUSED');
      expect(reused.length).toBe(before);
      expect(reused[0]?.words.zh).toMatch(/，沿用 2018-03-05 \d\d:\d\d 的答复$/);
      const looks = await house.services.db
        .selectFrom('look_log')
        .select(['letter_number', 'request_id'])
        .where('verification_id', '=', again.id)
        .where('act', '=', 'REUSE_ANSWER')
        .execute();
      expect(looks).toHaveLength(before);
      expect(looks.every(({ letter_number: letter }) => letter !== null)).toBe(true);
    });

    it('are no answer for somebody whom this case’s letter does not cover', async () => {
      await open();
      await house.work();
      await house.finished((await request(await admit('family-clean'))).id);
      const second = await admit('family-clean', { unsigned: [0] });
      const again = await request(second);
      const own = () =>
        house.services.db
          .selectFrom('question')
          .select(['last_fault', 'shared'])
          .where('verification_id', '=', again.id)
          .where('person_id', '=', second.applicantPersonId)
          .where('source_id', '=', 'real-estate')
          .executeTakeFirst();
      await expect.poll(own, { timeout: 15_000 }).toEqual({ last_fault: 'NOT_SIGNED', shared: null });
    });

    it('are asked again where the source’s terms do not allow it', async () => {
      await open({ entries: { 'real-estate': { behaviour: { reuse: { withinHours: 24, purposes: [] } } } } });
      await house.work();
      await house.finished((await request(await admit('family-clean'))).id);
      const again = await request(await admit('family-clean'));
      await house.finished(again.id);
      const shared = (await questionsOf(again.id)).filter(({ shared: how }) => how === null);
      expect(new Set(shared.map(({ source_id: source }) => source))).toEqual(new Set(['real-estate']));
    });
  });
});
