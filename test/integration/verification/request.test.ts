import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseCalendarDate } from '../../../src/platform/calendar-date.ts';
import { ManualClock } from '../../../src/platform/clock.ts';
import { Problem } from '../../../src/platform/problem.ts';
import { performTogether } from '../../../src/access/acts/perform-together.ts';
import { requestVerificationAct } from '../../../src/access/acts/verification.ts';
import type { RequestVerification } from '../../../src/verification/request.ts';
import { getVerification } from '../../../src/verification/store.ts';
import { refusalOf } from '../../support/case-room.ts';
import { CASEWORKER, openTestHouse, registrationOf } from '../../support/house.ts';
import type { TestHouse } from '../../support/house.ts';
import { cancelVerification, principalOf, requestVerification } from '../../support/acts.ts';

describe('requesting a verification', () => {
  const clock = new ManualClock(new Date('2018-03-05T01:30:00Z'));
  let house: TestHouse;
  beforeAll(async () => {
    house = await openTestHouse({ clock });
  });
  afterAll(() => house.close());

  const request = (given: Omit<RequestVerification, 'purpose'>) =>
    requestVerification(house.services, CASEWORKER, { purpose: 'APPLICATION', ...given });
  const admit = () => house.admit(house.sandbox.population.family('family-clean'));
  const rows = async (table: 'verification' | 'outbox' | 'progress') =>
    (await house.services.db.selectFrom(table).selectAll().execute()).length;

  it('gives the same verification for the same key, also when asked twenty times at once', async () => {
    const { id: applicationId } = await admit();
    const before = await rows('outbox');
    const all = await Promise.all(Array.from({ length: 20 }, () => request({ applicationId, idempotencyKey: 'same' })));
    expect(new Set(all.map(({ id }) => id)).size).toBe(1);
    expect(await rows('outbox')).toBe(before + 1);
  });

  it('refuses a key that belongs to another request, also when both come at once', async () => {
    const [one, other] = [await admit(), await admit()];
    const settled = await Promise.allSettled(
      [one, other].map(({ id }) => request({ applicationId: id, idempotencyKey: 'shared' })),
    );
    expect(settled.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    const refused = settled.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
    expect(refused[0]).toMatchObject({ details: { code: 'IDEMPOTENCY_KEY_REUSED', field: 'idempotencyKey' } });
  });

  it('writes nothing when it refuses: no letter, base date in the future, unknown application', async () => {
    const { id: applicationId } = await admit();
    await house.services.db
      .updateTable('letter')
      .set({ ended_at: clock.now(), ended_reason: 'REFUSED' })
      .where('application_id', '=', applicationId)
      .execute();
    const before = [await rows('verification'), await rows('outbox'), await rows('progress')];
    const codes = [
      await refusalOf(request({ applicationId, idempotencyKey: 'a' })),
      await refusalOf(
        request({ applicationId: (await admit()).id, idempotencyKey: 'b', baseDate: parseCalendarDate('2018-03-06') }),
      ),
      await refusalOf(request({ applicationId: crypto.randomUUID(), idempotencyKey: 'c' })),
    ].map(({ code }) => code);
    expect(codes).toEqual(['NO_LETTER', 'INVALID_DATE', 'NOT_FOUND']);
    expect([await rows('verification'), await rows('outbox'), await rows('progress')]).toEqual(before);
  });

  it('serves many callers in one go, each with an outcome of its own', async () => {
    const [one, other] = [await admit(), await admit()];
    const asking = (applicationId: string, idempotencyKey: string, actor = CASEWORKER) => ({
      principal: principalOf(actor),
      requestId: actor.checkId,
      input: { applicationId, idempotencyKey, purpose: 'APPLICATION' as const },
    });
    const colleague = { ...CASEWORKER, subject: 'colleague' };
    const before = await rows('outbox');
    const outcomes = await performTogether(house.services, requestVerificationAct, [
      asking(one.id, 'gathered'),
      asking(crypto.randomUUID(), 'lost'),
      asking(one.id, 'gathered'),
      asking(other.id, 'gathered'),
      asking(other.id, 'gathered', colleague),
    ]);
    expect(outcomes.map((outcome) => (outcome instanceof Problem ? outcome.code : outcome.applicationId))).toEqual([
      one.id,
      'NOT_FOUND',
      one.id,
      'IDEMPOTENCY_KEY_REUSED',
      other.id,
    ]);
    expect(outcomes[2]).toEqual(outcomes[0]);
    expect(await rows('outbox')).toBe(before + 2);
  });

  it('takes the same key with another base date, given or not, for another request', async () => {
    const { id: applicationId } = await admit();
    const baseDate = parseCalendarDate('2018-03-01');
    const first = await request({ applicationId, idempotencyKey: 'dated', baseDate });
    expect((await request({ applicationId, idempotencyKey: 'dated', baseDate })).id).toBe(first.id);
    expect((await refusalOf(request({ applicationId, idempotencyKey: 'dated' }))).code).toBe('IDEMPOTENCY_KEY_REUSED');
  });

  it('refuses to verify a household in which nobody counts', async () => {
    const family = house.sandbox.population.family('family-clean');
    const [applicant] = family.members;
    const form = registrationOf({ ...family, members: [applicant], obligors: [], declared: [] });
    const prisoner = { ...form, members: form.members.map((member) => ({ ...member, circumstance: 'IN_PRISON' })) };
    const { id: applicationId } = await house.admitForm(prisoner);
    expect(await refusalOf(request({ applicationId, idempotencyKey: 'nobody' }))).toMatchObject({
      code: 'CONFLICT',
      details: { field: 'applicationId' },
    });
  });

  it('needs a letter of the family: that of a support obligor alone is none', async () => {
    const family = house.sandbox.population.family('obligor-with-income');
    const { id: applicationId } = await house.admit(family, { unsigned: [0] });
    expect((await refusalOf(request({ applicationId, idempotencyKey: 'obligor' }))).code).toBe('NO_LETTER');
  });

  it("is about a version of its own application's household: the database refuses any other", async () => {
    const [own, other] = [await admit(), await admit()];
    const { id } = await request({ applicationId: own.id, idempotencyKey: 'own' });
    const row = await house.services.db
      .selectFrom('verification')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    const insert = (changes: Partial<typeof row>) => {
      const copy = { ...row, id: crypto.randomUUID(), idempotency_key: crypto.randomUUID(), ...changes };
      return house.services.db.insertInto('verification').values(copy).execute();
    };
    await expect(insert({ household_id: other.householdId })).rejects.toThrow(/foreign key/);
    await expect(insert({ household_version: 99 })).rejects.toThrow(/foreign key/);
    await insert({});
  });

  it('keeps the deadline of the policy in working days from the request', async () => {
    const { id: applicationId } = await admit();
    const verification = await request({ applicationId, idempotencyKey: 'deadline' });
    expect(verification.deadlineAt).toEqual(new Date(clock.now().getTime() + 20 * 400));
    expect(verification.packId).toBe('wuxi-urban-2017-07-3');
  });

  it('is cancelled once, and not after its report', async () => {
    const { id: applicationId } = await admit();
    const { id } = await request({ applicationId, idempotencyKey: 'cancel' });
    const both = await Promise.all([
      cancelVerification(house.services, CASEWORKER, { verificationId: id }),
      cancelVerification(house.services, CASEWORKER, { verificationId: id }),
    ]);
    expect(both.map(({ state, version }) => [state, version])).toEqual([
      ['CANCELLED', 2],
      ['CANCELLED', 2],
    ]);
    const issued = await request({ applicationId, idempotencyKey: 'issued' });
    await house.services.db
      .updateTable('verification')
      .set({ state: 'ISSUED_COMPLETE' })
      .where('id', '=', issued.id)
      .execute();
    expect(
      await refusalOf(cancelVerification(house.services, CASEWORKER, { verificationId: issued.id })),
    ).toMatchObject({
      code: 'ILLEGAL_TRANSITION',
    });
    expect((await getVerification(house.services.db, issued.id)).state).toBe('ISSUED_COMPLETE');
  });
});
