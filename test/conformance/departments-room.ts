import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { connectSources } from '../../adapters/connect-sources.ts';
import type { SourceDefinition } from '../../src/sources/port.ts';
import { CERTIFICATE_TYPES, parseCertificate } from '../../src/identity/certificate.ts';
import { DEMO_DIVISION } from '../../src/identity/divisions.ts';
import { shanghaiDate } from '../../src/platform/calendar-date.ts';
import { systemClock } from '../../src/platform/clock.ts';
import { Problem } from '../../src/platform/problem.ts';
import { territoryOf } from '../../src/sources/territory.ts';
import { askAll, rejectsOf } from './asking.ts';
import { inquiryAbout, institutionOrNull } from './questions.ts';
import type { Room, TestPerson } from './room.ts';
import { Witness } from './witness.ts';

const person = z.strictObject({
  name: z.string().min(1),
  certificate: z.strictObject({ type: z.enum(CERTIFICATE_TYPES), number: z.string() }),
  /** A letter that the department takes for its own tests. */
  letterNumber: z.string().min(1),
});
const peopleSchema = z.strictObject({
  /** Code of the institution to ask, for a source that has many. */
  institution: z.string().default(''),
  known: person,
  unknown: person.optional(),
  /** GB/T 2260 code of the place that the installation serves, as `HEDUI_DIVISION` says it. */
  division: z.string().default(DEMO_DIVISION),
  /** How long files may take, seconds. */
  waitSeconds: z.int().min(1).default(60),
});

/**
 * A source in front of its department, with the people whom the department named for tests.
 * @param endpointFile an endpoints file with an entry for the source.
 * @throws Problem BAD_CONFIGURATION naming the file and the field, never a value.
 */
export async function openDepartmentsRoom(
  source: SourceDefinition,
  endpointFile: string,
  peopleFile: string,
): Promise<Room> {
  const entries = await readJsonFile(endpointFile, z.record(z.string(), z.unknown()));
  const given = await readJsonFile(peopleFile, peopleSchema);
  const { [source.id]: entry } = entries;
  if (entry === undefined) throw badFile(endpointFile, source.id);
  const witness = new Witness();
  const { division, institution } = given;
  const here = { division, clock: systemClock, log: witness.log };
  const connections = await connectSources({ [source.id]: entry }, here);
  const connection = connections.get(source.id);
  if (connection === undefined) throw badFile(endpointFile, source.id);
  const files = z.looseObject({ folder: z.string() }).safeParse(entry);
  const baseDate = shanghaiDate(systemClock.now());
  return {
    source,
    connection,
    entry,
    institution,
    division,
    territory: territoryOf(source.level, division) ?? division,
    baseDate,
    known: asAsked(given.known),
    unknown: given.unknown === undefined ? null : asAsked(given.unknown),
    witness,
    inquiry: (about, changes = {}) =>
      inquiryAbout(about, { institution: institutionOrNull(institution), baseDate, ...changes }),
    async ask(inquiry, options = {}) {
      const [outcome] = await askAll(connection, institution, [inquiry], {
        patienceMs: given.waitSeconds * 1000,
        noteFault: (fault) => witness.noteFault(fault),
        ...(files.success ? { rejects: rejectsOf(files.data.folder, source.id, institution) } : {}),
        ...options,
      });
      return outcome ?? { kind: 'OPEN' };
    },
    simulator: null,
    close: () => connection.close(),
  };
}

function asAsked({ name, certificate, letterNumber }: z.infer<typeof person>): TestPerson {
  return { name, certificate: parseCertificate(certificate), letterNumber };
}

async function readJsonFile<Schema extends z.ZodType>(path: string, schema: Schema): Promise<z.infer<Schema>> {
  let content: unknown;
  try {
    content = JSON.parse(await readFile(path, 'utf8'));
  } catch {
    // The parser's message quotes the text, which holds names and keys, so it is not kept as the cause.
    throw badFile(path, '');
  }
  const parsed = schema.safeParse(content);
  if (parsed.success) return parsed.data;
  throw badFile(path, parsed.error.issues.map((issue) => issue.path.join('.')).join(', '));
}

function badFile(path: string, field: string): Problem {
  return new Problem({
    code: 'BAD_CONFIGURATION',
    field,
    zh: `文件 ${path} 无法使用${field === '' ? '：不是 JSON' : `，请检查：${field}`}`,
    en: `the file ${path} cannot be used${field === '' ? ': it is no JSON' : `; check: ${field}`}`,
  });
}
