import { afterAll, beforeAll, expect, it } from 'vitest';
import { isContested } from '../../../src/objection/open-contests.ts';
import { openCaseRoom } from '../../support/case-room.ts';
import type { CaseRoom } from '../../support/case-room.ts';

let room: CaseRoom;
beforeAll(async () => {
  room = await openCaseRoom();
});
afterAll(() => room.close());

it('has nothing open in a case to which nobody has objected', async () => {
  const { application } = await room.register();
  expect(await isContested(room.services.db, application.id)).toBe(false);
});
