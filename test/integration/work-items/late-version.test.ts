import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLateVersionInTrx } from '../../../src/verification/late-version.ts';
import type { Verification } from '../../../src/verification/verification.ts';
import { drawUp } from '../../support/drawn-report.ts';
import { decide } from '../../support/acts.ts';
import { CASEWORKER } from '../../support/case-room.ts';
import { deciding, finding, officer } from '../decision/deciding.ts';
import { openAppRoom } from '../http/app-room.ts';
import type { AppRoom } from '../http/app-room.ts';

describe('a new version from late answers', () => {
  let room: AppRoom;
  beforeAll(async () => {
    room = await openAppRoom();
  });
  afterAll(() => room.close());

  const { approve, reviewed, input } = deciding(() => room);
  const late = async (verification: Verification) => {
    room.room.services.clock.advance(60_000);
    await room.services.db
      .transaction()
      .execute((trx) => openLateVersionInTrx(trx, verification, { by: 'hedui-worker', at: room.services.clock.now() }));
  };
  const items = ({ id }: Verification) =>
    room.services.db.selectFrom('work_item').selectAll().where('subject_id', '=', id).orderBy('opened_at').execute();

  it('goes to the person who reviewed the check, and is settled by the review of the version', async () => {
    const { verification } = await reviewed({ I02: 'EXCEEDS' });
    await drawUp(room.services, verification, { version: 2 });
    await late(verification);
    await late(verification);
    expect(await items(verification)).toMatchObject([
      { reason: 'REVIEW_LATE_VERSION', origin: 'LATE_ANSWER', owner: 'reviewer-1', state: 'OPEN', due_at: null },
    ]);
    await approve(verification, { version: 2 });
    expect(await items(verification)).toMatchObject([
      { state: 'SETTLED', settlement: 'DONE', settled_by: 'reviewer-1', version: 2 },
    ]);
  });

  it('after a decision asks to look at the decision again, until somebody decides', async () => {
    const { verification } = await reviewed({ I02: 'EXCEEDS' });
    await decide(room.services, officer('officer-1'), input(verification));
    await drawUp(room.services, verification, {
      version: 2,
      found: finding({ I02: 'EXCEEDS' }),
    });
    await late(verification);
    await approve(verification, { version: 2 });
    const [item] = await items(verification);
    expect(item).toMatchObject({ reason: 'RECONSIDER_AFTER_LATE_ANSWER', owner: 'reviewer-1', state: 'OPEN' });
    await decide(room.services, officer('officer-2'), input(verification, { version: 2 }));
    expect(await items(verification)).toMatchObject([{ state: 'SETTLED', settled_by: 'officer-2' }]);
  });

  it('that nobody reviewed goes to the person who requested the check', async () => {
    const { verification } = await reviewed();
    await room.services.db.transaction().execute(async (trx) => {
      const other = { ...verification, id: crypto.randomUUID() };
      await openLateVersionInTrx(trx, other, { by: 'hedui-worker', at: room.services.clock.now() });
      const [item] = await trx.selectFrom('work_item').selectAll().where('subject_id', '=', other.id).execute();
      expect(item).toMatchObject({ owner: CASEWORKER.subject });
    });
  });
});
