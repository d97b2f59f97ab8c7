// Judges a run of `.ci/run`: node .ci/verdict.mjs <report folder> <seconds> [broken step …]
// Plain JavaScript without packages: it speaks also on an old Node and when `npm ci` failed.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The whole run, seconds. */
const BUDGET = 900;

const [folder = '.', seconds = '0', ...steps] = process.argv.slice(2);
const faults = steps.map((step) => `broken step: ${step}`);
const vitest = read('vitest.json');
const tiers = read('tiers.json') ?? [];

console.log('');
for (const { name, passed, failed, skipped, seconds: took, budget } of tiers) {
  const over = took > budget ? '  OVER BUDGET' : '';
  console.log(
    `tier ${name.padEnd(12)} ${String(passed).padStart(5)} passed ${failed} failed ${skipped} skipped  ${took.toFixed(1)} s of ${budget} s${over}`,
  );
  if (passed + failed === 0) faults.push(`tier did not run: ${name}`);
  else if (skipped > 0) faults.push(`tier with skipped tests: ${name} (${skipped})`);
}
console.log(`all steps: ${seconds} s of ${BUDGET} s${Number(seconds) > BUDGET ? '  OVER BUDGET' : ''}`);

let passed = 0;
let failed = 0;
if (vitest === undefined) {
  faults.push('vitest wrote no report');
  failed = 1;
} else {
  passed = vitest.numPassedTests;
  // A file that can't be loaded has no test to fail, and counts as one.
  const unloaded = vitest.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.every((test) => test.status !== 'failed'),
  );
  failed = vitest.numFailedTests + unloaded.length;
  const silent = vitest.numPendingTests + vitest.numTodoTests;
  if (silent > 0) faults.push(`tests that did not run: ${silent}`);
  if (passed === 0) faults.push('no test passed');
  if (!vitest.success) faults.push('vitest reports no success');
}
for (const fault of faults) console.log(`✗ ${fault}`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = faults.length > 0 || failed > 0 ? 1 : 0;

function read(name) {
  try {
    return JSON.parse(readFileSync(join(folder, name), 'utf8'));
  } catch {
    return undefined;
  }
}
