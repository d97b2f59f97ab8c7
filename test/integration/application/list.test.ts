import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { divisionPrefix, listApplications } from '../../../src/application/list.ts';
import { parseRegion } from '../../../src/identity/region.ts';
import { openCaseRoom, refusalOf } from '../../support/case-room.ts';
import type { CaseRoom } from '../../support/case-room.ts';

let room: CaseRoom;
/** In order of registration. */
let ids: string[];
beforeAll(async () => {
  room = await openCaseRoom();
  ids = [];
  for (const division of ['320213001', '320214', '320213001', '320213002', '320213']) {
    ids.push((await room.register({ division })).application.id);
    // Two of them at the same instant: the id decides between them.
    if (ids.length !== 3) room.services.clock.advance(1_000);
  }
});
afterAll(() => room.close());

const listed = async (within: string, first: number, after?: string) => {
  const page = await listApplications(room.services.db, {
    divisionPrefix: divisionPrefix(parseRegion(within)),
    first,
    ...(after === undefined ? {} : { after }),
  });
  return {
    ids: page.edges.map(({ application }) => application.id),
    last: page.edges.at(-1)?.cursor,
    hasNextPage: page.hasNextPage,
  };
};

describe('the list of applications', () => {
  it('has those of a place and within it, newest first', async () => {
    expect((await listed('320200', 10)).ids).toHaveLength(5);
    expect((await listed('320214', 10)).ids).toEqual([ids[1]]);
    expect(new Set((await listed('320213001', 10)).ids)).toEqual(new Set([ids[0], ids[2]]));
    expect((await listed('320211', 10)).ids).toEqual([]);
    expect((await listed('320213', 10)).ids[0]).toBe(ids[4]);
  });

  it('is paged without gap or repetition, also where two have the same instant and one comes in between', async () => {
    const whole = (await listed('320000', 10)).ids;
    const first = await listed('320200', 2);
    expect(first).toMatchObject({ ids: whole.slice(0, 2), hasNextPage: true });
    await room.register({ division: '320213' });
    const second = await listed('320200', 1, first.last);
    const third = await listed('320200', 2, second.last);
    expect([...second.ids, ...third.ids]).toEqual(whole.slice(2));
    expect(third.hasNextPage).toBe(false);
  });

  it('refuses a page of none or of thousands, and a cursor that is not ours', async () => {
    expect((await refusalOf(listed('320200', 0))).details.field).toBe('first');
    expect((await refusalOf(listed('320200', 101))).details.field).toBe('first');
    expect((await refusalOf(listed('320200', 1, 'bm90IG91cnM'))).details.field).toBe('after');
  });
});
