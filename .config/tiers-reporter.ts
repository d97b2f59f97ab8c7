import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Reporter, TestCase, TestModule } from 'vitest/node';
import { tierOf, TIERS } from './tiers.ts';
import type { Tier } from './tiers.ts';

/** The result of one tier. `seconds` is the time from its first test to its last. */
export type TierResult = {
  readonly name: string;
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly seconds: number;
  readonly budget: number;
};

/** The selection of tests as vitest knows it; the first field is set before the run, the second while it starts. */
type Run = { readonly config: { readonly testNamePattern?: RegExp }; readonly filenamePattern?: string[] };
/** First start and last end of a tier's tests, ms, as vitest measured them. */
type Span = { from: number; to: number };

/** Prints at the very end which tiers ran, and for every other tier the reason and the command that runs it. */
export class TiersReporter implements Reporter {
  readonly #spans = new Map<string, Span>();
  readonly #file: string | undefined;
  #run: Run | undefined;

  /** @param file where the results go as JSON, for CI */
  constructor(file?: string) {
    this.#file = file;
  }

  onInit(vitest: Run): void {
    this.#run = vitest;
  }

  onTestCaseResult(test: TestCase): void {
    const timing = test.diagnostic();
    if (test.result().state === 'skipped' || timing === undefined) return;
    const tier = tierOf(test.project.name, test.fullName);
    const { from, to } = this.#spans.get(tier) ?? { from: Infinity, to: -Infinity };
    this.#spans.set(tier, {
      from: Math.min(from, timing.startTime),
      to: Math.max(to, timing.startTime + timing.duration),
    });
  }

  onTestRunEnd(modules: readonly TestModule[]): void {
    const results = TIERS.map((tier) => this.#resultOf(tier, modules));
    if (this.#file !== undefined) {
      mkdirSync(dirname(this.#file), { recursive: true });
      writeFileSync(this.#file, `${JSON.stringify(results)}\n`);
    }
    // A run of selected files or names says nothing about the other tiers.
    const chosen = this.#run?.config.testNamePattern !== undefined || this.#run?.filenamePattern !== undefined;
    // Printed after the summary of vitest's own reporter, whose last lines are written in the same turn.
    process.once('exit', () => process.stdout.write(`\n${chosen ? chosenOnly(results) : tiersText(results)}\n`));
  }

  #resultOf({ name, budget }: Tier, modules: readonly TestModule[]): TierResult {
    const states = modules.flatMap((module) => {
      const own = [...module.children.allTests()]
        .filter((test) => tierOf(module.project.name, test.fullName) === name)
        .map((test) => test.result().state);
      // A file that cannot be loaded, or whose preparation failed, has no test that could fail.
      const lame = module.project.name === name && module.state() === 'failed' && !own.includes('failed');
      return lame && module.errors().length > 0 ? [...own, 'failed'] : own;
    });
    const count = (state: string) => states.filter((one) => one === state).length;
    const span = this.#spans.get(name);
    return {
      name,
      passed: count('passed'),
      failed: count('failed'),
      skipped: states.length - count('passed') - count('failed'),
      seconds: span === undefined ? 0 : (span.to - span.from) / 1000,
      budget,
    };
  }
}

/** Whether any test of the tier ran. */
function ran({ passed, failed }: TierResult): boolean {
  return passed + failed > 0;
}

/** The lines at the end of `npm test`. */
export function tiersText(results: readonly TierResult[], tiers: readonly Tier[] = TIERS): string {
  const lines = results.filter(ran).map(resultLine);
  const silent = results
    .filter((result) => !ran(result))
    .map((result) => {
      const tier = tiers.find(({ name }) => name === result.name);
      const why = tier?.lacks() ?? (result.skipped > 0 ? 'all its tests were skipped' : 'it has no tests yet');
      const mend = tier?.lacks() === undefined ? '' : `; install what it needs: ${tier.mend}`;
      return `  NOT RUN: ${result.name}: ${why}${mend}`;
    });
  return ['Tiers', ...lines, ...silent].join('\n');
}

function chosenOnly(results: readonly TierResult[]): string {
  return ['Tiers (chosen tests only)', ...results.filter(ran).map(resultLine)].join('\n');
}

function resultLine({ name, passed, failed, skipped, seconds }: TierResult): string {
  const rest = `${failed > 0 ? `, ${failed} failed` : ''}${skipped > 0 ? `, ${skipped} skipped` : ''}`;
  return `  ${name.padEnd(12)} ${passed} passed${rest} (${seconds.toFixed(1)} s)`;
}
