import { rename } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BOTH, ExchangeRoom } from './exchange-room.ts';

const DAY_MS = 86_400_000;
let room: ExchangeRoom;
beforeEach(async () => {
  room = await ExchangeRoom.open();
});
afterEach(() => room.close());

const unacknowledged = async () => (await room.folder.unacknowledged()).map(({ fileName }) => fileName);
const warnings = (event: string) => room.told.filter((one) => one.event === event).map(({ fields }) => fields);

describe('the acknowledgement of a request file', () => {
  it('says that the institution has it: our copy moves on', async () => {
    const request = await room.ask();
    expect(await room.files('sent')).toEqual([request]);
    const acknowledgement = room.acknowledgement(request);
    await room.lay(acknowledgement);
    expect(await room.collect()).toEqual({ taken: [], refused: [], kept: [] });
    expect([await room.files('sent'), await room.files('acknowledged')]).toEqual([[], [request]]);
    expect(await room.files('archive')).toEqual([acknowledgement.name]);
  });

  it('may come while the file is still being laid', async () => {
    const request = await room.ask();
    await rename(room.at('sent', request), room.at('pending', request));
    await room.lay(room.acknowledgement(request));
    await room.collect();
    expect(await room.files('acknowledged')).toEqual([request]);
    expect(await room.ask()).toBe('');
    expect([await room.files('pending'), await room.files('sent')]).toEqual([[], []]);
  });

  it('is missed after its time: told once, and seen until it comes', async () => {
    const request = await room.ask();
    room.clock.advance(DAY_MS);
    await room.collect();
    expect(await unacknowledged()).toEqual([]);
    room.clock.advance(DAY_MS);
    await room.collect();
    await room.collect();
    expect(await room.folder.unacknowledged()).toEqual([{ institution: 'DEMO-A', fileName: request }]);
    expect(warnings('request files not acknowledged')).toEqual([
      { sourceId: 'banks', institution: 'DEMO-A', count: 1 },
    ]);
    await room.lay(room.acknowledgement(request));
    await room.collect();
    expect(await unacknowledged()).toEqual([]);
  });

  it('may come twice, and late', async () => {
    const request = await room.ask();
    for (let turn = 0; turn < 2; turn += 1) {
      room.clock.advance(20 * DAY_MS);
      await room.lay(room.acknowledgement(request));
      expect(await room.collect()).toEqual({ taken: [], refused: [], kept: [] });
    }
    expect([await room.files('archive'), await room.files('rejects')].map(({ length }) => length)).toEqual([2, 0]);
  });

  it('of refusal ends every question of the file', async () => {
    const request = await room.ask();
    await room.lay(room.acknowledgement(request, { taken: false, count: 0, code: 'E07' }));
    const { taken, refused } = await room.collect();
    expect(taken).toEqual([]);
    expect(refused).toEqual([{ institution: 'DEMO-A', requestIds: ['r1', 'r2'], reason: 'REFUSED' }]);
    expect(warnings('request file refused')).toEqual([
      { sourceId: 'banks', institution: 'DEMO-A', count: 2, code: 'E07' },
    ]);
    expect(await unacknowledged()).toEqual([]);
  });

  it('stays in the inbox while its refusal cannot be stored', async () => {
    const request = await room.ask();
    const refusal = room.acknowledgement(request, { taken: false });
    await room.lay(refusal);
    const failing = room.folder.collect({
      read: (row) => row,
      take: async () => {},
      refuse: async () => {
        throw new Error('the database is away');
      },
      keep: async () => {},
    });
    await expect(failing).rejects.toThrow('the database is away');
    expect([await room.files('inbox'), await room.files('sent')]).toEqual([[refusal.name], [request]]);
    expect((await room.collect()).refused).toHaveLength(1);
  });

  it.each([
    ['another file', { requestFile: 'HDREQ_DEMO-A_20180131_00000000000000000000000000000000.hdx' }, 'CONTENT'],
    ['fewer rows than were sent', { count: 1 }, 'CONTENT'],
    ['a reason that is a text', { code: '张三' }, 'FORM'],
  ])('of %s acknowledges nothing, and stands in our rejects', async (_case, change, reason) => {
    const request = await room.ask();
    const acknowledgement = room.acknowledgement(request, change);
    await room.lay(acknowledgement);
    await room.collect();
    expect([await room.files('rejects'), await room.files('sent')]).toEqual([
      [`${acknowledgement.name}.${reason}`],
      [request],
    ]);
  });

  it('of a file that was never laid is put aside', async () => {
    const unknown = 'HDREQ_DEMO-A_20180131_00000000000000000000000000000000.hdx';
    const acknowledgement = room.acknowledgement(unknown);
    await room.lay(acknowledgement);
    await room.collect();
    expect(await room.files('rejects')).toEqual([`${acknowledgement.name}.NEVER_ASKED`]);
  });
});

describe('rows that the institution could not read', () => {
  it('end as a fault, by request id or by place; the others stay open and are answered', async () => {
    const request = await room.ask();
    await room.lay(room.rejects(request, [{ line: 1, requestId: 'r1', code: 'R03' }]));
    expect(await room.collect()).toEqual({
      kept: [],
      taken: [],
      refused: [{ institution: 'DEMO-A', requestIds: ['r1'], reason: 'REFUSED' }],
    });
    expect(warnings('request rows rejected')).toEqual([
      { sourceId: 'banks', institution: 'DEMO-A', count: 1, code: 'R03' },
    ]);
    await room.lay(room.response(request, BOTH.slice(1)));
    expect((await room.collect()).taken).toEqual(['𠮷䶮 2.00']);
    await room.lay(room.rejects(request, [{ line: 1, requestId: '', code: '' }]));
    expect((await room.collect()).refused[0]?.requestIds).toEqual(['r1']);
  });

  it.each([
    ['a request id that was not in the file', { line: 1, requestId: 'r3', code: '' }],
    ['a place that was not in the file', { line: 3, requestId: '', code: '' }],
    ['no place at all', { line: 0, requestId: '', code: '' }],
  ])('with %s are put aside, and nothing ends', async (_case, row) => {
    const rejects = room.rejects(await room.ask(), [row]);
    await room.lay(rejects);
    expect((await room.collect()).refused).toEqual([]);
    expect(await room.files('rejects')).toEqual([`${rejects.name}.NEVER_ASKED`]);
  });
});

describe('files in another order', () => {
  it('a response before its acknowledgement is taken, and shows that the file was', async () => {
    const request = await room.ask();
    await room.lay(room.response(request, BOTH));
    expect((await room.collect()).taken).toHaveLength(2);
    expect(await room.files('acknowledged')).toEqual([request]);
    await room.lay(room.acknowledgement(request));
    expect(await room.collect()).toEqual({ taken: [], refused: [], kept: [] });
    expect(await room.files('rejects')).toEqual([]);
  });

  it('an answer to the second batch before one to the first', async () => {
    const first = await room.ask();
    const second = await room.ask([{ id: 'r3', name: '王芳' }]);
    await room.lay(room.response(second, [{ id: 'r3', sum: '3.00' }]));
    expect((await room.collect()).taken).toEqual(['王芳 3.00']);
    await room.lay(room.response(first, BOTH));
    expect((await room.collect()).taken).toEqual(['陆文斌 1.00', '𠮷䶮 2.00']);
    expect(await room.files('rejects')).toEqual([]);
  });

  it('an answer is worth more than a later refusal or reject; after them it is still handed on', async () => {
    const request = await room.ask();
    await room.lay(room.response(request, BOTH.slice(0, 1)));
    await room.collect();
    await room.lay(
      room.acknowledgement(request, { taken: false }),
      room.rejects(request, [{ line: 1, requestId: 'r1', code: '' }]),
    );
    expect((await room.collect()).refused).toEqual([{ institution: 'DEMO-A', requestIds: ['r2'], reason: 'REFUSED' }]);
    await room.lay(room.response(request, BOTH));
    expect((await room.collect()).taken).toEqual(['陆文斌 1.00', '𠮷䶮 2.00']);
  });

  it('an answer weeks later, to a process that was started since, is an answer', async () => {
    const request = await room.ask();
    room.clock.advance(40 * DAY_MS);
    await room.lay(room.response(request, BOTH));
    expect((await room.collect(await room.reopen())).taken).toHaveLength(2);
  });
});
