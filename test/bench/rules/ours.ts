import { INDICATORS } from '../../../src/indicators/registry.ts';
import { COMPARED } from './engine.ts';
import type { Results, RuleEngine } from './engine.ts';

const THREE = INDICATORS.filter(({ id }) => COMPARED.some((one) => one === id));

/** Our indicators with their whole outcome, from the evidence as it lies in the store. */
export const ours: RuleEngine = {
  name: 'hedui',
  gives: 'figure, line, reasons in two languages, evidence, what is missing, hints for the visit',
  run: (households) =>
    Promise.resolve(
      households.map(({ whole }) => {
        const outcomes = THREE.map((indicator) => indicator.evaluate(whole));
        // Three indicators have three results.
        return Object.fromEntries(outcomes.map(({ id, result }) => [id, result])) as Results;
      }),
    ),
};
