import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { closeSources, connectSources } from '../../adapters/connect-sources.ts';
import { DEMO_DIVISION } from '../../src/identity/divisions.ts';
import { SourceFault } from '../../src/sources/port.ts';
import type { Connection, ExchangeConnection, Inquiry, SourceDefinition, SourceReply } from '../../src/sources/port.ts';
import { PARTNERS } from '../../adapters/sandbox/partners.ts';
import type { PartnerId } from '../../adapters/sandbox/partners.ts';
import { factsOf } from '../../adapters/sandbox/person.ts';
import { startSandbox } from '../../adapters/sandbox/sandbox.ts';
import type { Sandbox } from '../../adapters/sandbox/sandbox.ts';
import { readBatch, writeBatch } from '../../adapters/transports/batch-file.ts';
import { openContainer, sealContainer } from '../../adapters/transports/sealed-container.ts';
import { parseCalendarDate } from '../../src/platform/calendar-date.ts';
import { ManualClock } from '../../src/platform/clock.ts';
import { silentLog } from '../../src/platform/log.ts';
import { inquiry } from '../unit/adapters/asking.ts';
import { personAt } from './source-cases.ts';
import type { SourceCases, Who } from './source-cases.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { territoryOf } from '../../src/sources/territory.ts';

/** Puts something else into a column, of the first line only or of every one that has it. */
type Swap = readonly [column: string, from: string, to: string, where?: 'FIRST'];

/** The cases for the tests of a source by batch files. */
export type BatchSourceCases = Omit<SourceCases, 'source' | 'changed'> & {
  readonly source: SourceDefinition & { readonly id: Exclude<PartnerId, 'banks'> };
  /** The day up to which its data are current, on 5 March 2018. */
  readonly dataDate: string;
  /** A name that its encoding cannot carry; `null` where it can carry all. */
  readonly unaskable: Who | null;
  /**
   * Changes to the lines about a person. One of the columns that say what they answer makes them no answer; one of a
   * record sets the record aside.
   */
  readonly changed: {
    readonly of: Who;
    readonly swaps: readonly Swap[];
  };
};

const ports = { division: DEMO_DIVISION, clock: new ManualClock(new Date('2018-03-05T02:00:00Z')), log: silentLog };
const baseDate = parseCalendarDate('2018-03-05');

/** The case table of one source by batch files against its simulator, through `connectSources`. */
export function describeBatchSource(cases: BatchSourceCases): void {
  const { source, knows, knowsNothingOf, mismatch, partial, changed, unaskable } = cases;
  const dataDate = parseCalendarDate(cases.dataDate);
  describe(`the source ${source.id}`, () => {
    let dir: Awaited<ReturnType<typeof temporaryFolder>>;
    let sandbox: Sandbox;
    let key: Uint8Array;
    const opened: ReadonlyMap<string, Connection>[] = [];

    beforeAll(async () => {
      dir = await temporaryFolder();
      sandbox = await startSandbox({ seed: 'test', dir: join(dir.path, 'sandbox'), ...ports });
      const entry = z.looseObject({ key: z.base64() }).parse(sandbox.endpoints[source.id]);
      key = Buffer.from(entry.key, 'base64');
    });
    beforeEach(() => sandbox.change({ [source.id]: { latencyMs: 0 } }));
    afterAll(async () => {
      for (const connections of opened) await closeSources(connections);
      await sandbox.stop();
      await dir.remove();
    });

    /** @param folder another exchange folder than the simulator's. */
    async function connect(folder?: string): Promise<ExchangeConnection> {
      const entry = z.looseObject({}).parse(sandbox.endpoints[source.id]);
      const connections = await connectSources(
        { [source.id]: folder === undefined ? entry : { ...entry, folder } },
        ports,
      );
      opened.push(connections);
      const connection = connections.get(source.id);
      if (connection?.mode !== 'EXCHANGE') throw new Error('a source by batch files');
      return connection;
    }
    const person = (who: Who) => personAt(sandbox.population, who);
    const about = (who: Who): Inquiry => {
      const { name, certificate } = person(who);
      return inquiry({ requestId: crypto.randomUUID(), name, certificate, baseDate });
    };
    async function ask(...people: readonly Who[]): Promise<readonly SourceReply[]> {
      const connection = await connect();
      const inquiries = people.map(about);
      await connection.submit('', inquiries);
      const replies = new Map<string, SourceReply>();
      await expect
        .poll(
          async () => {
            await connection.collect(async (reply) => {
              replies.set(reply.requestId, reply);
            });
            return inquiries.filter(({ requestId }) => !replies.has(requestId)).length;
          },
          { timeout: 10_000 },
        )
        .toBe(0);
      return inquiries.flatMap(({ requestId }) => replies.get(requestId) ?? []);
    }

    it('tells in one file what it knows of each as it is, and of whom it knows nothing', async () => {
      const replies = await ask(...knows, knowsNothingOf, ...(mismatch === undefined ? [] : [mismatch]));
      const known = replies.slice(0, knows.length);
      for (const [index, who] of knows.entries()) {
        const facts = factsOf(person(who), ...source.facts);
        expect(facts.length).toBeGreaterThan(0);
        expect(known[index]).toMatchObject({ kind: 'HIT', facts, dataDate });
        expect(known[index]?.coverage).toEqual({
          territory: territoryOf(source.level, ports.division),
          period: { from: null, to: dataDate },
        });
      }
      const shown = known.flatMap(({ facts }) => facts.map(({ type }) => type));
      expect(new Set(shown)).toEqual(new Set(source.facts));
      // More than one line for somebody.
      expect(Math.max(...known.map(({ facts }) => facts.length))).toBeGreaterThan(1);
      expect(replies.slice(knows.length).map(({ kind, facts }) => [kind, facts])).toEqual([
        ['NO_RECORD', []],
        ...(mismatch === undefined ? [] : [['IDENTITY_MISMATCH', []]]),
      ]);
    });

    it.skipIf(mismatch === undefined)('has something to keep back of the one under another name', () => {
      if (mismatch === undefined) return;
      expect(factsOf(person(mismatch), ...source.facts).length).toBeGreaterThan(0);
    });

    it('says PARTIAL where a part lacks, and what lacks', async () => {
      sandbox.change({ [source.id]: { latencyMs: 0, partial: true } });
      const facts = factsOf(person(partial.of), ...source.facts).filter(({ type }) => type !== partial.lacks);
      const [part, nothing] = await ask(partial.of, knowsNothingOf);
      expect(part).toMatchObject({ kind: 'PARTIAL', facts, missing: [partial.lacks] });
      expect(nothing?.kind).toBe('NO_RECORD');
    });

    it('asks about no name that its encoding would make another', async () => {
      const connection = await connect(join(dir.path, 'unaskable'));
      const rare = about(unaskable ?? ['rare-character', 0]);
      const laid = connection.submit('', [rare, about(knowsNothingOf)]);
      if (unaskable === null) {
        await laid;
        return;
      }
      const fault = await laid.catch((thrown: unknown) => thrown);
      expect(fault).toBeInstanceOf(SourceFault);
      expect(fault).toMatchObject({ reason: 'UNENCODABLE', requestIds: [rare.requestId] });
    });

    /** Plays the partner in a folder of its own, and writes something else into a column. */
    async function through([column, from, to, where]: Swap): Promise<readonly SourceReply[]> {
      const folder = join(dir.path, crypto.randomUUID());
      const connection = await connect(folder);
      await connection.submit('', [about(changed.of)]);
      const spec = PARTNERS.find(({ sourceId }) => sourceId === source.id);
      const [name = ''] = await readdir(join(folder, source.id, 'outbox'));
      if (spec === undefined) throw new Error('a source with a simulator');
      const { request, response } = spec.files(source.id, key);
      const bytes = await readFile(join(folder, source.id, 'outbox', name));
      const [row] = readBatch(request, openContainer(bytes, key, name)).rows;
      const asked = row?.fields ?? {};
      const lines = spec
        .answer(sandbox.population, '', asked, false)
        .map((line) => ({ ...line, [spec.idColumn]: asked[spec.idColumn] ?? '' }))
        .map((line: Record<string, string>, index) =>
          (line[column] ?? '') === from && (where === undefined || index === 0) ? { ...line, [column]: to } : line,
        );
      expect(lines.some((line) => (line[column] ?? '') === to)).toBe(true);
      const file = name.replace('HDREQ', 'HDRSP');
      const sealed = sealContainer(writeBatch(response, lines, dataDate), key, file);
      await writeFile(join(folder, source.id, 'inbox', file), sealed);
      const replies: SourceReply[] = [];
      await connection.collect(async (reply) => {
        replies.push(reply);
      });
      expect(await readdir(join(folder, source.id, 'rejects'))).toHaveLength(replies.length === 0 ? 1 : 0);
      return replies;
    }

    for (const swap of changed.swaps) {
      const ofRecord = !['结果代码', '登记姓名', '登记证件号码', '缺失项目', '行数', '行次'].includes(swap[0]);
      if (!ofRecord) {
        it(`takes no answer in which ${swap[0]} ${swap[1]} became ${swap[2]}`, async () => {
          expect(await through(swap)).toEqual([]);
        });
        continue;
      }
      it(`sets aside what cannot be read where ${swap[0]} ${swap[1]} became ${swap[2]}`, async () => {
        const whole = factsOf(person(changed.of), ...source.facts);
        const [reply] = await through(swap);
        expect(reply?.kind).toBe('PARTIAL');
        expect(whole).toEqual(expect.arrayContaining([...(reply?.facts ?? [])]));
        const aside = (reply?.unread ?? []).reduce((sum, { count }) => sum + count, 0);
        expect([(reply?.facts.length ?? 0) + aside, aside > 0]).toEqual([whole.length, true]);
        expect(reply?.missing?.length).toBeGreaterThan(0);
      });
    }

    it('takes the answer played the same way where nothing is changed', async () => {
      expect(await through(['结果代码', '1', '1'])).toMatchObject([{ kind: 'HIT' }]);
    });
  });
}
