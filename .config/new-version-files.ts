// Which files lay a version of a rule aside, so that the one in force may be changed.
import { basename, dirname, join, relative } from 'node:path/posix';
import type { LaidFile } from './lay-files.ts';

/** A rule: where it is defined, and where and how it is registered. */
export type Rule = {
  /** `I03`, `assessment` or `report`. */
  readonly name: string;
  readonly version: number;
  readonly definition: string;
  /** The exported value. */
  readonly value: string;
  readonly registry: string;
};

/** Rooms whose files make a rule; what lies outside is guarded by the corpus and the stored reports alone. */
const ROOMS = ['src/indicators', 'src/assessment', 'src/report'];
/** Files of other rooms that change together with the rules. */
const BESIDE = new Set(['src/evidence/contradictions.ts', 'src/evidence/fact-identity.ts']);

/** The contract between rules and report: types, their words, and the registries, which every version keeps. */
const SHARED = new Set([
  'src/indicators/define-indicator.ts',
  'src/indicators/outcome.ts',
  'src/indicators/registry.ts',
  'src/assessment/registry.ts',
  ...[
    'basis',
    'canonical',
    'contest-row',
    'coverage-statement',
    'document',
    'input',
    'judge',
    'known-tables',
    'versions',
  ].map((name) => `src/report/${name}.ts`),
]);

const IMPORT = /(from ')(\.[^']+)(')/g;

/**
 * The definitions and everything they stand on, copied into one folder of `kept/`; each definition in force with the
 * next number; and the registry with both.
 * @param rules one rule, or several indicators that are changed together.
 * @param read text of a file by its path from the root.
 * @throws RangeError where a file is not written as this expects.
 */
export function filesOfVersion(rules: readonly [Rule, ...Rule[]], read: (path: string) => string): readonly LaidFile[] {
  const [first] = rules;
  const folder = join(dirname(first.registry), 'kept', labelOf(rules));
  const sources = [...new Set(rules.flatMap(({ definition }) => closure(definition, read)))];
  const copies = sources.map((path) => ({
    path: join(folder, basename(path)),
    text: read(path).replace(IMPORT, (_, open: string, specifier: string, close: string) => {
      const target = join(dirname(path), specifier);
      return `${open}${sources.includes(target) ? `./${basename(target)}` : fromTo(folder, target)}${close}`;
    }),
  }));
  if (new Set(copies.map(({ path }) => path)).size !== copies.length) throw new RangeError('two files of one name');
  const changed = new Map<string, string>();
  const current = (path: string): string => changed.get(path) ?? read(path);
  for (const rule of rules) {
    changed.set(rule.registry, registered(rule, folder, current(rule.registry)));
    if (rule.name !== 'assessment') changed.set(rule.definition, raised(rule, current(rule.definition)));
  }
  return [...copies, ...[...changed].map(([path, text]) => ({ path, text }))];
}

/** `i03-v3` for one indicator, `v1` for the assessment, `edition-1` for the report; several bear the first and the last. */
function labelOf(rules: readonly [Rule, ...Rule[]]): string {
  const [{ name, version }] = rules;
  if (name === 'assessment') return `v${version}`;
  if (name === 'report') return `edition-${version}`;
  const label = (rule: Rule): string => `${rule.name.toLowerCase()}-v${rule.version}`;
  const last = rules.at(-1);
  return rules.length === 1 || last === undefined ? label(rules[0]) : `${label(rules[0])}-to-${label(last)}`;
}

/** The registry with the version in force raised and the one laid aside behind it. */
function registered({ name, version, definition, value, registry }: Rule, folder: string, list: string): string {
  const kept = `${value}V${version}`;
  const from = fromTo(dirname(registry), join(folder, basename(definition)));
  const entry = `import { ${value} as ${kept} } from '${from}';`;
  if (name !== 'assessment' && name !== 'report') {
    return put(put(list, new RegExp(`\\[${value}([\\],])`), `[${value}, ${kept}$1`), '\n\n', `\n${entry}\n\n`);
  }
  const [number, method] = name === 'report' ? ['edition', 'build'] : ['version', 'assess'];
  // `assess` alone stands for `assess: assess`.
  const inForce = method === value ? value : `${method}: ${value}`;
  const raisedList = put(list, `${number}: ${version}, ${inForce} }`, `${number}: ${version + 1}, ${inForce} }`);
  const whole = put(raisedList, '\n];', `\n  { ${number}: ${version}, ${method}: ${kept} },\n];`);
  return put(whole, '\n\n', `\n${entry}\n\n`);
}

function raised({ name, version }: Rule, text: string): string {
  return name === 'report'
    ? put(text, `const EDITION = ${version};`, `const EDITION = ${version + 1};`)
    : put(text, `version: ${version},`, `version: ${version + 1},`);
}

/** The file and all that it imports from the rooms of rules, at any distance. */
function closure(start: string, read: (path: string) => string): readonly string[] {
  const found = [start];
  for (const path of found) {
    for (const [, , specifier = ''] of read(path).matchAll(IMPORT)) {
      const target = join(dirname(path), specifier);
      const isPart = ROOMS.includes(dirname(target)) || BESIDE.has(target);
      if (isPart && !SHARED.has(target) && !found.includes(target)) found.push(target);
    }
  }
  return found;
}

function fromTo(folder: string, path: string): string {
  const way = relative(folder, path);
  return way.startsWith('.') ? way : `./${way}`;
}

function put(text: string, what: string | RegExp, instead: string): string {
  const changed = text.replace(what, instead);
  if (changed === text) throw new RangeError(`not found: ${String(what)}`);
  return changed;
}
