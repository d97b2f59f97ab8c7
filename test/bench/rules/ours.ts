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
        // Evidence comes fresh from the store for every evaluation: nothing worked out before may be found again.
        const fresh = { ...whole, evidence: [...whole.evidence] };
        const outcomes = THREE.map((indicator) => indicator.evaluate(fresh));
        // Three indicators have three results.
        return Object.fromEntries(outcomes.map(({ id, result }) => [id, result])) as Results;
      }),
    ),
};
