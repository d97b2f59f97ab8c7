import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { closeSources, connectSources } from '../../adapters/connect-sources.ts';
import { DEMO_DIVISION } from '../../src/identity/divisions.ts';
import type { Connection, SourceDefinition, SourceReply } from '../../src/sources/port.ts';
import type { FamilyLabel } from '../../adapters/sandbox/families.ts';
import type { OfficeId } from '../../adapters/sandbox/offices.ts';
import { factsOf } from '../../adapters/sandbox/person.ts';
import type { SyntheticPerson } from '../../adapters/sandbox/person.ts';
import { everyone } from '../../adapters/sandbox/population.ts';
import type { Population } from '../../adapters/sandbox/population.ts';
import { startSandbox } from '../../adapters/sandbox/sandbox.ts';
import type { Sandbox } from '../../adapters/sandbox/sandbox.ts';
import type { FactType } from '../../src/evidence/facts.ts';
import { parseCalendarDate } from '../../src/platform/calendar-date.ts';
import { ManualClock } from '../../src/platform/clock.ts';
import { silentLog } from '../../src/platform/log.ts';
import { inquiry, patience } from '../unit/adapters/asking.ts';
import { openDoctoredOffice } from './doctored-office.ts';
import type { DoctoredOffice } from './doctored-office.ts';
import { territoryOf } from '../../src/sources/territory.ts';

/** Somebody of a labelled family: its label and the place in it. */
export type Who = readonly [label: FamilyLabel, place: number];

type Swap = readonly [from: string, to: string];

/** The cases for the tests of a source. */
export type SourceCases = {
  readonly source: SourceDefinition & { readonly id: OfficeId };
  /** People of whom it knows something; together they show every type of fact that it gives. */
  readonly knows: readonly Who[];
  readonly knowsNothingOf: Who;
  /** Recorded here under another name; left out where no family has such a person. */
  readonly mismatch?: Who;
  /** Somebody of whom it has its last kind of record too, and its type of fact. */
  readonly partial: { readonly of: Who; readonly lacks: FactType };
  /**
   * Changes to the answer about a person. One of its envelope makes it no answer; one of a record sets the record aside.
   */
  readonly changed: {
    readonly of: Who;
    readonly swaps: readonly Swap[];
    /** Swaps by which every record carries a field that was never agreed: the answer is none. */
    readonly layouts?: readonly Swap[];
  };
};

/** Fields that say whose answer it is, to what, and of when. */
const ENVELOPE = /ywlsh|sjjzrq|qssj|jzsj|cxjg|qlrmc|qlrzjh|djxm|djzjhm|JGDM|SJRQ|\bSYR\b|<SFZMHM|soap:Body/i;

/** Somebody of the population. */
export function personAt(population: Population, [label, place]: Who): SyntheticPerson {
  const found = everyone(population.family(label))[place];
  if (found === undefined) throw new RangeError(`${label} has no place ${place}`);
  return found;
}

const ports = { division: DEMO_DIVISION, clock: new ManualClock(new Date('2018-03-05T02:00:00Z')), log: silentLog };

/** The case table of one source against its simulator, through `connectSources`. */
export function describeSource({ source, knows, knowsNothingOf, mismatch, partial, changed }: SourceCases): void {
  describe(`the source ${source.id}`, () => {
    let dir: string;
    let sandbox: Sandbox;
    let doctored: DoctoredOffice;
    let connections: ReadonlyMap<string, Connection>;
    let throughDoctor: ReadonlyMap<string, Connection>;

    beforeAll(async () => {
      dir = await mkdtemp(join(tmpdir(), 'hedui-source-'));
      sandbox = await startSandbox({ seed: 'test', dir, ...ports });
      const endpoint = z.looseObject({ url: z.string() }).parse(sandbox.endpoints[source.id]);
      doctored = await openDoctoredOffice(endpoint.url);
      connections = await connectSources({ [source.id]: endpoint }, ports);
      throughDoctor = await connectSources({ [source.id]: { ...endpoint, url: doctored.url } }, ports);
    });
    beforeEach(() => sandbox.change({}));
    afterAll(async () => {
      await closeSources(connections);
      await closeSources(throughDoctor);
      await doctored.close();
      await sandbox.stop();
      await rm(dir, { recursive: true });
    });

    const person = (who: Who): SyntheticPerson => personAt(sandbox.population, who);
    const ask = (who: Who, by = connections): Promise<SourceReply> => {
      const connection = by.get(source.id);
      if (connection?.mode !== 'DIRECT') throw new Error('a direct source');
      const { name, certificate } = person(who);
      const baseDate = parseCalendarDate('2018-03-05');
      return connection.ask(inquiry({ requestId: crypto.randomUUID(), name, certificate, baseDate }), patience());
    };

    it.each(knows)('tells what it knows of %s/%i as it is', async (...who) => {
      const reply = await ask(who);
      const facts = factsOf(person(who), ...source.facts);
      expect(facts.length).toBeGreaterThan(0);
      expect(reply).toMatchObject({ kind: 'HIT', facts, dataDate: '2018-03-04' });
      expect(reply.coverage).toEqual({
        territory: territoryOf(source.level, ports.division),
        period: { from: null, to: '2018-03-04' },
      });
    });

    it('shows every type of fact that it gives, in this table', () => {
      const shown = knows.flatMap((who) => factsOf(person(who), ...source.facts).map(({ type }) => type));
      expect(new Set(shown)).toEqual(new Set(source.facts));
    });

    it('says NO_RECORD of whom it knows nothing', async () => {
      expect(await ask(knowsNothingOf)).toMatchObject({ kind: 'NO_RECORD', facts: [] });
    });

    it.skipIf(mismatch === undefined)('says IDENTITY_MISMATCH of another name, and keeps no fact', async () => {
      if (mismatch === undefined) return;
      expect(factsOf(person(mismatch), ...source.facts).length).toBeGreaterThan(0);
      expect(await ask(mismatch)).toMatchObject({ kind: 'IDENTITY_MISMATCH', facts: [] });
    });

    it('says PARTIAL where a part lacks, and what lacks', async () => {
      sandbox.change({ [source.id]: { partial: true } });
      const facts = factsOf(person(partial.of), ...source.facts).filter(({ type }) => type !== partial.lacks);
      expect(await ask(partial.of)).toMatchObject({ kind: 'PARTIAL', facts, missing: [partial.lacks] });
      expect(await ask(knowsNothingOf)).toMatchObject({ kind: 'NO_RECORD' });
    });

    it.each(changed.swaps.filter(([from]) => !ENVELOPE.test(from)))(
      'sets aside what cannot be read where %s became %s',
      async (from, to) => {
        const whole = factsOf(person(changed.of), ...source.facts);
        doctored.swap(from, to);
        const { kind, facts, missing = [], unread = [] } = await ask(changed.of, throughDoctor);
        expect(doctored.swapped()).toBe(true);
        expect(kind).toBe('PARTIAL');
        expect(whole).toEqual(expect.arrayContaining([...facts]));
        const aside = unread.reduce((sum, { count }) => sum + count, 0);
        expect([facts.length + aside, aside > 0]).toEqual([whole.length, true]);
        expect(missing).toEqual(expect.arrayContaining(unread.flatMap(({ fact }) => fact ?? source.facts)));
      },
    );

    it.each([...changed.swaps.filter(([from]) => ENVELOPE.test(from)), ...(changed.layouts ?? [])])(
      'takes no answer in which %s became %s',
      async (from, to) => {
        doctored.swap(from, to);
        await expect(ask(changed.of, throughDoctor)).rejects.toMatchObject({
          reason: 'FORMAT_CHANGED',
          retryable: false,
        });
        expect(doctored.swapped()).toBe(true);
      },
    );

    it('answers through the same way where nothing is changed', async () => {
      doctored.swap('', '');
      expect(await ask(changed.of, throughDoctor)).toMatchObject({ kind: 'HIT' });
    });
  });
}
