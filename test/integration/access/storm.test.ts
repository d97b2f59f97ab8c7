import { afterAll, beforeAll, expect, it } from 'vitest';
import { openCaseRoom } from '../../support/case-room.ts';
import type { CaseRoom } from '../../support/case-room.ts';
import { storm } from './storm.ts';

let room: CaseRoom;
beforeAll(async () => {
  room = await openCaseRoom();
});
afterAll(() => room.close());

it('acts of all kinds at one moment end in their output or a typed refusal, never in a deadlock', async () => {
  const outcome = await storm(room, { seed: 7, acts: 160 });
  expect(outcome.internal).toEqual([]);
  expect(outcome.done).toBeGreaterThan(30);
});
