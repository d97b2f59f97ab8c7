import { join } from 'node:path';
import { z } from 'zod';
import { closeSources, connectSources } from '../../adapters/connect-sources.ts';
import type { Installation } from '../../adapters/connect-sources.ts';
import { DEMO_DIVISION } from '../../src/identity/divisions.ts';
import type { Connection, Inquiry, SourceDefinition } from '../../src/sources/port.ts';
import { factsOf, recordedAt } from '../../adapters/sandbox/person.ts';
import type { SyntheticPerson } from '../../adapters/sandbox/person.ts';
import { everyone } from '../../adapters/sandbox/population.ts';
import { OFFICES } from '../../adapters/sandbox/offices.ts';
import { PARTNERS } from '../../adapters/sandbox/partners.ts';
import { startSandbox } from '../../adapters/sandbox/sandbox.ts';
import { sandboxSettingsSchema } from '../../adapters/sandbox/settings.ts';
import { containerKeySchema } from '../../adapters/transports/sealed-container.ts';
import { parseCalendarDate } from '../../src/platform/calendar-date.ts';
import { ManualClock } from '../../src/platform/clock.ts';
import { Problem } from '../../src/platform/problem.ts';
import { openDoctoredOffice } from '../support/doctored-office.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { askAll, rejectsOf } from './asking.ts';
import type { AskOptions, Outcome } from './asking.ts';
import type { Doctor } from './doctors.ts';
import { openFileCourier } from './file-courier.ts';
import { inquiryAbout, institutionOrNull } from './questions.ts';
import type { Room, TestPerson } from './room.ts';
import { Witness } from './witness.ts';
import { territoryOf } from '../../src/sources/territory.ts';

const PATIENCE_MS = 20_000;
const BASE_DATE = parseCalendarDate('2018-03-05');

/** A line on which answers can be changed. */
type DoctoredLine = {
  readonly connection: Connection;
  readonly asking: Partial<AskOptions>;
  doctor(doctor: Doctor): void;
  close(): Promise<void>;
};

/**
 * A source in front of its simulator.
 * @throws Problem BAD_CONFIGURATION where it has no simulator, and where none of the made-up people has a record there or
 * everybody has: then nothing can be shown.
 */
export async function openSimulatedRoom(source: SourceDefinition): Promise<Room> {
  if (![...OFFICES, ...PARTNERS].some(({ sourceId }) => sourceId === source.id)) throw noSimulator(source.id);
  const witness = new Witness();
  const clock = new ManualClock(new Date('2018-03-05T02:00:00Z'));
  const here = { division: DEMO_DIVISION, clock, log: witness.log };
  const folder = await temporaryFolder();
  const sandbox = await startSandbox({ seed: 'test', dir: folder.path, ...here });
  const settingsFor = (settings: Readonly<Record<string, unknown>>) => {
    const quick = { latencyMs: 0, ...settings };
    const codes = source.institutions.map(({ code }) => [code, quick]);
    return sandboxSettingsSchema.parse({ [source.id]: codes.length === 0 ? quick : Object.fromEntries(codes) });
  };
  const behave = (settings: Readonly<Record<string, unknown>>) => sandbox.change(settingsFor(settings));
  behave({});
  const entry = sandbox.endpoints[source.id];
  const connection = await connect(source, entry, here);
  const noteFault = (fault: unknown) => witness.noteFault(fault);
  const askPlainly = (institution: string, inquiries: readonly Inquiry[], options: Partial<AskOptions> = {}) =>
    askAll(connection, institution, inquiries, {
      patienceMs: PATIENCE_MS,
      noteFault,
      ...rejects(institution),
      ...options,
    });
  const rejects = (institution: string) => {
    const files = z.looseObject({ folder: z.string() }).safeParse(entry);
    return files.success ? { rejects: rejectsOf(files.data.folder, source.id, institution) } : {};
  };
  const inquiryAt =
    (institution: string) =>
    (person: TestPerson, changes: Partial<Inquiry> = {}) =>
      inquiryAbout(person, { institution: institutionOrNull(institution), baseDate: BASE_DATE, ...changes });

  const people = sandbox.population
    .families()
    .flatMap(everyone)
    .filter(({ certificate }) => source.certificates.includes(certificate.type))
    .map((person) => ({ ...person, letterNumber: '锡核授〔2018〕0001号' }));
  const found = await findPeople();
  const { institution, known } = found;
  const inquiry = inquiryAt(institution);
  const line = await doctoredLine(source, entry, institution, here, folder.path);
  const askThrough = async (doctor: Doctor, asked: Inquiry): Promise<Outcome> => {
    line.doctor(doctor);
    const options = { patienceMs: PATIENCE_MS, noteFault, ...line.asking };
    const [outcome] = await askAll(line.connection, institution, [asked], options);
    return outcome ?? { kind: 'OPEN' };
  };
  const genuine: Buffer[] = [];
  await askThrough((content) => {
    genuine.push(content);
    return content;
  }, inquiry(known));

  return {
    source,
    connection,
    entry,
    institution,
    division: DEMO_DIVISION,
    territory: territoryOf(source.level, DEMO_DIVISION) ?? DEMO_DIVISION,
    baseDate: BASE_DATE,
    known,
    unknown: found.unknown,
    witness,
    inquiry,
    ask: async (asked, options) => (await askPlainly(institution, [asked], options))[0] ?? { kind: 'OPEN' },
    simulator: {
      facts: factsOf(known, ...source.facts),
      recorded: recordedAt(known, source.id),
      genuine: genuine[0] ?? Buffer.alloc(0),
      behave,
      askAll: (inquiries) => askPlainly(institution, inquiries),
      askThrough,
      timesAsked: (requestId) => sandbox.counts()[source.id]?.[requestId] ?? 0,
    },
    async close() {
      await line.close();
      await connection.close();
      await sandbox.stop();
      await folder.remove();
    },
  };

  /** Finds the person with the most facts, so that a part can be left out. */
  async function findPeople() {
    const bodies = source.institutions.length === 0 ? [''] : source.institutions.map(({ code }) => code);
    for (const body of bodies) {
      const inquiries = people.map((person) => inquiryAt(body)(person));
      const outcomes = await askPlainly(body, inquiries);
      const answered = people.flatMap((person, index) => {
        const outcome = outcomes[index];
        return outcome?.kind === 'REPLY' ? [{ person, reply: outcome.reply }] : [];
      });
      const hits = answered.filter(({ reply }) => reply.kind === 'HIT');
      const [best] = hits.toSorted((a, b) => richness(b.person, source) - richness(a.person, source));
      const none = answered.find(({ reply }) => reply.kind === 'NO_RECORD');
      if (best !== undefined && none !== undefined)
        return { institution: body, known: best.person, unknown: none.person };
    }
    throw nobodyToShow(source.id);
  }
}

function noSimulator(id: string): Problem {
  return new Problem({
    code: 'BAD_CONFIGURATION',
    field: id,
    zh: `数据源“${id}”没有模拟部门；请在 adapters/sandbox/ 中编写并登记，或用 --endpoint 和 --people 对部门的真实接口测试。`,
    en: `source "${id}" has no simulator; write one in adapters/sandbox/ and enter it there, or run the kit against the department's own endpoint with --endpoint and --people`,
  });
}

function nobodyToShow(id: string): Problem {
  return new Problem({
    code: 'BAD_CONFIGURATION',
    field: id,
    zh: `数据源“${id}”的模拟部门须至少认识一名演示人员，并至少不认识一名；请核对其核对信息类型。`,
    en: `the simulator of "${id}" needs somebody whom it knows and somebody whom it does not; look at its types of facts`,
  });
}

function richness(person: SyntheticPerson, source: SourceDefinition): number {
  const facts = factsOf(person, ...source.facts);
  return new Set(facts.map(({ type }) => type)).size * 1_000_000 + JSON.stringify(facts).length;
}

async function doctoredLine(
  source: SourceDefinition,
  entry: unknown,
  institution: string,
  here: Installation,
  dir: string,
): Promise<DoctoredLine> {
  const http = z.looseObject({ url: z.string() }).safeParse(entry);
  if (http.success) {
    const office = await openDoctoredOffice(http.data.url);
    const connection = await connect(source, { ...http.data, url: office.url }, here);
    return { connection, asking: {}, doctor: (doctor) => office.change(doctor), close: () => office.close() };
  }
  const files = z.looseObject({ folder: z.string() }).parse(entry);
  const ours = join(dir, 'doctored');
  const connection = await connect(source, { ...files, folder: ours }, here);
  const partner = institution === '' ? source.id : institution;
  const courier = openFileCourier(
    { ours: join(ours, partner), theirs: join(files.folder, partner) },
    keyIn(entry, institution),
  );
  return {
    connection,
    asking: { between: () => courier.carry(), rejects: rejectsOf(ours, source.id, institution) },
    doctor: (doctor) => courier.doctor(doctor),
    close: () => connection.close(),
  };
}

/** The key of a partner's files, wherever the entry has it: on its own, or under the partner's code. */
function keyIn(entry: unknown, institution: string): Uint8Array {
  const own = z.object({ key: containerKeySchema });
  const many = z.object({ institutions: z.record(z.string(), own) });
  const key = institution === '' ? own.parse(entry).key : many.parse(entry).institutions[institution]?.key;
  if (key === undefined) throw new RangeError('the entry has a key for each institution');
  return key;
}

async function connect(source: SourceDefinition, entry: unknown, here: Installation): Promise<Connection> {
  const connections = await connectSources({ [source.id]: entry }, here);
  const connection = connections.get(source.id);
  if (connection !== undefined) return connection;
  await closeSources(connections);
  throw new RangeError(`the registry has no source ${source.id}`);
}
