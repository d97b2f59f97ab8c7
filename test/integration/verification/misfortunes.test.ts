import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { reconcile } from '../../../jobs/reconcile.ts';
import { shiftedClock, systemClock } from '../../../src/platform/clock.ts';
import { openDatabase } from '../../../src/platform/database.ts';
import { CASEWORKER, openTestHouse } from '../../support/house.ts';
import type { TestHouse } from '../../support/house.ts';
import { cancelVerification, claimQuestions, endLetter, planChecks, requestVerification } from '../../support/acts.ts';

const clock = shiftedClock(new Date('2018-03-05T01:30:00Z').getTime() - systemClock.now().getTime());

describe('one check’s misfortune', () => {
  let house: TestHouse;
  beforeEach(async () => {
    house = await openTestHouse({ clock });
  });
  afterEach(() => house.close());

  async function request(): Promise<{ id: string; applicationId: string; householdId: string }> {
    const application = await house.admit(house.sandbox.population.family('family-clean'));
    const { id } = await requestVerification(house.services, CASEWORKER, {
      applicationId: application.id,
      purpose: 'APPLICATION',
      idempotencyKey: crypto.randomUUID(),
    });
    return { id, applicationId: application.id, householdId: application.householdId };
  }
  const asked = async (verificationId: string): Promise<number> =>
    (
      await house.services.db
        .selectFrom('question')
        .select('id')
        .where('verification_id', '=', verificationId)
        .where('asked_at', 'is not', null)
        .execute()
    ).length;

  it('a letter that is being ended: nothing leaves after its end', async () => {
    const { id, applicationId } = await request();
    await planChecks(house.services, [id]);
    const letter = await house.services.db
      .selectFrom('letter')
      .select('id')
      .where('application_id', '=', applicationId)
      .executeTakeFirstOrThrow();
    const other = openDatabase(house.databaseUrl, { max: 1 });
    const claim = await other.transaction().execute(async (trx) => {
      await trx
        .updateTable('letter')
        .set({ ended_at: clock.now(), ended_reason: 'WITHDRAWN' })
        .where('id', '=', letter.id)
        .execute();
      const claiming = claimQuestions(house.services, {
        places: [{ verificationId: id, source: house.planned('real-estate'), most: 10 }],
      });
      // The claim now waits for the letter; it must not go on with what it would have read before.
      await new Promise((resolve) => setTimeout(resolve, 200));
      return { claiming };
    });
    expect((await claim.claiming).questions).toEqual([]);
    expect(await asked(id)).toBe(0);
    await other.destroy();
  });

  it('a letter ended through its own act stops what has not left', async () => {
    const { id, applicationId } = await request();
    const letter = await house.services.db
      .selectFrom('letter')
      .select('id')
      .where('application_id', '=', applicationId)
      .executeTakeFirstOrThrow();
    await endLetter(house.services, CASEWORKER, { letterId: letter.id, reason: 'MEMBERS_CHANGED' });
    await house.work();
    expect(await house.finished(id)).toBe('ISSUED_INCOMPLETE');
    expect(await asked(id)).toBe(0);
    expect(Object.values(house.sandbox.counts()).flatMap((one) => Object.keys(one))).toEqual([]);
  });

  it('a household that cannot be opened stops its own check only', async () => {
    const spoilt = await request();
    await spoil(spoilt.householdId);
    const good = await request();
    await house.work();
    expect(await house.finished(good.id)).toMatch(/^ISSUED/);
    expect(await asked(spoilt.id)).toBe(0);
  });

  it('a report that cannot be composed does not keep the reconciler from the others', async () => {
    const [bad, good] = [await request(), await request()];
    await planChecks(house.services, [bad.id, good.id]);
    await house.services.db
      .updateTable('question')
      .set({ state: 'SETTLED', last_fault: 'CANCELLED' })
      .where('verification_id', 'in', [bad.id, good.id])
      .execute();
    await spoil(bad.householdId);
    expect(await reconcile(house.services, new Map(), async () => undefined)).toBe(1);
    expect(await house.finished(good.id)).toMatch(/^ISSUED/);
  });

  it('a report that can be composed again is issued when its time aside is over', async () => {
    const { id, householdId } = await request();
    await planChecks(house.services, [id]);
    await house.services.db
      .updateTable('question')
      .set({ state: 'SETTLED', last_fault: 'CANCELLED' })
      .where('verification_id', '=', id)
      .execute();
    const mend = await spoil(householdId);
    const turnIn = (ms: number) => {
      const now = () => new Date(clock.now().getTime() + ms);
      return reconcile({ ...house.services, clock: { now } }, new Map(), async () => undefined);
    };
    expect(await turnIn(0)).toBe(0);
    await mend();
    expect(await turnIn(60_000)).toBe(0);
    expect(await turnIn(700_000)).toBe(1);
    expect(await house.finished(id)).toMatch(/^ISSUED/);
  });

  it('cancelled checks take no place in line and no unit of the quota', async () => {
    for (let turn = 0; turn < 3; turn += 1) {
      const { id } = await request();
      await planChecks(house.services, [id]);
      await cancelVerification(house.services, CASEWORKER, { verificationId: id });
    }
    const { id } = await request();
    await planChecks(house.services, [id]);
    const claim = await claimQuestions(house.services, {
      files: [{ source: house.planned('banks'), most: 1_000 }],
    });
    expect(new Set(claim.questions.map(({ verificationId }) => verificationId))).toEqual(new Set([id]));
    const open = await house.services.db.selectFrom('question').select('id').where('state', '=', 'PLANNED').execute();
    expect(open.length).toBeGreaterThan(0);
  });

  /** Only the owner can spoil a row: the application may not change a household. @returns what makes it good again. */
  async function spoil(householdId: string): Promise<() => Promise<void>> {
    const rows = await house.services.db
      .selectFrom('household_member')
      .select(['person_id', 'details_cipher'])
      .where('household_id', '=', householdId)
      .execute();
    const write = async (cipherOf: (row: (typeof rows)[number]) => Buffer): Promise<void> => {
      const owner = openDatabase(house.ownerUrl, { max: 1 });
      for (const row of rows) {
        await owner
          .updateTable('household_member')
          .set({ details_cipher: cipherOf(row) })
          .where('household_id', '=', householdId)
          .where('person_id', '=', row.person_id)
          .execute();
      }
      await owner.destroy();
    };
    await write(() => Buffer.from([0]));
    return () => write(({ details_cipher: cipher }) => cipher);
  }
});
