import { afterAll, beforeAll, expect, it } from 'vitest';
import { asWorker } from '../../../jobs/as-worker.ts';
import { keepUnreadAct, watchSourcesAct } from '../../../src/access/acts/source-work.ts';
import { sampleOf } from '../../../src/evidence/format-sample.ts';
import { readKept } from '../../../src/sources/unread-store.ts';
import { openCaseRoom } from '../../support/case-room.ts';
import type { CaseRoom } from '../../support/case-room.ts';

const BODY = { sourceId: 'banks', institution: 'DEMO-A' };
const FIRST = '00000000-0000-0000-0000-000000000000';
const DAY_MS = 86_400_000;
const raw = new TextEncoder().encode('HD1|01|陆文斌|320213196001010011');
const unread = {
  body: BODY,
  of: { fileName: 'HDRSP-1' },
  raw,
  sample: sampleOf('BATCH', raw.byteLength, { rows: [] }),
};

let room: CaseRoom;
beforeAll(async () => {
  room = await openCaseRoom();
});
afterAll(() => room.close());

it('an answer that cannot be read is kept once, sealed, and told once', async () => {
  const told = [];
  for (let turn = 0; turn < 3; turn += 1) {
    told.push(await asWorker(room.services, keepUnreadAct, unread));
  }
  expect(told).toEqual([true, false, false]);
  const rows = await room.services.db.selectFrom('unread_answer').selectAll().execute();
  expect(rows).toHaveLength(1);
  expect(rows[0]?.raw_cipher.includes(Buffer.from('陆文斌'))).toBe(false);
  const [kept] = await readKept(room.services, 'banks', FIRST, 10);
  expect(Buffer.from(kept?.raw ?? []).equals(Buffer.from(raw))).toBe(true);
  expect(await room.services.db.selectFrom('source_item').select(['times', 'closed_at']).execute()).toEqual([
    { times: 3, closed_at: null },
  ]);
});

it('is erased after ninety days, and its item stays until the bank has answered as agreed', async () => {
  const { db, clock } = room.services;
  const look = () => asWorker(room.services, watchSourcesAct, null);
  const kept = async () => (await readKept(room.services, 'banks', FIRST, 10)).length;
  clock.advance(90 * DAY_MS - 1);
  await look();
  expect(await kept()).toBe(1);
  clock.advance(1);
  expect((await look()).closed).toEqual([]);
  expect(await kept()).toBe(0);
  const heard = { source_id: 'banks', institution: 'DEMO-A', last_asked_at: null, last_answered_at: clock.now() };
  await db.insertInto('source_pulse').values(heard).execute();
  expect((await look()).closed).toMatchObject([{ ...BODY, kind: 'FORMAT_CHANGED' }]);
});
