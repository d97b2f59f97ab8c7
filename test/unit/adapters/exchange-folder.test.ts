import { copyFile, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SourceFault } from '../../../adapters/define-source.ts';
import { writeBatch } from '../../../adapters/transports/batch-file.ts';
import type { BatchRow } from '../../../adapters/transports/batch-file.ts';
import { ExchangeFolder } from '../../../adapters/transports/exchange-folder.ts';
import type { ExchangedRow, ExchangePartner } from '../../../adapters/transports/exchange-folder.ts';
import { sealContainer } from '../../../adapters/transports/sealed-container.ts';
import { parseCalendarDate } from '../../../src/platform/calendar-date.ts';
import { ports } from './asking.ts';

const key = new Uint8Array(32).fill(3);
const partner: ExchangePartner = {
  code: 'DEMO-A',
  key,
  request: { columns: ['id', 'name'], delimiter: '|', encoding: 'gb18030' },
  response: { columns: ['id', 'sum'], delimiter: '|', encoding: 'gb18030' },
};
const dataDate = parseCalendarDate('2018-01-30');
const rows: BatchRow[] = [
  { id: 'r1', name: '陆文斌' },
  { id: 'r2', name: '𠮷䶮' },
];

let root: string;
let folder: ExchangeFolder;
const at = (...path: string[]) => join(root, 'DEMO-A', ...path);
const files = (name: string) => readdir(at(name));
const open = (settleMs = 60_000) =>
  ExchangeFolder.open({ ...ports, sourceId: 'banks', root, partners: [partner], idColumn: 'id', settleMs });

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'hedui-exchange-'));
  folder = await open();
});
afterEach(() => rm(root, { recursive: true }));

/** Lays the questions and gives the name and bytes of a response to them. */
async function responded(answers: BatchRow[]): Promise<{ name: string; bytes: Uint8Array }> {
  await folder.lay('DEMO-A', rows);
  const [request = ''] = await files('outbox');
  const name = request.replace('HDREQ', 'HDRSP');
  return { name, bytes: sealContainer(writeBatch(partner.response, answers, dataDate), key, name) };
}
const bothAnswered: BatchRow[] = [
  { id: 'r1', sum: '1.00' },
  { id: 'r2', sum: '2.00' },
];
async function collected(from: ExchangeFolder = folder): Promise<string[]> {
  const taken: string[] = [];
  await from.collect(
    ({ question, answer }: ExchangedRow) => `${question['name'] ?? ''} ${answer.fields['sum'] ?? ''}`,
    async (value) => {
      taken.push(value);
    },
  );
  return taken;
}

describe('laying a request file', () => {
  it('leaves one sealed file, whose name and bytes show no person', async () => {
    await folder.lay('DEMO-A', rows);
    const [name = '', ...others] = await files('outbox');
    expect(others).toEqual([]);
    expect(name).toMatch(/^HDREQ_DEMO-A_20180131_[0-9a-f]{32}\.hdx$/);
    const bytes = await readFile(at('outbox', name));
    expect(bytes.includes('陆文斌')).toBe(false);
    expect(bytes.includes('r1')).toBe(false);
  });

  it('lays the same questions once, also after the institution took them', async () => {
    await folder.lay('DEMO-A', rows);
    await folder.lay('DEMO-A', rows.toReversed());
    expect(await files('outbox')).toHaveLength(1);
    for (const name of await files('outbox')) await rm(at('outbox', name));
    await folder.lay('DEMO-A', rows);
    expect(await files('outbox')).toEqual([]);
  });

  it('finishes what a crash interrupted, under the same name', async () => {
    await folder.lay('DEMO-A', rows);
    const [name = ''] = await files('outbox');
    await rm(at('outbox', name));
    await rename(at('sent', name), at('pending', name));
    await folder.lay('DEMO-A', rows);
    expect([await files('outbox'), await files('sent'), await files('pending')]).toEqual([[name], [name], []]);
  });

  it('lays nothing for no questions or for questions that cannot be written', async () => {
    await folder.lay('DEMO-A', []);
    await expect(folder.lay('DEMO-A', [{ id: 'r1', name: '\uD842' }])).rejects.toMatchObject({ reason: 'UNENCODABLE' });
    expect([await files('outbox'), await files('pending')]).toEqual([[], []]);
  });
});

describe('collecting responses', () => {
  it('takes every row beside its question, then archives the file', async () => {
    const { name, bytes } = await responded(bothAnswered);
    await writeFile(at('inbox', name), bytes);
    expect(await collected()).toEqual(['陆文斌 1.00', '𠮷䶮 2.00']);
    expect([await files('inbox'), await files('archive')]).toEqual([[], [name]]);
    expect(await collected()).toEqual([]);
  });

  it('leaves a half-written file alone and takes it when it is whole', async () => {
    const { name, bytes } = await responded(bothAnswered);
    for (const length of [0, 3, 20, bytes.length - 1]) {
      await writeFile(at('inbox', name), bytes.subarray(0, length));
      expect(await collected()).toEqual([]);
      expect(await files('inbox')).toEqual([name]);
    }
    await writeFile(at('inbox', name), bytes);
    expect(await collected()).toHaveLength(2);
  });

  it('rejects a half-written file that stands still', async () => {
    const { name, bytes } = await responded(bothAnswered);
    const impatient = await open(0);
    await writeFile(at('inbox', name), bytes.subarray(0, 50));
    expect(await collected(impatient)).toEqual([]);
    expect(await collected(impatient)).toEqual([]);
    expect(await files('rejects')).toEqual([name]);
  });

  it.each([
    ['a spoilt byte', (bytes: Uint8Array) => Uint8Array.from(bytes, (byte, index) => (index === 60 ? byte ^ 1 : byte))],
    ['bytes after the end', (bytes: Uint8Array) => new Uint8Array([...bytes, 1])],
    ['no container', () => new TextEncoder().encode('id|sum\nr1|1.00\n')],
  ])('rejects a file with %s and takes nothing of it', async (_case, spoil) => {
    const { name, bytes } = await responded(bothAnswered);
    await writeFile(at('inbox', name), spoil(bytes));
    expect(await collected()).toEqual([]);
    expect(await files('rejects')).toEqual([name]);
  });

  it('rejects a wrong digest inside a sound container', async () => {
    const { name } = await responded(bothAnswered);
    const batch = Buffer.from(writeBatch(partner.response, bothAnswered, dataDate));
    batch.write('9', batch.indexOf('1.00'));
    await writeFile(at('inbox', name), sealContainer(batch, key, name));
    expect(await collected()).toEqual([]);
    expect(await files('rejects')).toEqual([name]);
  });

  it('rejects answers to questions that were never asked, and files of other names', async () => {
    const { name, bytes } = await responded([...bothAnswered, { id: 'r3', sum: '3.00' }]);
    await writeFile(at('inbox', name), bytes);
    await writeFile(at('inbox', 'notes.txt'), bytes);
    const unasked = name.replace(/[0-9a-f]{32}/, '0'.repeat(32));
    await writeFile(at('inbox', unasked), sealContainer(writeBatch(partner.response, [], dataDate), key, unasked));
    expect(await collected()).toEqual([]);
    expect((await files('rejects')).sort()).toEqual([name, unasked, 'notes.txt'].sort());
  });

  it('hands the same answers again when the same file comes twice, and keeps both files', async () => {
    const { name, bytes } = await responded(bothAnswered);
    await writeFile(at('inbox', name), bytes);
    const first = await collected();
    await copyFile(at('archive', name), at('inbox', name));
    expect(await collected()).toEqual(first);
    expect((await files('archive')).sort()).toEqual([name, `${name}.2`]);
  });

  it('keeps a file whose answers could not all be taken, and hands them again', async () => {
    const { name, bytes } = await responded(bothAnswered);
    await writeFile(at('inbox', name), bytes);
    let calls = 0;
    const failing = folder.collect(
      (row) => row,
      async () => {
        calls += 1;
        if (calls === 2) throw new Error('the database is away');
      },
    );
    await expect(failing).rejects.toThrow('the database is away');
    expect(await files('inbox')).toEqual([name]);
    expect(await collected()).toHaveLength(2);
  });

  it('rejects the whole file when a row makes no sense', async () => {
    const { name, bytes } = await responded(bothAnswered);
    await writeFile(at('inbox', name), bytes);
    const taken: unknown[] = [];
    await folder.collect(
      ({ answer }) => {
        if (answer.fields['id'] === 'r2') throw new SourceFault('FORMAT_CHANGED', { retryable: false });
        return answer;
      },
      async (row) => {
        taken.push(row);
      },
    );
    expect(taken).toEqual([]);
    expect(await files('rejects')).toEqual([name]);
  });

  it('calls back when a file arrives', async () => {
    const { promise, resolve } = Promise.withResolvers<string>();
    const stop = folder.watch(() => resolve('arrived'));
    const { name, bytes } = await responded(bothAnswered);
    await writeFile(at('inbox', name), bytes);
    expect(await promise).toBe('arrived');
    stop();
  });
});
