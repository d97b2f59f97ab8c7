// Promise: a file can be read in one sitting.
import { conclude } from './findings.ts';
import { readFiles } from './tree.ts';

/** Advice, lines. */
const LONG = 250;
/** Refusal, lines. */
const TOO_LONG = 300;

const files = readFiles(/\.(?:ts|mjs)$/).map(({ path, text }) => ({ path, lines: text.split('\n').length - 1 }));
for (const { path, lines } of files.filter((file) => file.lines > LONG && file.lines <= TOO_LONG)) {
  process.stdout.write(`advice: ${path} has ${lines} lines; above ${LONG}, look for a second reason to exist\n`);
}
conclude(
  files
    .filter(({ lines }) => lines > TOO_LONG)
    .map(({ path, lines }) => ({ path, says: `${lines} lines; at most ${TOO_LONG}: split it by reason to exist` })),
  files.length,
);
