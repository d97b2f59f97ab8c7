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

/** Households handed over at once: enough to keep several threads busy, few enough to be in memory as just read. */
const HANDED_OVER = 64;

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
      const took = { cpuMicroseconds: 0, milliseconds: 0 };
      for (let at = 0; at < made.length; at += HANDED_OVER) {
        const handed = made.slice(at, at + HANDED_OVER).map(asJustRead);
        // Every engine pays for its own garbage, and for nobody else's.
        sweep();
        const [from, used] = [performance.now(), process.cpuUsage()];
        await run(handed);
        const { user, system } = process.cpuUsage(used);
        took.milliseconds += performance.now() - from;
        took.cpuMicroseconds += user + system;
      }
      const core = (made.length * 1_000_000) / took.cpuMicroseconds;
      speeds.get(name)?.push({ core, clock: (made.length * 1000) / took.milliseconds });
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

/** Evidence comes fresh from the store for every evaluation: nothing worked out before may be found again. */
function asJustRead({ whole, given }: Household): Household {
  const evidence = whole.evidence.map((piece) => ({ ...piece, facts: piece.facts.map((fact) => ({ ...fact })) }));
  return { whole: { ...whole, evidence }, given: structuredClone(given) };
}

setFlagsFromString('--expose-gc');
const collect: unknown = runInNewContext('gc');

/** What was made for the engine is moved out of the way of what it makes itself. */
function sweep(): void {
  if (typeof collect !== 'function') throw new TypeError('this Node does not let its garbage be collected');
  collect({ type: 'minor' });
}

function assertEqual(name: string, expected: readonly Results[], found: readonly Results[]): void {
  for (const [at, results] of expected.entries()) {
    for (const id of COMPARED) {
      if (found[at]?.[id] === results[id]) continue;
      throw new RangeError(`household ${at}, ${id}: ${name} says ${String(found[at]?.[id])}, not ${results[id]}`);
    }
  }
}
