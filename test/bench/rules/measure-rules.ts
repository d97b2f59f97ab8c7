import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { median } from '../figures.ts';
import { COMPARED } from './engine.ts';
import type { Results } from './engine.ts';
import type { Round } from './engine-process.ts';
import { ENGINES } from './engines.ts';
import type { Household } from './households.ts';

export type RuleSpeed = {
  readonly name: string;
  readonly gives: string;
  /** Households for each second of a core's time, all threads together: others at work on the machine matter little. */
  readonly perCoreSecond: number;
  /** Households for each second of the clock. */
  readonly perSecond: number;
};

/** Rounds after which the code of every engine is compiled. */
const WARM_UP = 10;

/**
 * Compares the results of all engines, then runs each in a process of its own, so that nobody pays for another's garbage,
 * in turn, round after round, so that what else the machine does falls on all of them alike.
 * @throws RangeError where an engine gives another result than the first one.
 */
export async function measureRules(made: readonly Household[], rounds: number): Promise<readonly RuleSpeed[]> {
  const [first, ...others] = ENGINES;
  const expected = await first.run(made);
  for (const engine of others) assertEqual(engine.name, expected, await engine.run(made));
  const running = ENGINES.map(({ name, gives }) => ({ name, gives, child: start(name), rounds: [] as Round[] }));
  for (let round = -WARM_UP; round < rounds; round += 1) {
    for (const { child, rounds: done } of running) {
      const took = await runRound(child);
      if (round >= 0) done.push(took);
    }
  }
  return running.map(({ name, gives, child, rounds: done }) => {
    child.kill();
    return {
      name,
      gives,
      perCoreSecond: median(done.map(({ evaluations, cpuMicroseconds }) => (evaluations * 1e6) / cpuMicroseconds)),
      perSecond: median(done.map(({ evaluations, milliseconds }) => (evaluations * 1000) / milliseconds)),
    };
  });
}

function start(name: string): ChildProcess {
  return fork(join(import.meta.dirname, 'engine-process.ts'), [name]);
}

/** A process that breaks down says so itself, and then nothing is left that could answer. */
async function runRound(child: ChildProcess): Promise<Round> {
  child.send('round');
  // Written by engine-process.ts.
  const [took] = (await once(child, 'message')) as [Round];
  return took;
}

function assertEqual(name: string, expected: readonly Results[], found: readonly Results[]): void {
  for (const [at, results] of expected.entries()) {
    for (const id of COMPARED) {
      if (found[at]?.[id] === results[id]) continue;
      throw new RangeError(`household ${at}, ${id}: ${name} says ${String(found[at]?.[id])}, not ${results[id]}`);
    }
  }
}
