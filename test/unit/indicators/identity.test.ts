import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { definitionOf, FACT_KINDS, FACTS, factSchema } from '../../../src/evidence/facts.ts';
import type { Fact, FactType } from '../../../src/evidence/facts.ts';
import type { EvidencePiece } from '../../../src/evidence/piece.ts';
import type { IndicatorInput } from '../../../src/indicators/define-indicator.ts';
import { INDICATORS } from '../../../src/indicators/registry.ts';
import { assess } from '../../../src/assessment/assess.ts';
import { compareDeclared } from '../../../src/report/compare-declared.ts';
import { income } from '../assessment/family.ts';
import { anyFact } from './any-fact.ts';
import { FAMILY, input, piece, SOURCES, withPieces } from './world.ts';

/** A household of which every source tells a few things of its kinds, as the vocabulary lets it. */
const household: fc.Arbitrary<readonly EvidencePiece[]> = fc
  .tuple(
    ...FAMILY.flatMap(({ personId }) =>
      SOURCES.flatMap(({ id, facts, institutions }) => {
        const told: fc.Arbitrary<Fact[]> =
          facts.length === 0 ? fc.constant([]) : fc.array(fc.oneof(...facts.map(anyFact)), { maxLength: 2 });
        const bodies = institutions.length === 0 ? [null] : institutions.map(({ code }) => code);
        return bodies.map((body) =>
          told.map((found) => piece(personId, id, body, found.length === 0 ? 'NO_RECORD' : 'HIT', found)),
        );
      }),
    ),
  )
  .map((pieces) => pieces);

const DECLARED = [income(24_000), income(9_000, 'TRANSFER', 'PENSION', null), income(3_000, 'PROPERTY', 'RENT', null)];

/** Figures, results and conclusions: everything but who is named and how often it was told. */
function essence(evidence: readonly EvidencePiece[], changes: Partial<IndicatorInput> = {}) {
  const given = input(evidence, { declared: DECLARED, ...changes });
  const assessed = assess(given);
  return {
    indicators: INDICATORS.map((one) => one.evaluate(given)).map(({ id, result, figure }) => [id, result, figure]),
    short: assessed?.found.shortFen,
    higher: assessed?.higher?.annualFen,
    comparison: compareDeclared(given).map(({ item, found, status }) => [item.zh, found, status]),
  };
}

/** Evidence with a fact told once more by the answer that tells it. */
function withRepeated(evidence: readonly EvidencePiece[], told: EvidencePiece, fact: Fact): readonly EvidencePiece[] {
  return evidence.map((one) => (one === told ? { ...one, facts: [...one.facts, fact] } : one));
}

describe.each(FACTS.map(({ type, identity }) => [type, identity] as const))('a thing: %s', (type, identity) => {
  /** A household and one of its answers that tells a thing of the kind. */
  const cases = fc.tuple(household, anyFact(type), fc.constantFrom(...FAMILY)).map(([pieces, fact, { personId }]) => {
    const source = SOURCES.find(({ facts }) => facts.includes(type));
    const body = source?.institutions[0]?.code ?? null;
    const told = piece(personId, source?.id ?? '', body, 'HIT', [fact]);
    return { told, fact, pieces: [...pieces.filter(({ questionId }) => questionId !== told.questionId), told] };
  });

  it('told twice in one answer, or by another source, counts once', () => {
    fc.assert(
      fc.property(cases, ({ pieces, told, fact }) => {
        const before = essence(pieces);
        expect(essence(withRepeated(pieces, told, fact))).toEqual(before);
        const other = piece(told.personId, 'another-register', null, 'HIT', [fact]);
        const sources = [
          ...SOURCES,
          { id: 'another-register', department: { zh: '另一登记', en: 'another' }, institutions: [], facts: [type] },
        ];
        const everybody = FAMILY.filter(({ personId }) => personId !== told.personId).map(({ personId }) =>
          piece(personId, 'another-register', null, 'NO_RECORD'),
        );
        expect(essence([...pieces, other, ...everybody], { sources })).toEqual(before);
      }),
      { numRuns: 15 },
    );
  });

  // A thing of the person, told of another person, is another thing.
  if (identity.belongsTo === 'ITSELF') {
    it('told of another member too, is one', () => {
      fc.assert(
        fc.property(cases, ({ pieces, told, fact }) => {
          fc.pre(fact.type !== 'HOME_TITLE' || fact.tenure === 'SOLE');
          const other = FAMILY.find(({ personId }) => personId !== told.personId)?.personId ?? '';
          const [theirs] = pieces.filter(
            (one) => one.personId === other && one.sourceId === told.sourceId && one.institution === told.institution,
          );
          fc.pre(theirs !== undefined);
          const both = pieces.map((one) =>
            one === theirs ? { ...one, kind: 'HIT' as const, facts: [...one.facts, fact] } : one,
          );
          expect(essence(both)).toEqual(essence(pieces));
        }),
        { numRuns: 15 },
      );
    });
  }

  it('does not depend on the order in which answers and facts come', () => {
    fc.assert(
      fc.property(cases, ({ pieces, told, fact }) => {
        const twice = withRepeated(pieces, told, fact);
        const mixed = twice.map((one) => ({ ...one, facts: one.facts.toReversed() })).toReversed();
        expect(INDICATORS.map((one) => one.evaluate(input(mixed)))).toEqual(
          INDICATORS.map((one) => one.evaluate(input(twice))),
        );
      }),
      { numRuns: 15 },
    );
  });
});

const WEIGHED = FACT_KINDS.filter((type) => definitionOf(type).identity.weighs !== undefined);

describe.each(WEIGHED)('a thing told in two ways: %s', (type) => {
  const { namedBy, weighs = [] } = definitionOf(type).identity;
  const names = namedBy === 'CONTENT' ? [] : namedBy;
  const [amount = ''] = weighs.filter((one) => !names.includes(one));

  it('is a doubt that names both, in every indicator that has to do with it', () => {
    fc.assert(
      fc.property(anyFact(type), (fact) => {
        const values: Readonly<Record<string, unknown>> = fact;
        // An account of no known employer is named by nothing: another of the kind is another account.
        fc.pre(names.some((name) => values[name] !== null));
        const other = factSchema.parse({ ...fact, [amount]: Number(values[amount]) + 7_700 });
        const source = SOURCES.find(({ facts }) => facts.includes(type));
        const told = piece('p1', source?.id ?? '', source?.institutions[0]?.code ?? null, 'HIT', [fact, other]);
        const given = input(withPieces(told));
        for (const { factsNeeded, concerns, evaluate } of INDICATORS) {
          if (!factsNeeded.includes(type) || concerns?.(fact, given) === false) continue;
          const { result, reasons } = evaluate(given);
          expect(['WARNING', 'EXCEEDS']).toContain(result);
          expect(reasons.map(({ zh }) => zh).join()).toContain('说法不一');
        }
      }),
      { numRuns: 10 },
    );
  });
});

it('every kind of fact is told by a source', () => {
  const told = new Set<FactType>(SOURCES.flatMap(({ facts }) => facts));
  expect(FACTS.map(({ type }) => type).filter((type) => !told.has(type))).toEqual(['DISABILITY_CERTIFICATE']);
});
