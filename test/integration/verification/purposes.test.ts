import fc from 'fast-check';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordLetter } from '../../support/acts.ts';
import { readLetters } from '../../../src/authorisation/letter-store.ts';
import { decidableReport } from '../../../src/decision/reviewed-report.ts';
import { Problem } from '../../../src/platform/problem.ts';
import { VERIFICATION_PURPOSES } from '../../../src/policy/pack.ts';
import type { VerificationPurpose } from '../../../src/policy/pack.ts';
import { verificationRow } from '../../../src/verification/request-row.ts';
import type { CaseAtHand } from '../../../src/verification/request-row.ts';
import { getVerification } from '../../../src/verification/store.ts';
import { CASEWORKER } from '../../support/case-room.ts';
import { drawUp, requestedCheck } from '../../support/drawn-report.ts';
import { openAppRoom } from '../http/app-room.ts';
import type { AppRoom } from '../http/app-room.ts';

const LETTER_FOR: Partial<Readonly<Record<VerificationPurpose, string>>> = {
  APPLICATION: 'SOCIAL_ASSISTANCE_CHECK',
  REVERIFICATION: 'RE_VERIFICATION',
  OBJECTION: 'OBJECTION_REVIEW',
};

/** The purpose of a verification decides whether it may be requested, and which report it can replace. */
describe('the purpose of a check', () => {
  let room: AppRoom;
  let held: CaseAtHand;

  beforeAll(async () => {
    room = await openAppRoom({ demo: true });
    const { application, household } = await requestedCheck(room.room, room.services);
    const letters = await readLetters(room.services.db, application.id);
    held = { application, household, letters, aidInForce: false };
  });
  afterAll(() => room.close());

  const letterFor = (purposes: readonly string[], ended: boolean): CaseAtHand['letters'] =>
    held.letters.map((letter) => ({
      ...letter,
      endedAt: ended ? new Date(0) : null,
      grants: letter.grants.map((grant) => ({ ...grant, purposes })),
    }));
  const refusal = (purpose: VerificationPurpose, changes: Partial<CaseAtHand>) => {
    const wish = { kind: 'CHECK', purpose, idempotencyKey: crypto.randomUUID() } as const;
    try {
      verificationRow(room.services, CASEWORKER, wish, { ...held, ...changes }, room.services.clock.now());
      return null;
    } catch (thrown) {
      if (thrown instanceof Problem) return thrown;
      throw thrown;
    }
  };

  it('is covered by a letter in force, and to verify again there is aid in force, whatever else there is', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...VERIFICATION_PURPOSES),
        fc.subarray(Object.values(LETTER_FOR), { minLength: 1 }),
        fc.boolean(),
        fc.boolean(),
        (purpose, purposes, ended, aidInForce) => {
          const needed = LETTER_FOR[purpose];
          const covered = needed !== undefined && purposes.includes(needed) && !ended;
          const allowed = covered && (purpose !== 'REVERIFICATION' || aidInForce);
          expect(refusal(purpose, { letters: letterFor(purposes, ended), aidInForce }) === null).toBe(allowed);
        },
      ),
    );
  });

  it('is refused by what is missing, with the way to mend it', () => {
    const all = letterFor(Object.values(LETTER_FOR), false);
    expect(refusal('REVERIFICATION', { letters: all })).toMatchObject({
      code: 'CONFLICT',
      details: { field: 'purpose', zh: expect.stringContaining('首次核对请选择“申请”') },
    });
    expect(refusal('REVERIFICATION', { aidInForce: true })).toMatchObject({
      code: 'NO_LETTER',
      details: { field: 'purpose', zh: expect.stringContaining('救助期间复核') },
    });
  });

  it('decides which report is replaced: one for another purpose leaves it the newest of its own', async () => {
    const { services } = room;
    const { db, clock } = services;
    const { application, household, verification } = await requestedCheck(room.room, services);
    await drawUp(services, verification);
    room.room.services.clock.advance(1_000);
    await recordLetter(services, CASEWORKER, {
      applicationId: application.id,
      letterNumber: '锡核授〔2018〕7777号',
      signedOn: '2018-02-01',
      grants: household.members.map(({ personId }) => ({
        personId,
        sources: services.sources.map(({ id }) => id),
        purposes: ['OBJECTION_REVIEW'],
      })),
    });
    const letters = await readLetters(db, application.id);
    const row = verificationRow(
      services,
      CASEWORKER,
      { kind: 'CHECK', purpose: 'OBJECTION', idempotencyKey: crypto.randomUUID() },
      { application, household, letters, aidInForce: false },
      clock.now(),
    );
    await db.insertInto('verification').values(row).execute();
    await drawUp(services, await getVerification(db, row.id));
    const decidable = () =>
      db
        .transaction()
        .execute((trx) => decidableReport(services, trx, application, verification, 1))
        .then(
          () => 'DECIDABLE',
          (thrown: unknown) => (thrown instanceof Problem ? thrown.code : thrown),
        );
    // Nobody has reviewed it; but nothing newer stands in its place.
    expect(await decidable()).toBe('REPORT_NOT_REVIEWED');
    const owner = new Client({ connectionString: room.room.database.ownerUrl });
    await owner.connect();
    await owner.query(`UPDATE verification SET purpose = 'APPLICATION' WHERE id = $1`, [row.id]);
    await owner.end();
    expect(await decidable()).toBe('REPORT_SUPERSEDED');
  });
});
