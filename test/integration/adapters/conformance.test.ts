import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SOURCES } from '../../../adapters/registry.ts';
import { examineOne, KIT } from '../../conformance/kit.ts';
import type { Room } from '../../conformance/room.ts';
import { openSimulatedRoom } from '../../conformance/simulated-room.ts';

/** A new source is examined without a line here. */
describe.each(SOURCES.map((source) => ({ id: source.id, source })))('the source $id', ({ source }) => {
  let room: Room;
  beforeAll(async () => {
    room = await openSimulatedRoom(source);
  });
  afterAll(() => room.close());

  it.each(KIT.map((one) => ({ says: one.en, one })))('$says', async ({ one }) => {
    const finding = await examineOne(one, room);
    expect(finding.result === 'FAILED' ? finding.why : '').toBe('');
  });
});
