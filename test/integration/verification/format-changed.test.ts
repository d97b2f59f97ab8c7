import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { bankPartner } from '../../../adapters/bank-layout.ts';
import { connectSources, closeSources } from '../../../adapters/connect-sources.ts';
import { readBatch, writeBatch } from '../../../adapters/transports/batch-file.ts';
import { columnNames } from '../../../adapters/transports/batch-layout.ts';
import type { BatchLayout } from '../../../adapters/transports/batch-layout.ts';
import { chineseEncodingSchema } from '../../../adapters/transports/chinese-text.ts';
import { openContainer, sealContainer } from '../../../adapters/transports/sealed-container.ts';
import { replaySource } from '../../../jobs/replay-source.ts';
import type { Operator } from '../../../jobs/replay-source.ts';
import type { ConnectedSource } from '../../../jobs/services.ts';
import { DEMO_DIVISION } from '../../../src/identity/divisions.ts';
import { parseCalendarDate } from '../../../src/platform/calendar-date.ts';
import { shiftedClock, systemClock } from '../../../src/platform/clock.ts';
import { chineseCalendar, compressedCalendar } from '../../../src/platform/working-days.ts';
import { readPublished } from '../../support/published-form.ts';
import { openDoctoredOffice } from '../../support/doctored-office.ts';
import { CASEWORKER, openTestHouse } from '../../support/house.ts';
import type { TestHouse } from '../../support/house.ts';
import { until } from './still-time.ts';
import { requestVerification } from '../../support/acts.ts';

const clock = shiftedClock(new Date('2018-03-05T01:30:00Z').getTime() - systemClock.now().getTime());
/** Nothing ends by its deadline here. */
const calendar = compressedCalendar(chineseCalendar, { workingDayMs: 60_000, windowWaitMs: 0 });
const OPERATOR: Operator = {
  principal: { kind: 'STAFF', subject: 'operator-1', division: '320200', roles: ['OPERATOR'] },
  requestId: 'replay',
};

let house: TestHouse;
let closing: (() => Promise<void>)[] = [];
beforeEach(() => {
  closing = [];
});
afterEach(async () => {
  await house.close();
  for (const close of closing) await close();
});

function connected(sourceId: string): ConnectedSource {
  const source = house.services.connected.get(sourceId);
  if (source === undefined) throw new Error('a source of the house');
  return source;
}

async function check(): Promise<string> {
  const application = await house.admit(house.sandbox.population.family('family-clean'));
  const { id } = await requestVerification(house.services, CASEWORKER, {
    applicationId: application.id,
    purpose: 'APPLICATION',
    idempotencyKey: crypto.randomUUID(),
  });
  return id;
}

const kept = () => house.services.db.selectFrom('unread_answer').selectAll().execute();
const told = () =>
  house.services.db.selectFrom('source_item').selectAll().where('kind', '=', 'FORMAT_CHANGED').execute();
const events = async () =>
  (await house.services.db.selectFrom('source_event').selectAll().orderBy('seq').execute()).map(
    ({ act, actor }) => `${act} ${actor}`,
  );
const endsWith = async (reason: string) =>
  house.services.db
    .selectFrom('question as q')
    .innerJoin('answer as a', 'a.question_id', 'q.id')
    .select(['q.id', 'q.source_id', 'q.institution', 'a.kind'])
    .where('q.last_fault', '=', reason)
    .execute();

/** Makes a question that was given up wait with the identical one of the other check, as if it had joined it. */
async function tie(sourceId: string): Promise<string> {
  const { db } = house.services;
  const [pair] = await db
    .selectFrom('question as q')
    .innerJoin('question as first', (join) =>
      join
        .onRef('first.person_id', '=', 'q.person_id')
        .onRef('first.source_id', '=', 'q.source_id')
        .onRef('first.id', '<>', 'q.id'),
    )
    .select(['q.id', 'first.id as first'])
    .where('q.source_id', '=', sourceId)
    .where('q.shared', 'is', null)
    .where('first.shared', 'is', null)
    .execute();
  if (pair === undefined) throw new Error('two checks about one person');
  await db
    .updateTable('question')
    .set({ answered_as: pair.first, shared: 'JOINED' })
    .where('id', '=', pair.id)
    .execute();
  await db.deleteFrom('unread_answer').where('question_id', '=', pair.id).execute();
  return pair.id;
}

const takenBy = (id: string) =>
  house.services.db.selectFrom('question').select('taken_answer').where('id', '=', id).executeTakeFirst();

/** A proxy that changes a text of every answer, and an adapter that can read the changed text. */
async function doctoredSource(sourceId: string, from: string, to: string) {
  const source = connected(sourceId);
  const endpoint = z.looseObject({ url: z.string() }).parse(house.sandbox.endpoints[sourceId]);
  const doctored = await openDoctoredOffice(endpoint.url);
  doctored.swap(from, to);
  const lines = await connectSources(
    { [sourceId]: { ...endpoint, url: doctored.url } },
    { ...house.services, division: DEMO_DIVISION },
  );
  closing.push(
    () => closeSources(lines),
    () => doctored.close(),
  );
  const connection = lines.get(sourceId);
  if (connection?.mode !== 'DIRECT') throw new Error('a source that answers at once');
  const undone = (raw: Uint8Array) => Buffer.from(Buffer.from(raw).toString('latin1').replaceAll(to, from), 'latin1');
  const read: typeof connection.read = (inquiry, raw) => connection.read(inquiry, undone(raw));
  const unmended: ConnectedSource = { ...source, connection };
  const mended: ConnectedSource = { ...source, connection: { ...connection, read } };
  return { unmended, mended };
}

describe.each([
  ['housing-fund', 'JSON', '"zhye"', '"zhye_new"'],
  ['vehicles', 'XML', 'SJRQ>', 'SJRQ_NEW>'],
] as const)('a source that changes its format: %s', (sourceId, form, from, to) => {
  it('is told once, its checks go on, its answers are read late once the adapter is mended', async () => {
    house = await openTestHouse({ clock, calendar });
    const { unmended, mended } = await doctoredSource(sourceId, from, to);
    const ids = [await check(), await check()];
    await house.work(new Map([...house.services.connected, [sourceId, unmended]]));
    for (const id of ids) await house.finished(id);

    expect(await told()).toMatchObject([{ source_id: sourceId, institution: '', closed_at: null, sample: { form } }]);
    const count = (await kept()).length;
    expect(count).toBeGreaterThan(0);
    const closed = await endsWith('FORMAT_CHANGED');
    expect(closed.map(({ source_id: source, kind }) => [source, kind])).toEqual(
      Array.from({ length: count }, () => [sourceId, 'NO_RESPONSE']),
    );

    expect(await replaySource(house.services, OPERATOR, unmended)).toEqual({ taken: 0, unread: count });
    expect((await told())[0]?.closed_at).toBeNull();
    const follower = await tie(sourceId);
    expect(await replaySource(house.services, OPERATOR, mended)).toEqual({ taken: count - 1, unread: 0 });
    expect((await takenBy(follower))?.taken_answer).not.toBeNull();
    expect(await kept()).toEqual([]);
    expect((await events()).slice(-3)).toEqual(['REPLAYED operator-1', 'REPLAYED operator-1', 'CLOSED operator-1']);
    const late = await house.services.db.selectFrom('answer').select('kind').where('late', '=', true).execute();
    expect(late).toHaveLength(count - 1);
    expect(late.filter(({ kind }) => kind !== 'HIT' && kind !== 'NO_RECORD')).toEqual([]);
    for (const id of ids) await until(async () => (await versionOf(id)) > 1);
  });
});

describe('a bank that changes its format', () => {
  it('has its file kept and its questions closed, and its answers are read late', async () => {
    house = await openTestHouse({ clock, calendar, settings: { banks: { 'DEMO-A': { silent: true } } } });
    const id = await check();
    await house.work();
    const bank = await playBank('DEMO-A');
    await until(async () => (await bank.requests()).length > 0);
    await bank.answer();
    expect(await house.finished(id)).toBe('ISSUED_INCOMPLETE');
    expect(await told()).toMatchObject([
      { source_id: 'banks', institution: 'DEMO-A', times: 1, sample: { form: 'BATCH' } },
    ]);
    const closed = await endsWith('FORMAT_CHANGED');
    expect(closed.length).toBeGreaterThan(0);
    expect(new Set(closed.map(({ institution, kind }) => `${institution} ${kind}`))).toEqual(
      new Set(['DEMO-A NO_RESPONSE']),
    );
    const { connection } = connected('banks');
    if (connection.mode !== 'EXCHANGE') throw new Error('a source by files');
    const mended: ConnectedSource = {
      ...connected('banks'),
      connection: { ...connection, reread: (file, raw) => connection.reread(file, bank.undone(raw)) },
    };
    expect(await replaySource(house.services, OPERATOR, mended)).toEqual({ taken: closed.length, unread: 0 });
    expect(await kept()).toEqual([]);
    await until(async () => (await versionOf(id)) > 1);
  });
});

async function versionOf(verificationId: string): Promise<number> {
  return (await readPublished(house.services.db, house.services.vault, verificationId))?.version ?? 0;
}

/** The bank's word for its result has changed; the rest is as agreed. */
const OTHER_COLUMNS = ['请求编号', '结果'] as const;

/** Plays a bank that the simulator leaves silent. */
async function playBank(code: string) {
  const entry = z
    .looseObject({
      folder: z.string(),
      institutions: z.record(
        z.string(),
        z.looseObject({
          key: z.string(),
          delimiter: z.enum(['|', ',']).default('|'),
          encoding: chineseEncodingSchema.default('gb18030'),
        }),
      ),
    })
    .parse(house.sandbox.endpoints['banks']);
  const files = entry.institutions[code];
  if (files === undefined) throw new Error('a bank of the sandbox');
  const { delimiter, encoding } = files;
  const key = Buffer.from(files.key, 'base64');
  const { request, response } = bankPartner({ code, key, delimiter, encoding });
  const other: BatchLayout = { kind: 'DELIMITED', columns: OTHER_COLUMNS, delimiter, encoding };
  const dataDate = parseCalendarDate('2018-03-04');
  const at = (...path: string[]) => join(entry.folder, code, ...path);
  const requests = async () => [...(await readdir(at('sent'))), ...(await readdir(at('acknowledged')))];
  return {
    requests,
    async answer(): Promise<void> {
      for (const name of await requests()) {
        const sealed = await readFile(at('sent', name)).catch(() => readFile(at('acknowledged', name)));
        const { rows } = readBatch(request, openContainer(sealed, key, name));
        const answers = rows.map(({ fields }) => ({ 请求编号: fields['请求编号'] ?? '', 结果: '01' }));
        const laid = name.replace('HDREQ', 'HDRSP');
        await writeFile(at('inbox', laid), sealContainer(writeBatch(other, answers, dataDate), key, laid));
      }
    },
    /** The file as the adapter of today reads it. */
    undone(raw: Uint8Array): Uint8Array {
      const rows = readBatch(other, raw).rows.map(({ fields }) => ({
        ...Object.fromEntries(columnNames(response).map((name) => [name, ''])),
        请求编号: fields['请求编号'] ?? '',
        结果代码: '01',
      }));
      return writeBatch(response, rows, dataDate);
    },
  };
}
