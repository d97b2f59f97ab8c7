import { z } from 'zod';

/** The forms of a value in an answer. */
const FIELD_TYPES = ['TEXT', 'NUMBER', 'FLAG', 'NOTHING', 'LIST', 'OBJECT'] as const;

const sampleField = z.object({
  /** e.g. `records[].zhzt`; a name that may itself be data is told by its length only. */
  path: z.string(),
  type: z.enum(FIELD_TYPES),
  /** Characters of a text, entries of a list, fields of an object; 0 for the rest. */
  shortest: z.int(),
  longest: z.int(),
});
type SampleField = z.infer<typeof sampleField>;

/** The forms in which answers come. */
export const ANSWER_FORMS = ['JSON', 'XML', 'BATCH', 'UNKNOWN'] as const;
export type AnswerForm = (typeof ANSWER_FORMS)[number];

/**
 * A description of an answer that cannot be read: names, types and lengths, so that the adapter can be repaired. It
 * never holds a value, because its readers may see nobody's data.
 */
export const formatSampleSchema = z.object({
  /** `UNKNOWN` where not even its form could be told. */
  form: z.enum(ANSWER_FORMS),
  /** Size of the whole answer; 0 where it was not stored. */
  bytes: z.int(),
  /** Where it is not as agreed, e.g. `records[].zhzt INVALID_VALUE`. */
  differences: z.array(z.string()),
  fields: z.array(sampleField),
});
export type FormatSample = z.infer<typeof formatSampleSchema>;

const MOST_FIELDS = 200;
const MOST_DIFFERENCES = 20;
/** How departments name fields: letters, and at most two digits at the end. A number or a Chinese name is none. */
const FIELD_NAME = /^[A-Za-z][A-Za-z_]{0,31}\d{0,2}$/;

/**
 * The sample of an answer.
 *
 * @param tree the answer as its form was read, before anything was made of it; `undefined` where it could not be.
 * @param known names that the agreed form has, told as they are.
 */
export function sampleOf(
  form: AnswerForm,
  bytes: number,
  tree: unknown,
  options: { readonly differences?: readonly string[]; readonly known?: readonly string[] } = {},
): FormatSample {
  const fields = new Map<string, SampleField>();
  if (tree !== undefined) walk(tree, '', namesOf(tree, options.known ?? []), fields);
  return {
    form: tree === undefined ? 'UNKNOWN' : form,
    bytes,
    differences: (options.differences ?? []).slice(0, MOST_DIFFERENCES),
    fields: [...fields.values()],
  };
}

/** Where and how a value fails its schema: paths and zod's own words, nothing of the value. */
export function differencesOf({ issues }: z.ZodError): readonly string[] {
  return issues.slice(0, MOST_DIFFERENCES).flatMap((issue) => issueLines(issue, ''));
}

function issueLines(issue: z.core.$ZodIssue, prefix: string): readonly string[] {
  const path = issue.path.reduce<string>((before, key) => joined(before, key), prefix);
  const branches = issue.code === 'invalid_union' ? issue.errors.filter((branch) => branch.length > 0) : [];
  // Where several kinds of record are possible, the one with the fewest faults is the intended one.
  const [nearest] = branches.toSorted((a, b) => a.length - b.length);
  if (nearest !== undefined) return nearest.flatMap((inner) => issueLines(inner, path));
  return [`${path === '' ? '.' : path} ${issue.code.toUpperCase()}`];
}

function joined(before: string, key: PropertyKey): string {
  if (typeof key === 'number') return `${before}[]`;
  const name = tellName(String(key), new Set());
  return before === '' ? name : `${before}.${name}`;
}

/** Which names are told as they are. A name that stands somewhere as a value too is data. */
function namesOf(tree: unknown, known: readonly string[]): (name: string) => string {
  const values = new Set<string>();
  collectTexts(tree, values);
  const agreed = new Set(known);
  return (name) => (agreed.has(name) ? name : tellName(name, values));
}

function tellName(name: string, values: ReadonlySet<string>): string {
  return FIELD_NAME.test(name) && !values.has(name) ? name : `(${name.length})`;
}

function collectTexts(value: unknown, into: Set<string>): void {
  if (typeof value === 'string') into.add(value);
  else if (typeof value === 'object' && value !== null) for (const one of Object.values(value)) collectTexts(one, into);
}

function walk(value: unknown, path: string, tell: (name: string) => string, fields: Map<string, SampleField>): void {
  const [type, length] = measured(value);
  if (path !== '' && !note(fields, path, type, length)) return;
  if (Array.isArray(value)) {
    for (const one of value) walk(one, `${path}[]`, tell, fields);
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, inner] of Object.entries(value)) {
      walk(inner, path === '' ? tell(name) : `${path}.${tell(name)}`, tell, fields);
    }
  }
}

/** @returns whether there was room for it. */
function note(fields: Map<string, SampleField>, path: string, type: SampleField['type'], length: number): boolean {
  const key = `${path} ${type}`;
  const before = fields.get(key);
  if (before === undefined && fields.size >= MOST_FIELDS) return false;
  const { shortest = length, longest = length } = before ?? {};
  fields.set(key, { path, type, shortest: Math.min(shortest, length), longest: Math.max(longest, length) });
  return true;
}

function measured(value: unknown): readonly [type: SampleField['type'], length: number] {
  if (typeof value === 'string') return ['TEXT', value.length];
  if (typeof value === 'number') return ['NUMBER', 0];
  if (typeof value === 'boolean') return ['FLAG', 0];
  if (Array.isArray(value)) return ['LIST', value.length];
  return typeof value === 'object' && value !== null ? ['OBJECT', Object.keys(value).length] : ['NOTHING', 0];
}
