import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { ExchangeConnection, Inquiry } from '../../../src/sources/port.ts';
import { startBatchPartner } from '../../../adapters/sandbox/batch-partner.ts';
import type { BatchPartner } from '../../../adapters/sandbox/batch-partner.ts';
import { openRequestLog } from '../../../adapters/sandbox/request-log.ts';
import type { RequestLog } from '../../../adapters/sandbox/request-log.ts';
import { DEFAULT_PARTNER } from '../../../adapters/sandbox/batch-partner-settings.ts';
import type { BatchPartnerSettings } from '../../../adapters/sandbox/batch-partner-settings.ts';
import type { BatchLayout } from '../../../adapters/transports/batch-layout.ts';
import { connectExchange, ITSELF } from '../../../adapters/transports/exchange-source.ts';
import { dataDate } from '../../../adapters/sandbox/wire-forms.ts';
import { inquiry, ports } from '../../unit/adapters/asking.ts';

/** A department that answers itself, by fixed-width files in GBK, and calls everybody whom it can read known. */
const key = new Uint8Array(32).fill(9);
const request: BatchLayout = {
  kind: 'FIXED_WIDTH',
  encoding: 'gbk',
  columns: [
    { name: '请求编号', width: 36 },
    { name: '姓名', width: 20 },
  ],
};
const response: BatchLayout = {
  kind: 'FIXED_WIDTH',
  encoding: 'gbk',
  columns: [
    { name: '请求编号', width: 36 },
    { name: '登记姓名', width: 20 },
  ],
};

let dir: string;
let requests: RequestLog;
let partner: BatchPartner;
let connection: ExchangeConnection;
let settings: BatchPartnerSettings;
const at = (...path: string[]) => join(dir, 'exchange', 'agriculture', ...path);

const start = () =>
  startBatchPartner({
    sourceId: 'agriculture',
    institution: null,
    partner: { code: 'agriculture', key, request, response },
    idColumn: '请求编号',
    question: z.strictObject({ 请求编号: z.string().length(36), 姓名: z.string().regex(/^(?!坏).+$/) }),
    answer: (row) => [{ 登记姓名: row['姓名'] ?? '' }],
    dataDate,
    exchange: join(dir, 'exchange'),
    own: join(dir, 'own'),
    seed: 'test',
    settings: () => settings,
    ...ports,
    requests,
    latencies: [],
  });

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'hedui-batch-partner-'));
  await mkdir(join(dir, 'exchange'));
  requests = openRequestLog(join(dir, 'counts.jsonl'), ports.clock);
  settings = { ...DEFAULT_PARTNER, latencyMs: 10 };
  partner = await start();
  connection = await connectExchange({
    ...ports,
    sourceId: 'agriculture',
    endpoint: { folder: join(dir, 'exchange'), settleMs: 60_000, acknowledgeWithinDays: 1 },
    partners: [{ code: ITSELF, key, request, response }],
    idColumn: '请求编号',
    rowOf: ({ name }) => ({ 姓名: name }),
    replyOf: ({ question, answer, dataDate }) => ({
      requestId: question['请求编号'] ?? '',
      kind: answer.fields['登记姓名'] === question['姓名'] ? 'NO_RECORD' : 'IDENTITY_MISMATCH',
      facts: [],
      coverage: { territory: '320200', period: { from: null, to: dataDate } },
      dataDate,
      raw: answer.raw,
    }),
  });
});
afterEach(async () => {
  await connection.close();
  await partner.stop();
  await rm(dir, { recursive: true });
});

const asked = (...names: string[]): Inquiry[] => names.map((name) => inquiry({ name, requestId: crypto.randomUUID() }));
/** The outcome of the questions so far, as a gateway finds it by reading repeatedly. */
function outcome() {
  const ends = new Map<string, string>();
  return async (inquiries: readonly Inquiry[]) => {
    await connection.collect(
      async ({ requestId, kind }) => {
        ends.set(requestId, kind);
      },
      async ({ requestIds, reason }) => {
        for (const id of requestIds) ends.set(id, reason);
      },
    );
    return inquiries.map(({ requestId }) => ends.get(requestId) ?? 'open');
  };
}

describe('a batch partner', () => {
  it('acknowledges, answers what it can read and rejects the rest', async () => {
    const inquiries = asked('陆文斌', '坏行', '䶮');
    await connection.submit('', inquiries);
    const ends = outcome();
    await expect.poll(() => ends(inquiries)).toEqual(['NO_RECORD', 'REFUSED', 'NO_RECORD']);
    await expect
      .poll(async () => (await readdir(at('archive'))).map((name) => name.slice(0, 5)).sort())
      .toEqual(['HDACK', 'HDREJ', 'HDRSP']);
    const noted = [inquiries[0], inquiries[2]].map((one) => one?.requestId ?? '');
    expect(new Set(Object.keys(requests.counts()['agriculture'] ?? {}))).toEqual(new Set(noted));
    for (const folder of ['outbox', 'inbox', 'sent']) expect(await readdir(at(folder))).toEqual([]);
  });

  it.each([
    ['refusing', ['REFUSED', 'REFUSED']],
    ['rejecting', ['REFUSED', 'REFUSED']],
    ['halfWritten', ['NO_RECORD', 'NO_RECORD']],
    ['outOfOrder', ['NO_RECORD', 'NO_RECORD']],
    ['twice', ['NO_RECORD', 'NO_RECORD']],
    ['unacknowledged', ['NO_RECORD', 'NO_RECORD']],
  ] as const)('%s ends every question all the same', async (trouble, expected) => {
    settings = { ...settings, [trouble]: true };
    const inquiries = asked('陆文斌', '王芳');
    await connection.submit('', inquiries);
    const ends = outcome();
    await expect.poll(() => ends(inquiries)).toEqual(expected);
    await expect.poll(async () => [await ends(inquiries), await readdir(at('inbox'))]).toEqual([expected, []]);
    expect(await readdir(at('rejects'))).toEqual([]);
  });

  it('silent and without a word leaves the questions open, and its request file unacknowledged', async () => {
    settings = { ...settings, silent: true, unacknowledged: true };
    const inquiries = asked('陆文斌');
    await connection.submit('', inquiries);
    await expect.poll(() => readdir(join(dir, 'own', 'taken'))).toHaveLength(1);
    const ends = outcome();
    expect(await ends(inquiries)).toEqual(['open']);
    expect(await readdir(at('sent'))).toHaveLength(1);
    // A bank that is spoken to again finds what it had put down, also after a restart.
    await partner.stop();
    settings = { ...settings, silent: false };
    partner = await start();
    await expect.poll(() => ends(inquiries)).toEqual(['NO_RECORD']);
  });

  it('sending a wrong digest has its file put aside', async () => {
    settings = { ...settings, rubbish: true };
    const inquiries = asked('陆文斌');
    await connection.submit('', inquiries);
    const ends = outcome();
    await expect
      .poll(async () => {
        await ends(inquiries);
        return (await readdir(at('rejects'))).map((name) => name.split('.').at(-1));
      })
      .toEqual(['FORM']);
    expect(await ends(inquiries)).toEqual(['open']);
  });

  it('refuses a file that it cannot open, by a word that ends its questions', async () => {
    settings = { ...settings, silent: true, unacknowledged: true };
    const inquiries = asked('陆文斌');
    await connection.submit('', inquiries);
    await expect.poll(() => readdir(join(dir, 'own', 'taken'))).toHaveLength(1);
    const [name = ''] = await readdir(join(dir, 'own', 'taken'));
    const bytes = await readFile(join(dir, 'own', 'taken', name));
    await rm(join(dir, 'own', 'taken', name));
    settings = { ...settings, silent: false, unacknowledged: false };
    await writeFile(
      at('outbox', name),
      Uint8Array.from(bytes, (byte, index) => (index === 80 ? byte ^ 1 : byte)),
    );
    const ends = outcome();
    await expect.poll(() => ends(inquiries)).toEqual(['REFUSED']);
    await expect.poll(() => readdir(join(dir, 'own', 'refused'))).toEqual([name]);
  });
});
