import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Application } from '../../../src/application/application.ts';
import { readEvidence } from '../../../src/evidence/read-evidence.ts';
import { getVerification } from '../../../src/verification/store.ts';
import type { Verification } from '../../../src/verification/verification.ts';
import { CASEWORKER } from '../../support/case-room.ts';
import { openDesk } from '../../support/desk.ts';
import type { Desk } from '../../support/desk.ts';
import { readPublished } from '../../support/published-form.ts';
import { issueReport, withdrawGrant } from '../../support/acts.ts';

/** The source whose word about the supporter is waited for. */
const AWAITED = 'tax';

let desk: Desk;
let personId: string;
beforeAll(async () => {
  desk = await openDesk();
  await desk.admit();
  ({ person_id: personId } = await desk.services.db
    .selectFrom('household_member')
    .select('person_id')
    .where('role', '=', 'OBLIGOR')
    .executeTakeFirstOrThrow());
});
beforeEach(() => desk.clear());
afterAll(() => desk.close());

const aboutObligor = async ({ id }: Verification) => {
  const pieces = await readEvidence(desk.services.db, desk.services.vault, id);
  return pieces.find((one) => one.personId === personId && one.sourceId === AWAITED);
};

async function admitWithoutObligor(): Promise<Application> {
  const application = await desk.admit();
  const letter = await desk.services.db
    .selectFrom('letter')
    .select('id')
    .where('application_id', '=', application.id)
    .executeTakeFirstOrThrow();
  await withdrawGrant(desk.services, CASEWORKER, { letterId: letter.id, personId });
  return application;
}

it('an answer about a supporter serves another case only under their own letter there', async () => {
  const first = await desk.check(await desk.admit());
  await desk.claim(AWAITED);
  // While the question is in flight, and when it has been answered.
  for (const application of [await admitWithoutObligor(), await admitWithoutObligor()]) {
    const check = await desk.check(application);
    await desk.claim(AWAITED);
    expect(await aboutObligor(check)).toMatchObject({ kind: 'NOT_AUTHORISED', reason: 'WITHDRAWN' });
    await desk.answer((await aboutObligor(first))?.requestId ?? '');
  }
  expect(await aboutObligor(first)).toMatchObject({ kind: 'HIT' });
  const signed = await desk.check(await desk.admit());
  expect(await aboutObligor(signed)).toMatchObject({ kind: 'HIT', shared: 'REUSED' });
});

it('a department that is silent about a supporter is waited for up to its time, and the report is complete', async () => {
  const { services } = desk;
  const check = await desk.check(await desk.admit());
  for (const { id } of services.sources.filter(({ connected }) => connected)) {
    for (const { requestId } of await desk.claim(id)) {
      if (requestId !== (await aboutObligor(check))?.requestId) await desk.answer(requestId, 'NO_RECORD');
    }
  }
  expect(await issueReport(services, check.id)).toBe('NOT_YET');
  const { due_at: dueAt } = await services.db
    .selectFrom('question')
    .select('due_at')
    .where('verification_id', '=', check.id)
    .where('state', '<>', 'SETTLED')
    .executeTakeFirstOrThrow();
  expect(dueAt.getTime()).toBeLessThanOrEqual(check.deadlineAt.getTime());
  services.clock.advance(dueAt.getTime() - services.clock.now().getTime());
  expect(await issueReport(services, check.id)).toBe('ISSUED');
  expect(await aboutObligor(check)).toMatchObject({ kind: 'NO_RESPONSE' });
  const { state } = await getVerification(services.db, check.id);
  const published = await readPublished(services.db, services.vault, check.id);
  expect([state, published?.document.completeness]).toEqual(['ISSUED_COMPLETE', 'COMPLETE']);
  expect(published?.document.missing).toEqual([]);
});
