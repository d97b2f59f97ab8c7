import { spawnSync } from 'node:child_process';

/** One kind of tests, told apart by what must be there to run them. */
export type Tier = {
  readonly name: string;
  /**
   * How long it may take on two cores from its first test to its last, in seconds; CI tells when it takes longer. All but
   * `unit` run beside each other: their times are no sum.
   */
  readonly budget: number;
  /** Why it can't run here; `undefined` when nothing is missing. */
  readonly lacks: () => string | undefined;
  /** The command that brings what it lacks. */
  readonly mend: string;
};

const SETUP = 'npm run setup';

/** The first alone, the others at once: together they may take 360 s. */
export const TIERS: readonly Tier[] = [
  { name: 'unit', budget: 40, lacks: () => undefined, mend: 'npm ci' },
  { name: 'integration', budget: 280, lacks: () => undefined, mend: 'npm ci' },
  { name: 'redis', budget: 280, lacks: () => lacksProgram('redis-server'), mend: SETUP },
  { name: 'faults', budget: 200, lacks: () => undefined, mend: 'npm ci' },
  { name: 'e2e', budget: 280, lacks: () => undefined, mend: 'npm ci' },
  { name: 'worker', budget: 120, lacks: () => undefined, mend: 'npm ci' },
  { name: 'checks', budget: 280, lacks: () => undefined, mend: 'npm ci' },
];

/** Suites that run on both queue backends say so in their title: `… on redis`. */
const ON_REDIS = /\bon redis\b/;

/**
 * The tier of a test: what its title needs, else the vitest project it stands in.
 *
 * @param fullName titles of the suites and of the test
 */
export function tierOf(project: string, fullName: string): string {
  return ON_REDIS.test(fullName) ? 'redis' : project;
}

function lacksProgram(program: string): string | undefined {
  return spawnSync(program, ['--version'], { stdio: 'ignore' }).status === 0 ? undefined : `${program} was not found`;
}
