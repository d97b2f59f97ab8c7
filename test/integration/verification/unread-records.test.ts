import { afterAll, beforeAll, expect, it } from 'vitest';
import { asWorker } from '../../../jobs/as-worker.ts';
import { watchSourcesAct } from '../../../src/access/acts/source-work.ts';
import { readOpenItems } from '../../../src/sources/read-items.ts';
import type { TakenAnswer } from '../../../src/verification/take-answers.ts';
import { takeAnswers } from '../../support/acts.ts';
import { openDesk } from '../../support/desk.ts';
import type { Desk } from '../../support/desk.ts';

const DAY_MS = 86_400_000;

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

it('records set aside are kept with their answer by kind and number, and told to operators until all can be read', async () => {
  const application = await desk.admit();
  const check = await desk.check(application);
  const claimed = await desk.claim('civil-affairs');
  const answers = claimed.map(({ requestId }): TakenAnswer => ({
    requestId,
    kind: 'PARTIAL',
    facts: [],
    coverage: { territory: '320200', period: { from: null, to: null } },
    dataDate: null,
    missing: ['MARRIAGE'],
    unread: [
      { fact: 'MARRIAGE', count: 2 },
      { fact: null, count: 1 },
    ],
    differences: ['records[].pozjhm INVALID_FORMAT'],
    raw: Buffer.from(requestId),
  }));
  await takeAnswers(desk.services, answers);
  // The same answers again are the same answers.
  await takeAnswers(desk.services, answers);

  const piece = await desk.piece(check, application, 'civil-affairs');
  expect(piece).toMatchObject({ kind: 'PARTIAL', missing: ['MARRIAGE'], unread: answers[0]?.unread });
  const { db, clock } = desk.services;
  expect(await readOpenItems(db)).toMatchObject([
    {
      sourceId: 'civil-affairs',
      kind: 'RECORDS_UNREAD',
      times: claimed.length,
      sample: { differences: ['records[].pozjhm INVALID_FORMAT'], fields: [] },
      unread: [
        { fact: null, count: claimed.length },
        { fact: 'MARRIAGE', count: 2 * claimed.length },
      ],
    },
  ]);

  const look = async () => (await asWorker(desk.services, watchSourcesAct, null)).closed;
  clock.advance(DAY_MS);
  await db
    .insertInto('source_pulse')
    .values({ source_id: 'civil-affairs', institution: '', last_asked_at: null, last_answered_at: clock.now() })
    .onConflict((conflict) =>
      conflict.columns(['source_id', 'institution']).doUpdateSet({ last_answered_at: clock.now() }),
    )
    .execute();
  expect(await look()).toEqual([]);
  clock.advance(7 * DAY_MS);
  expect(await look()).toMatchObject([{ sourceId: 'civil-affairs', kind: 'RECORDS_UNREAD' }]);
});
