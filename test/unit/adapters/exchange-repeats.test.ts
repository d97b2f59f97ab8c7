import { copyFile, readFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BOTH, ExchangeRoom } from './exchange-room.ts';

let room: ExchangeRoom;
beforeEach(async () => {
  room = await ExchangeRoom.open();
});
afterEach(() => room.close());

describe('files that come more than once', () => {
  it('hands the same answers again when the same file comes twice, and keeps both files', async () => {
    const { name, bytes } = room.response(await room.ask(), BOTH);
    await room.lay({ name, bytes });
    const first = await room.collect();
    await copyFile(room.at('archive', name), room.at('inbox', name));
    expect(await room.collect()).toEqual(first);
    expect([await room.files('archive'), await room.files('rejects')]).toEqual([[name, `${name}.2`], []]);
  });

  it('opens no copy under another name: the name is sealed with it', async () => {
    const request = await room.ask();
    const other = await room.ask([{ id: 'r3', name: '王芳' }]);
    const { name, bytes } = room.response(request, BOTH);
    const copy = other.replace('HDREQ', 'HDRSP');
    await room.lay({ name, bytes }, { name: copy, bytes }, { name: name.replace('20180131', '20180201'), bytes });
    expect((await room.collect()).taken).toHaveLength(2);
    expect(await room.files('rejects')).toEqual(
      [`${copy}.SEAL`, `${name.replace('20180131', '20180201')}.SEAL`].sort(),
    );
  });

  it('puts two rows of one request id aside, with the reason; the question stays open, the others are answered', async () => {
    const response = room.response(await room.ask(), [...BOTH, { id: 'r1', sum: '9.00' }]);
    await room.lay(response);
    expect((await room.collect()).taken).toEqual(['𠮷䶮 2.00']);
    expect(await room.files('rejects')).toEqual([`${response.name}.rows`]);
    expect(await room.opened('rejects', `${response.name}.rows`)).toBe(
      'TWICE_IN_FILE\tr1|1.00\nTWICE_IN_FILE\tr1|9.00\n',
    );
    expect((await readFile(room.at('rejects', `${response.name}.rows`))).includes('9.00')).toBe(false);
    expect(room.told.at(-1)).toMatchObject({ fields: { count: 2, code: 'TWICE_IN_FILE' } });
    // A contradicted answer does not count as earlier: the next file may answer the question.
    await room.lay(room.response(response.name.replace('HDRSP', 'HDREQ'), [{ id: 'r1', sum: '9.00' }]));
    expect((await room.collect()).taken).toEqual(['陆文斌 9.00']);
  });

  it('takes a second file for what the first left open, and not for what it answered otherwise', async () => {
    const request = await room.ask();
    await room.lay(room.response(request, [{ id: 'r1', sum: '1.00' }]));
    expect((await room.collect()).taken).toEqual(['陆文斌 1.00']);
    const second = room.response(request, [
      { id: 'r1', sum: '7.00' },
      { id: 'r2', sum: '2.00' },
    ]);
    await room.lay(second);
    expect((await room.collect()).taken).toEqual(['𠮷䶮 2.00']);
    expect(await room.opened('rejects', `${second.name}.rows`)).toBe('ANSWERED_BEFORE\tr1|7.00\n');
    // The first answer stands, however often the second comes.
    await room.lay(second);
    expect((await room.collect()).taken).toEqual(['𠮷䶮 2.00']);
    expect(await room.files('rejects')).toEqual([`${second.name}.rows`, `${second.name}.rows.2`]);
  });
});
