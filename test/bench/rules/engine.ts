import type { Result } from '../../../src/indicators/outcome.ts';
import type { Household } from './households.ts';

/** The three indicators that are written for every engine. */
export const COMPARED = ['I01', 'I02', 'I03'] as const;

/** Results of the three for one household. */
export type Results = Readonly<Record<(typeof COMPARED)[number], Result>>;

/** One way of running the rules. */
export type RuleEngine = {
  readonly name: string;
  /** Its output besides the three results. */
  readonly gives: string;
  readonly run: (households: readonly Household[]) => Promise<readonly Results[]>;
};
