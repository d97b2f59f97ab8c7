// `npm run corpus` enters what the corpus of rules does not hold yet. What it holds is never overwritten.
import { existsSync, writeFileSync } from 'node:fs';
import { checkedIn, compare, CORPUS_FILE, reckoned } from './entries.ts';
import type { Entries } from './entries.ts';

const held: Entries = existsSync(CORPUS_FILE) ? checkedIn() : {};
const now = reckoned();
const { changed, replaced, gone, missing } = compare(held, now);

const added = Object.entries(now).filter(([key]) => missing.includes(key));
const entries = [...Object.entries(held), ...added].sort(([a], [b]) => (a < b ? -1 : 1));
writeFileSync(CORPUS_FILE, `${JSON.stringify(Object.fromEntries(entries), null, 2)}\n`);
process.stdout.write(`${entries.length} entries, ${added.length} of them new\n`);

for (const [what, keys] of [
  ['the result changed without a version', changed],
  ['another input under the same name', replaced],
  ['entered, and no longer run', gone],
] as const) {
  for (const key of keys) process.stderr.write(`left as it was (${what}): ${key}\n`);
}
process.exitCode = changed.length + replaced.length + gone.length === 0 ? 0 : 1;
