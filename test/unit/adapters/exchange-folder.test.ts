import { answersAnother } from '../../../adapters/recorded-identity.ts';
import { readFile, rename, rm, truncate, writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SourceFault } from '../../../src/sources/port.ts';
import type { UnreadFile } from '../../../src/sources/port.ts';
import type { ExchangedRow } from '../../../adapters/transports/take-arrival.ts';
import { writeBatch } from '../../../adapters/transports/batch-file.ts';
import { PartnerFolder } from '../../../adapters/transports/partner-folder.ts';
import { parseCalendarDate } from '../../../src/platform/calendar-date.ts';
import { BOTH, ExchangeRoom, PARTNER, ROWS, sealed } from './exchange-room.ts';

let room: ExchangeRoom;
beforeEach(async () => {
  room = await ExchangeRoom.open();
});
afterEach(() => room.close());

describe('laying a request file', () => {
  it('leaves one sealed file, whose name and bytes show no person', async () => {
    const name = await room.ask();
    expect(await room.files('outbox')).toEqual([name]);
    expect(name).toMatch(/^HDREQ_DEMO-A_20180131_[0-9a-f]{32}\.hdx$/);
    const bytes = await readFile(room.at('outbox', name));
    expect(bytes.includes('陆文斌')).toBe(false);
    expect(bytes.includes('r1')).toBe(false);
  });

  it('lays the same questions once, also after the institution took or acknowledged them', async () => {
    const name = await room.ask();
    expect(await room.ask(ROWS.toReversed())).toBe('');
    await rm(room.at('outbox', name));
    expect(await room.ask()).toBe('');
    await room.lay(room.acknowledgement(name));
    await room.collect();
    expect(await room.ask()).toBe('');
    expect(await room.files('outbox')).toEqual([]);
  });

  it('finishes what a crash interrupted, under the same name', async () => {
    const name = await room.ask();
    await rm(room.at('outbox', name));
    await rename(room.at('sent', name), room.at('pending', name));
    await room.ask();
    expect([await room.files('outbox'), await room.files('sent'), await room.files('pending')]).toEqual([
      [name],
      [name],
      [],
    ]);
  });

  it('knows no partner whose code would be another path', async () => {
    for (const code of ['../DEMO-A', 'DEMO_A', '', '演示']) {
      const opening = PartnerFolder.open(room.root, { ...PARTNER, code }, 'id');
      await expect(opening).rejects.toThrow('the code of a partner');
    }
  });

  it('lays nothing for no questions or for questions that cannot be written', async () => {
    await room.folder.lay('DEMO-A', []);
    const unwritable = room.folder.lay('DEMO-A', [{ id: 'r1', name: '\uD842' }]);
    await expect(unwritable).rejects.toMatchObject({ reason: 'UNENCODABLE' });
    expect([await room.files('outbox'), await room.files('pending')]).toEqual([[], []]);
  });
});

describe('collecting responses', () => {
  it('takes every row beside its question, then archives the file', async () => {
    const response = room.response(await room.ask(), BOTH);
    await room.lay(response);
    expect((await room.collect()).taken).toEqual(['陆文斌 1.00', '𠮷䶮 2.00']);
    expect([await room.files('inbox'), await room.files('archive')]).toEqual([[], [response.name]]);
    expect((await room.collect()).taken).toEqual([]);
  });

  it('leaves a half-written file alone and takes it when it is whole', async () => {
    const { name, bytes } = room.response(await room.ask(), BOTH);
    for (const length of [0, 3, 20, bytes.length - 1]) {
      await room.lay({ name, bytes: bytes.subarray(0, length) });
      expect((await room.collect()).taken).toEqual([]);
      expect(await room.files('inbox')).toEqual([name]);
    }
    await room.lay({ name, bytes });
    expect((await room.collect()).taken).toHaveLength(2);
  });

  it('puts a half-written file aside that stands still, and takes the whole one that comes later', async () => {
    const { name, bytes } = room.response(await room.ask(), BOTH);
    const impatient = await room.reopen(0);
    await room.lay({ name, bytes: bytes.subarray(0, 50) });
    await room.collect(impatient);
    await room.collect(impatient);
    expect(await room.files('rejects')).toEqual([`${name}.INCOMPLETE`]);
    await room.lay({ name, bytes });
    expect((await room.collect(impatient)).taken).toHaveLength(2);
  });

  it.each([
    [
      'a spoilt byte',
      'SEAL',
      (bytes: Uint8Array) => Uint8Array.from(bytes, (byte, index) => (index === 60 ? byte ^ 1 : byte)),
    ],
    ['bytes after the end', 'NO_CONTAINER', (bytes: Uint8Array) => new Uint8Array([...bytes, 1])],
    ['no container', 'NO_CONTAINER', () => new TextEncoder().encode('id|sum\nr1|1.00\n')],
  ])('puts a file with %s aside, says %s, and takes nothing of it', async (_case, reason, spoil) => {
    const { name, bytes } = room.response(await room.ask(), BOTH);
    await room.lay({ name, bytes: spoil(bytes) });
    expect((await room.collect()).taken).toEqual([]);
    expect(await room.files('rejects')).toEqual([`${name}.${reason}`]);
    expect(room.told.at(-1)).toMatchObject({ event: 'file put aside', fields: { code: reason } });
  });

  it('puts a wrong digest inside a sound container aside', async () => {
    const { name } = room.response(await room.ask(), BOTH);
    const layout = { kind: 'DELIMITED', columns: ['id', 'sum'], delimiter: '|', encoding: 'gb18030' } as const;
    const batch = Buffer.from(writeBatch(layout, BOTH, parseCalendarDate('2018-01-30')));
    batch.write('9', batch.indexOf('1.00'));
    await room.lay(sealed(name, batch));
    expect((await room.collect()).taken).toEqual([]);
    expect(await room.files('rejects')).toEqual([`${name}.FORM`]);
  });

  it('puts aside answers to questions that were never asked, and files of other names', async () => {
    const request = await room.ask();
    const response = room.response(request, [...BOTH, { id: 'r3', sum: '3.00' }]);
    const ours = sealed(request, new Uint8Array());
    const another = room.response(request.replace('DEMO-A', 'DEMO-B'), BOTH);
    const unasked = room.response(request.replace(/[0-9a-f]{32}/, '0'.repeat(32)), []);
    await room.lay(response, ours, another, unasked, { ...response, name: 'notes.txt' });
    expect((await room.collect()).taken).toEqual([]);
    expect(await room.files('rejects')).toEqual(
      [
        `${response.name}.NEVER_ASKED`,
        `${ours.name}.NAME`,
        `${another.name}.NAME`,
        `${unasked.name}.NEVER_ASKED`,
        'notes.txt.NAME',
      ].sort(),
    );
  });

  it('keeps a file whose answers could not all be taken, and hands them again', async () => {
    const response = room.response(await room.ask(), BOTH);
    await room.lay(response);
    let calls = 0;
    const failing = room.folder.collect({
      read: (row) => row,
      take: async () => {
        calls += 1;
        if (calls === 2) throw new Error('the database is away');
      },
      refuse: async () => {},
      keep: async () => {},
    });
    await expect(failing).rejects.toThrow('the database is away');
    expect(await room.files('inbox')).toEqual([response.name]);
    expect((await room.collect()).taken).toHaveLength(2);
  });

  it('puts a row aside that cannot be read, hands its file over to be kept, and takes the others', async () => {
    const response = room.response(await room.ask(), BOTH);
    await room.lay(response);
    const taken: unknown[] = [];
    const kept: UnreadFile[] = [];
    await room.folder.collect({
      read: ({ answer }) => {
        if (answer.fields['id'] === 'r2') throw new SourceFault('FORMAT_CHANGED', { retryable: false });
        return answer.fields['id'];
      },
      take: async (row) => {
        taken.push(row);
      },
      refuse: async () => {},
      keep: async (file) => {
        expect(await room.files('rejects')).toEqual([]);
        kept.push(file);
      },
    });
    expect(taken).toEqual(['r1']);
    expect(await room.files('rejects')).toEqual([`${response.name}.rows`]);
    expect(kept).toMatchObject([{ institution: 'DEMO-A', fileName: response.name, requestIds: ['r2'] }]);
    expect(kept[0]?.sample).toMatchObject({
      form: 'BATCH',
      fields: [
        { path: 'rows', type: 'LIST', longest: 2 },
        { path: 'rows[]', type: 'OBJECT', longest: 2 },
        { path: 'rows[].id', type: 'TEXT', shortest: 2, longest: 2 },
        { path: 'rows[].sum', type: 'TEXT', shortest: 4, longest: 4 },
      ],
    });
    const read = (row: ExchangedRow) => row.answer.fields['sum'];
    expect(await room.folder.reread('DEMO-A', response.name, kept[0]?.raw ?? new Uint8Array(), read)).toEqual([
      '1.00',
      '2.00',
    ]);
  });

  it('puts the whole file aside when a row is about another person, before any row is taken', async () => {
    const response = room.response(await room.ask(), BOTH);
    await room.lay(response);
    const taken: unknown[] = [];
    await room.folder.collect({
      read: ({ answer }) => {
        if (answer.fields['id'] === 'r2') throw answersAnother('NUMBER');
        return answer;
      },
      take: async (row) => {
        taken.push(row);
      },
      refuse: async () => {},
      keep: async () => {},
    });
    expect(taken).toEqual([]);
    expect(await room.files('rejects')).toEqual([`${response.name}.CONTENT`]);
  });

  it('hands over a file with other columns than agreed, but none that was spoilt on its way', async () => {
    const { name } = room.response(await room.ask(), BOTH);
    const other = { kind: 'DELIMITED', columns: ['id', 'summe', '张三'], delimiter: '|', encoding: 'gb18030' } as const;
    const batch = writeBatch(other, [{ id: 'r1', summe: '1.00', 张三: '5' }], parseCalendarDate('2018-01-30'));
    await room.lay(sealed(name, batch));
    const { kept } = await room.collect();
    expect(kept[0]?.sample.fields.map(({ path }) => path)).toEqual([
      'rows',
      'rows[]',
      'rows[].id',
      'rows[].summe',
      'rows[].(2)',
    ]);
    await room.lay(sealed(name, batch.subarray(3)));
    expect((await room.collect()).kept).toEqual([]);
  });

  it('puts an answer aside whose question does not open any more, and takes it once it does', async () => {
    const request = await room.ask();
    const { name, bytes } = room.response(request, BOTH);
    const copy = await readFile(room.at('sent', request));
    await writeFile(room.at('sent', request), copy.subarray(0, -1));
    await room.lay({ name, bytes });
    expect((await room.collect()).taken).toEqual([]);
    expect(await room.files('rejects')).toEqual([`${name}.OWN_COPY`]);
    await writeFile(room.at('sent', request), copy);
    await rename(room.at('rejects', `${name}.OWN_COPY`), room.at('inbox', name));
    expect((await room.collect()).taken).toHaveLength(2);
  });

  it('does not read a file into memory that is larger than any', async () => {
    const { name } = room.response(await room.ask(), BOTH);
    await writeFile(room.at('inbox', name), '');
    await truncate(room.at('inbox', name), 67_108_865);
    await room.collect();
    expect(await room.files('rejects')).toEqual([`${name}.TOO_LARGE`]);
  });

  it('calls back when a file arrives', async () => {
    const { promise, resolve } = Promise.withResolvers<string>();
    const stop = room.folder.watch(() => resolve('arrived'));
    await room.lay(room.response(await room.ask(), BOTH));
    expect(await promise).toBe('arrived');
    stop();
  });
});
