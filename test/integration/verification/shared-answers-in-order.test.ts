import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Application } from '../../../src/application/application.ts';
import { openDatabase } from '../../../src/platform/database.ts';
import { asWorker } from '../../../jobs/as-worker.ts';
import { markSentAct } from '../../../src/access/acts/answer-work.ts';
import { settleSilentInTrx } from '../../../src/verification/settle-overdue.ts';
import { getVerification, lockVerificationInTrx } from '../../../src/verification/store.ts';
import type { Verification } from '../../../src/verification/verification.ts';
import { readPublished } from '../../support/published-form.ts';
import { CASEWORKER } from '../../support/case-room.ts';
import { openDesk } from '../../support/desk.ts';
import type { Desk } from '../../support/desk.ts';
import { cancelVerification, endLetter, issueReport, reissueReport } from '../../support/acts.ts';

const REGISTER = 'real-estate';
const DAY_MS = 24 * 3_600_000;
const OUTSTANDING = { kind: null, facts: [], answeredAt: null };

let desk: Desk;
let leading: Application;
let following: Application;
beforeAll(async () => {
  desk = await openDesk();
});
beforeEach(async () => {
  await desk.clear();
  leading = await desk.admit();
  following = await desk.admit();
});
afterAll(() => desk.close());

/** A check of the one case that asks, and one of the other that waits with it. */
async function joined(sourceId = REGISTER) {
  const first = await desk.check(leading);
  const [asked] = await askedAboutApplicant(sourceId);
  const second = await desk.check(following);
  expect(await desk.claim(sourceId)).toEqual([]);
  expect((await desk.piece(second, following, sourceId)).shared).toBe('JOINED');
  return { first, second, requestId: asked?.requestId ?? '' };
}

async function askedAboutApplicant(sourceId: string) {
  const claimed = await desk.claim(sourceId);
  const rows = await desk.services.db
    .selectFrom('question')
    .select('id')
    .where('person_id', '=', leading.applicantPersonId)
    .execute();
  const aboutApplicant = new Set(rows.map(({ id }) => id));
  return claimed.filter(({ questionId }) => aboutApplicant.has(questionId));
}

const endLetterOf = async ({ id }: Application) => {
  const letter = await desk.services.db
    .selectFrom('letter')
    .select('id')
    .where('application_id', '=', id)
    .executeTakeFirstOrThrow();
  await endLetter(desk.services, CASEWORKER, { letterId: letter.id, reason: 'NEW_APPLICATION' });
};

const giveUp = ({ id }: Verification) =>
  desk.services.db
    .transaction()
    .execute(async (trx) =>
      settleSilentInTrx(
        desk.services,
        trx,
        await lockVerificationInTrx(trx, id),
        { why: 'OVERDUE' },
        desk.services.clock.now(),
      ),
    );

const setAside = ({ id }: Verification, forMs: number) =>
  desk.services.db
    .updateTable('question')
    .set({ claimed_until: new Date(desk.services.clock.now().getTime() + forMs) })
    .where('verification_id', '=', id)
    .execute();

const promised = async (name: string) =>
  (
    await desk.services.db
      .selectFrom('outbox')
      .select('data')
      .where('name', '=', name)
      .where('dispatched_at', 'is', null)
      .execute()
  ).map(({ data }) => data['verificationId']);

describe('a check that waits with another’s question', () => {
  it('reads nothing of its answer before its own letter was looked at, and then all of it', async () => {
    const { second, requestId } = await joined();
    await desk.answer(requestId);
    expect(await desk.piece(second, following, REGISTER)).toMatchObject(OUTSTANDING);
    await desk.follow();
    expect(await desk.piece(second, following, REGISTER)).toMatchObject({ kind: 'HIT', shared: 'JOINED', requestId });
  });

  it('reads nothing where its letter ended before the answer came', async () => {
    const { second, requestId } = await joined();
    await endLetterOf(following);
    await desk.answer(requestId);
    await desk.follow();
    expect(await desk.piece(second, following, REGISTER)).toMatchObject({ ...OUTSTANDING, askedAt: null });
    await desk.claim(REGISTER);
    expect(await desk.piece(second, following, REGISTER)).toMatchObject({ kind: 'NOT_AUTHORISED' });
  });

  it('reads nothing of an answer that came after it was called off', async () => {
    const { second, requestId } = await joined();
    await cancelVerification(desk.services, CASEWORKER, { verificationId: second.id });
    await desk.answer(requestId);
    await desk.follow();
    const piece = await desk.piece(second, following, REGISTER);
    expect(piece).toMatchObject({ ...OUTSTANDING, askedAt: null, reason: 'CANCELLED' });
    expect(piece.shared).toBeUndefined();
  });

  it('reads nothing of an answer to a check that was called off, is let go at once and asks for itself', async () => {
    const { first, second, requestId } = await joined();
    await cancelVerification(desk.services, CASEWORKER, { verificationId: first.id });
    expect(await promised('release-followers')).toEqual([first.id]);
    await desk.answer(requestId);
    expect(await desk.piece(second, following, REGISTER)).toMatchObject(OUTSTANDING);
    expect(await desk.follow()).toMatchObject({ released: [second.id] });
    const own = await desk.claim(REGISTER);
    expect(own.map(({ verificationId }) => verificationId)).toEqual(own.map(() => second.id));
    expect(own.length).toBeGreaterThan(0);
  });

  it('takes the late answer to that question into a new version of its report', async () => {
    const { first, second, requestId } = await joined();
    desk.services.clock.advance(40 * DAY_MS);
    for (const { id } of [second, first]) await issueReport(desk.services, id);
    expect(await desk.piece(second, following, REGISTER)).toMatchObject({ kind: 'NO_RESPONSE', requestId });
    await desk.answer(requestId, 'NO_RECORD');
    expect(await desk.piece(second, following, REGISTER)).toMatchObject({ kind: 'NO_RESPONSE' });
    await desk.follow();
    expect(await desk.piece(second, following, REGISTER)).toMatchObject({ kind: 'NO_RECORD', reason: null });
    expect(await promised('weigh-late')).toEqual(expect.arrayContaining([first.id, second.id]));
    await reissueReport(desk.services, CASEWORKER, second.id, 'ON_REQUEST');
    const report = await readPublished(desk.services.db, desk.services.vault, second.id);
    expect(report?.version).toBe(2);
    expect(await desk.follow()).toMatchObject({ moved: [] });
  });

  it('is told nothing of a late answer once its own letter has ended', async () => {
    const { first, second, requestId } = await joined();
    desk.services.clock.advance(40 * DAY_MS);
    for (const check of [second, first]) await giveUp(check);
    await endLetterOf(following);
    await desk.answer(requestId);
    await desk.follow();
    expect(await desk.piece(second, following, REGISTER)).toMatchObject({ kind: 'NO_RESPONSE', facts: [] });
  });
});

describe('a question that was sent before', () => {
  it('never joins another: its own answer is on its way', async () => {
    const aside = await desk.check(following);
    await setAside(aside, 5_000);
    desk.services.clock.advance(1);
    await desk.check(leading);
    const before = await desk.claim(REGISTER);
    // Its worker was killed: it is claimed again, behind one that was planned before it.
    desk.services.clock.advance(10_000);
    const again = await desk.claim(REGISTER);
    expect(again[0]?.verificationId).toBe(aside.id);
    expect(again.map(({ requestId }) => requestId)).toEqual(
      expect.arrayContaining(before.map(({ requestId }) => requestId)),
    );
  });

  it('carries, asked again, the letters of all who wait with it', async () => {
    await desk.check(leading);
    const [once] = await desk.claim(REGISTER);
    await desk.check(following);
    await desk.claim(REGISTER);
    expect(once?.letterNumber).toBe(desk.letterOf(leading));
    desk.services.clock.advance(10_000);
    const again = await desk.claim(REGISTER);
    expect(new Set(again.map(({ letterNumber }) => letterNumber))).toEqual(
      new Set([`${desk.letterOf(leading)}、${desk.letterOf(following)}`]),
    );
    await endLetterOf(following);
    desk.services.clock.advance(10_000);
    const [later] = await desk.claim(REGISTER);
    expect(later?.letterNumber).toBe(desk.letterOf(leading));
  });
});

describe('a question that was set aside', () => {
  const setAsideAndAnswered = async (days: number) => {
    const second = await desk.check(following);
    await setAside(second, days * DAY_MS);
    await desk.check(leading);
    const [asked] = await askedAboutApplicant('vehicles');
    await desk.answer(asked?.requestId ?? '', 'NO_RECORD');
    desk.services.clock.advance(days * DAY_MS);
    return { second, claimed: await askedAboutApplicant('vehicles') };
  };

  it('is given an answer that its source’s terms of re-use allow, as re-used', async () => {
    const { second, claimed } = await setAsideAndAnswered(0.5);
    expect(claimed).toEqual([]);
    const { shared, kind } = await desk.piece(second, following, 'vehicles');
    expect({ shared, kind }).toEqual({ shared: 'REUSED', kind: 'NO_RECORD' });
  });

  it('is asked where they do not', async () => {
    const { claimed } = await setAsideAndAnswered(1.5);
    expect(claimed).toHaveLength(1);
  });
});

it('an answer to a check that was called off is shown as none', async () => {
  const check = await desk.check(leading);
  const [asked] = await askedAboutApplicant(REGISTER);
  await cancelVerification(desk.services, CASEWORKER, { verificationId: check.id });
  desk.services.clock.advance(1);
  await desk.answer(asked?.requestId ?? '');
  expect(await desk.piece(check, leading, REGISTER)).toMatchObject({ ...OUTSTANDING, reason: 'CANCELLED' });
  expect((await getVerification(desk.services.db, check.id)).state).toBe('CANCELLED');
});

it('an answer that is handed again after its letter ended was kept before, and nothing is erased', async () => {
  await desk.check(leading);
  const [asked] = await askedAboutApplicant(REGISTER);
  await desk.answer(asked?.requestId ?? '');
  await endLetterOf(leading);
  await desk.answer(asked?.requestId ?? '');
  const erased = await desk.services.db
    .selectFrom('look_log')
    .select('outcome')
    .where('application_id', '=', leading.id)
    .where('outcome', '=', 'ERASED_UNREAD')
    .execute();
  expect(erased).toEqual([]);
});

it('the database refuses an answer that is taken before its question is settled', async () => {
  const { second, requestId } = await joined();
  await desk.answer(requestId);
  const owner = openDatabase(desk.ownerUrl, { max: 1 });
  const taking = owner
    .updateTable('question')
    .set((eb) => ({ taken_answer: eb.selectFrom('answer').select('id').limit(1) }))
    .where('verification_id', '=', second.id)
    .where('state', '=', 'ASKED')
    .execute();
  await expect(taking).rejects.toMatchObject({ constraint: 'question_takes_when_settled' });
  await owner.destroy();
});

describe('how long a file waited for its answers', () => {
  it('is told of each question that lay in one, once, and of none that waits with another’s', async () => {
    const { requestId } = await joined('finance');
    const laid = await desk.services.db
      .selectFrom('question')
      .select('id')
      .where('request_id', '=', requestId)
      .executeTakeFirstOrThrow();
    await asWorker(desk.services, markSentAct, { questionIds: [laid.id] });
    desk.services.clock.advance(DAY_MS / 2);
    expect((await desk.answer(requestId)).waits).toEqual([{ sourceId: 'finance', ms: DAY_MS / 2 }]);
    expect((await desk.answer(requestId)).waits).toEqual([]);
  });

  it('is no wait of who answers in the same exchange', async () => {
    await desk.check(leading);
    const [asked] = await askedAboutApplicant(REGISTER);
    const { settled, waits } = await desk.answer(asked?.requestId ?? '');
    expect(settled).toHaveLength(1);
    expect(waits).toEqual([]);
  });
});
