import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { median } from '../figures.ts';
import { COMPARED } from './engine.ts';
import type { Results, RuleEngine } from './engine.ts';
import type { Household } from './households.ts';

export type RuleSpeed = {
  readonly name: string;
  readonly gives: string;
  /** Households for each second of a core's time, all threads together: others at work on the machine matter little. */
  readonly perCoreSecond: number;
  /** Households for each second of the clock. */
  readonly perSecond: number;
};

/**
 * Runs every engine in turn, round after round, so that what else the machine does falls on all of them alike. The
 * first round warms up and is where the results are compared.
 * @throws RangeError where an engine gives another result than the first one.
 */
export async function measureRules(
  engines: readonly RuleEngine[],
  made: readonly Household[],
  rounds: number,
): Promise<readonly RuleSpeed[]> {
  const [first, ...others] = engines;
  if (first === undefined) throw new RangeError('no engine');
  const expected = await first.run(made);
  for (const engine of others) assertEqual(engine.name, expected, await engine.run(made));
  const speeds = new Map(engines.map(({ name }) => [name, [] as { core: number; clock: number }[]]));
  for (let round = 0; round < rounds; round += 1) {
    for (const { name, run } of engines) {
      sweep();
      const [from, used] = [performance.now(), process.cpuUsage()];
      await run(made);
      const { user, system } = process.cpuUsage(used);
      const clock = (made.length * 1000) / (performance.now() - from);
      speeds.get(name)?.push({ core: (made.length * 1_000_000) / (user + system), clock });
    }
  }
  return engines.map(({ name, gives }) => {
    const all = speeds.get(name) ?? [];
    return {
      name,
      gives,
      perCoreSecond: median(all.map(({ core }) => core)),
      perSecond: median(all.map(({ clock }) => clock)),
    };
  });
}

setFlagsFromString('--expose-gc');
const collectGarbage: unknown = runInNewContext('gc');

/** Every engine pays for its own garbage, and for nobody else's. */
function sweep(): void {
  if (typeof collectGarbage !== 'function') throw new TypeError('this Node does not let its garbage be collected');
  collectGarbage();
}

function assertEqual(name: string, expected: readonly Results[], found: readonly Results[]): void {
  for (const [at, results] of expected.entries()) {
    for (const id of COMPARED) {
      if (found[at]?.[id] === results[id]) continue;
      throw new RangeError(`household ${at}, ${id}: ${name} says ${String(found[at]?.[id])}, not ${results[id]}`);
    }
  }
}
