// Which files lay a version of a rule aside, so that the one in force may be changed.
import { basename, dirname, join, relative } from 'node:path/posix';
import type { LaidFile } from './lay-files.ts';

/** A rule: where it is defined, and where and how it is registered. */
export type Rule = {
  /** `I03` or `assessment`. */
  readonly name: string;
  readonly version: number;
  readonly definition: string;
  /** The exported value. */
  readonly value: string;
  readonly registry: string;
};

/** Rooms whose files make a rule; what lies outside is guarded by the corpus alone. */
const ROOMS = ['src/indicators', 'src/assessment'];

/** The contract between rules and report: types and their words, which every version keeps. */
const SHARED = new Set(['src/indicators/define-indicator.ts', 'src/indicators/outcome.ts']);

const IMPORT = /(from ')(\.[^']+)(')/g;

/**
 * The definition and everything it stands on, copied into `kept/`; the definition in force with the next number; and
 * the registry with both.
 * @param read text of a file by its path from the root.
 * @throws RangeError where a file is not written as this expects.
 */
export function filesOfVersion(rule: Rule, read: (path: string) => string): readonly LaidFile[] {
  const { name, version, definition, value, registry } = rule;
  const label = name === 'assessment' ? `v${version}` : `${name.toLowerCase()}-v${version}`;
  const folder = join(dirname(registry), 'kept', label);
  const sources = closure(definition, read);
  const copies = sources.map((path) => ({
    path: join(folder, basename(path)),
    text: read(path).replace(IMPORT, (_, open: string, specifier: string, close: string) => {
      const target = join(dirname(path), specifier);
      return `${open}${sources.includes(target) ? `./${basename(target)}` : fromTo(folder, target)}${close}`;
    }),
  }));
  if (new Set(copies.map(({ path }) => path)).size !== copies.length) throw new RangeError('two files of one name');
  const kept = `${value}V${version}`;
  const from = fromTo(dirname(registry), join(folder, basename(definition)));
  const entry = `import { ${value} as ${kept} } from '${from}';`;
  const isAssessment = name === 'assessment';
  const list = isAssessment
    ? put(
        put(read(registry), `version: ${version}, ${value} }`, `version: ${version + 1}, ${value} }`),
        '\n];',
        `\n  { version: ${version}, ${value}: ${kept} },\n];`,
      )
    : put(read(registry), new RegExp(`\\[${value}([\\],])`), `[${value}, ${kept}$1`);
  const raised = { path: registry, text: put(list, '\n\n', `\n${entry}\n\n`) };
  if (isAssessment) return [...copies, raised];
  const next = put(read(definition), `version: ${version},`, `version: ${version + 1},`);
  return [...copies, { path: definition, text: next }, raised];
}

/** The file and all that it imports from the rooms of rules, at any distance. */
function closure(start: string, read: (path: string) => string): readonly string[] {
  const found = [start];
  for (const path of found) {
    for (const [, , specifier = ''] of read(path).matchAll(IMPORT)) {
      const target = join(dirname(path), specifier);
      if (ROOMS.includes(dirname(target)) && !SHARED.has(target) && !found.includes(target)) found.push(target);
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
