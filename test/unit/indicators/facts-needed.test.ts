import { describe, expect, it } from 'vitest';
import { INDICATOR_VERSIONS } from '../../../src/indicators/registry.ts';
import { CASES } from '../../corpus/cases.ts';

/** By these kinds a family is told for which rule a fact of theirs is used: an indicator must not read any other. */
describe('the kinds of fact that an indicator names', () => {
  it.each(INDICATOR_VERSIONS.flat().map((indicator) => [`${indicator.id} v${indicator.version}`, indicator] as const))(
    'are all that %s reads',
    (_name, { id, factsNeeded, evaluate }) => {
      for (const { name, input } of CASES.filter(({ rule }) => rule === id)) {
        const evidence = input.evidence.map((piece) => ({
          ...piece,
          facts: piece.facts.filter(({ type }) => factsNeeded.includes(type)),
        }));
        expect(evaluate({ ...input, evidence }), name).toEqual(evaluate(input));
      }
    },
  );
});
