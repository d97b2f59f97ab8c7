import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SourceFault } from '../../../src/sources/port.ts';
import type { ExchangeConnection, SourceReply } from '../../../src/sources/port.ts';
import { writeBatch } from '../../../adapters/transports/batch-file.ts';
import type { BatchLayout } from '../../../adapters/transports/batch-layout.ts';
import { writeAcknowledgement } from '../../../adapters/transports/batch-receipt.ts';
import { connectExchange, ITSELF } from '../../../adapters/transports/exchange-source.ts';
import { sealContainer } from '../../../adapters/transports/sealed-container.ts';
import { parseCalendarDate } from '../../../src/platform/calendar-date.ts';
import { inquiry, ports } from './asking.ts';

const key = new Uint8Array(32).fill(5);
const request: BatchLayout = {
  kind: 'FIXED_WIDTH',
  encoding: 'gbk',
  columns: [
    { name: '请求编号', width: 36 },
    { name: '姓名', width: 8 },
  ],
};
const response: BatchLayout = { kind: 'CSV', encoding: 'gbk', columns: ['请求编号', '结果'] };
const dataDate = parseCalendarDate('2018-01-30');

let folder: string;
let connection: ExchangeConnection;
const connect = (...codes: string[]) =>
  connectExchange({
    ...ports,
    sourceId: 'finance',
    endpoint: { folder, settleMs: 60_000, acknowledgeWithinDays: 1 },
    partners: codes.map((code) => ({ code, key, request, response })),
    idColumn: '请求编号',
    rowOf({ name }) {
      if (name === '无') throw new SourceFault('REFUSED', { retryable: false });
      return { 姓名: name };
    },
    replyOf: ({ institution, question, answer }) => ({
      requestId: question['请求编号'] ?? '',
      kind: 'NO_RECORD',
      facts: [],
      coverage: { territory: institution, period: { from: null, to: null } },
      dataDate,
      raw: answer.raw,
    }),
  });

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hedui-exchange-source-'));
});
afterEach(async () => {
  await connection.close();
  await rm(folder, { recursive: true });
});
/** Lays a file of the partner beside the one request in its outbox. */
async function answer(direction: 'RSP' | 'ACK', code: string, content: (requestFile: string) => Uint8Array) {
  const [asked = ''] = await readdir(join(folder, code, 'outbox'));
  const name = asked.replace('HDREQ', `HD${direction}`);
  await writeFile(join(folder, code, 'inbox', name), sealContainer(content(asked), key, name));
}

describe('a source by batch files', () => {
  it('that answers itself has the folder of its own id, and no institution', async () => {
    connection = await connect(ITSELF);
    const { requestId } = inquiry();
    await connection.submit('', [inquiry({ name: '陆文斌' })]);
    await answer('RSP', 'finance', () => writeBatch(response, [{ 请求编号: requestId, 结果: '0' }], dataDate));
    const replies: SourceReply[] = [];
    const count = await connection.collect(async (reply) => {
      replies.push(reply);
    });
    expect([count, replies[0]?.requestId, replies[0]?.coverage.territory]).toEqual([1, requestId, '']);
    expect(new TextDecoder('gbk').decode(replies[0]?.raw)).toBe(`${requestId},0`);
  });

  it('names the questions that cannot be written or do not fit, and lays nothing then', async () => {
    connection = await connect('A', 'B');
    const names = ['陆文斌', '𠮷', '阿依古丽', '古丽阿依慕', '无'];
    const inquiries = names.map((name, index) => inquiry({ name, requestId: `request-${index}` }));
    await expect(connection.submit('A', inquiries)).rejects.toMatchObject({
      reason: 'UNENCODABLE',
      retryable: false,
      requestIds: ['request-1', 'request-3', 'request-4'],
    });
    expect(await readdir(join(folder, 'A', 'outbox'))).toEqual([]);
  });

  it('asks nobody to whom no line is laid', async () => {
    connection = await connect('A');
    await expect(connection.submit('B', [inquiry()])).rejects.toMatchObject({
      reason: 'UNREACHABLE',
      retryable: false,
    });
  });

  it('hands on what is refused under the institution that the jobs know, and bears not to be heard', async () => {
    connection = await connect(ITSELF);
    const { requestId } = inquiry();
    const refusal = (requestFile: string) =>
      writeAcknowledgement(response, { requestFile, taken: false, count: 0, code: '' }, dataDate);
    await connection.submit('', [inquiry()]);
    const refused: unknown[] = [];
    await answer('ACK', 'finance', refusal);
    await connection.collect(
      async () => {},
      async (questions) => {
        refused.push(questions);
      },
    );
    expect(refused).toEqual([{ institution: '', requestIds: [requestId], reason: 'REFUSED' }]);
    await answer('ACK', 'finance', refusal);
    expect(await connection.collect(async () => {})).toBe(0);
    expect(await readdir(join(folder, 'finance', 'archive'))).toHaveLength(2);
  });

  it('tells the request files that nobody acknowledged', async () => {
    connection = await connect(ITSELF);
    await connection.submit('', [inquiry()]);
    expect(await connection.unacknowledged?.()).toEqual([]);
  });

  it('stops listening when it is closed', async () => {
    connection = await connect('A');
    let calls = 0;
    connection.watch(() => {
      calls += 1;
    });
    await connection.close();
    await writeFile(join(folder, 'A', 'inbox', 'x'), 'x');
    await new Promise((resolve) => setTimeout(resolve, 250));
    expect(calls).toBe(0);
  });
});
