import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Application } from '../../../src/application/application.ts';
import type { DecisionInput } from '../../../src/decision/decision-input.ts';
import { readDecisions } from '../../../src/decision/decision-store.ts';
import { openDatabase } from '../../../src/platform/database.ts';
import type { Verification } from '../../../src/verification/verification.ts';
import { CASEWORKER, refusalOf } from '../../support/case-room.ts';
import { drawUp, requestedCheck } from '../../support/drawn-report.ts';
import { openAppRoom } from '../http/app-room.ts';
import type { AppRoom } from '../http/app-room.ts';
import { DAY, deciding, finding, officer } from './deciding.ts';
import { closeApplication, decide, requestVerification } from '../../support/acts.ts';

let room: AppRoom;
const { approve, reviewed, step, publicise, input, whileContested } = deciding(() => room);
beforeAll(async () => {
  room = await openAppRoom();
});
afterAll(() => room.close());

const decided = (check: Verification, changes: Partial<DecisionInput>) =>
  decide(room.services, officer('officer-1'), input(check, changes));
const codeOf = async (check: Verification, changes: Partial<DecisionInput>) =>
  (await refusalOf(decide(room.services, officer('officer-1'), input(check, changes)))).code;

/** A later check of the case, reviewed. */
async function checkedAgain({ id }: Application): Promise<Verification> {
  room.room.services.clock.advance(DAY);
  const verification = await requestVerification(room.services, CASEWORKER, {
    applicationId: id,
    purpose: 'APPLICATION',
    idempotencyKey: crypto.randomUUID(),
  });
  await drawUp(room.services, verification, { found: finding({ I02: 'EXCEEDS' }) });
  await approve(verification);
  return verification;
}

it('aid is granted, reduced, phased out and stopped, each on a report of its own, and the case ends', async () => {
  // The law knows a grace period since October 2022.
  room.room.services.clock.advance(2_290 * DAY);
  const { application, verification } = await reviewed();
  await publicise(application.id);
  const GRANT = { kind: 'APPROVED', grounds: [], monthlyFen: 120_000, recheck: 'STABLE' } as const;
  expect((await decided(verification, GRANT)).from).toBe('2024-06-01');

  const second = await checkedAgain(application);
  expect(await codeOf(second, { kind: 'AMOUNT_CHANGED', monthlyFen: 90_000, grounds: [] })).toBe('INVALID_INPUT');
  const reduce = () => codeOf(second, { kind: 'AMOUNT_CHANGED', monthlyFen: 90_000 });
  expect(await whileContested(second, reduce), 'contested').toBe('OBJECTION_OPEN');
  const reduced = await decided(second, { kind: 'AMOUNT_CHANGED', monthlyFen: 90_000 });
  expect(reduced.notice.paragraphs[0]?.zh).toContain('由每月 1,200.00 元调整为每月 900.00 元');

  const third = await checkedAgain(application);
  const grace = await decided(third, { kind: 'GRACE_PERIOD', graceMonths: 6 });
  expect([grace.monthlyFen, grace.from, grace.until]).toEqual([90_000, '2024-06-01', '2024-11-30']);

  const fourth = await checkedAgain(application);
  await decided(fourth, { kind: 'STOPPED' });
  const closing = () => closeApplication(room.services, CASEWORKER, { applicationId: application.id });
  expect((await refusalOf(closing())).code, 'not told yet').toBe('CONFLICT');
  await step(application.id, 'NOTICE_DELIVERED');
  room.room.services.clock.advance(30 * DAY);
  expect((await whileContested(fourth, () => refusalOf(closing()))).code).toBe('OBJECTION_OPEN');
  await closing();
  const { ended_reason: reason } = await room.services.db
    .selectFrom('letter')
    .select('ended_reason')
    .where('application_id', '=', application.id)
    .executeTakeFirstOrThrow();
  expect(reason).toBe('ASSISTANCE_ENDED');
  const kept = await readDecisions(room.services.db, room.services.vault, application.id);
  expect(kept.map(({ sequence, kind }) => `${sequence} ${kind}`)).toEqual([
    '1 APPROVED',
    '2 AMOUNT_CHANGED',
    '3 GRACE_PERIOD',
    '4 STOPPED',
  ]);
});

it('an increase is given while an objection is open; a stored notice that was altered is not handed out', async () => {
  const { application, verification } = await reviewed();
  await publicise(application.id);
  await decided(verification, { kind: 'APPROVED', grounds: [], monthlyFen: 50_000 });
  const more = await checkedAgain(application);
  const raise = input(more, { kind: 'AMOUNT_CHANGED', grounds: [], monthlyFen: 60_000 });
  const raised = await whileContested(more, () => decide(room.services, officer('officer-1'), raise));
  expect(raised.kind).toBe('AMOUNT_CHANGED');

  const db = openDatabase(room.room.database.ownerUrl);
  await db
    .updateTable('decision')
    .set({ notice_sha256: Buffer.alloc(32) })
    .where('application_id', '=', application.id)
    .execute();
  await db.destroy();
  await expect(readDecisions(room.services.db, room.services.vault, application.id)).rejects.toThrow(/hash/);
});

it('by the law of 2021 a refusal waits until the family has been told what this version found', async () => {
  const { application, verification } = await requestedCheck(room.room, room.services);
  await step(application.id, 'FINDINGS_TOLD');
  room.room.services.clock.advance(DAY);
  await drawUp(room.services, verification, { found: finding({ I02: 'EXCEEDS' }) });
  await approve(verification);
  expect(await codeOf(verification, { kind: 'REFUSED' }), 'told of something else').toBe('STEP_OUT_OF_ORDER');
  await step(application.id, 'FINDINGS_TOLD');
  expect((await decided(verification, { kind: 'REFUSED' })).kind).toBe('REFUSED');
});
