import { describe, expect, it } from 'vitest';
import { comparisonOf, plainText } from '../../../src/evidence/fact-identity.ts';
import { fieldsOf } from '../../../src/evidence/define-fact.ts';
import { definitionOf, FACT_KINDS } from '../../../src/evidence/facts.ts';
import type { Fact } from '../../../src/evidence/facts.ts';
import { fact } from '../indicators/facts.ts';
import { day, holding, home, vehicle } from '../indicators/world.ts';

const nameOf = (one: Parameters<ReturnType<typeof comparisonOf>['nameOf']>[0]) => comparisonOf(one.type).nameOf(one);

describe('the identity of a thing', () => {
  it.each(['苏B·12345', '苏B•12345', '苏B 12345', '苏b12345', '苏Ｂ１２３４５', '苏B-12345'])(
    'of a car is its plate, also where it is written %s',
    (plateNumber) => {
      expect(nameOf(vehicle({ plateNumber }))).toBe(nameOf(vehicle({ plateNumber: '苏B12345' })));
    },
  );

  it('keeps numbers apart that differ by where their hyphen stands', () => {
    expect(plainText('1-12')).not.toBe(plainText('11-2'));
    expect(nameOf(home({ unitNumber: '1-12' }))).not.toBe(nameOf(home({ unitNumber: '11-2' })));
  });

  it('is everything that is said where nothing names it', () => {
    const unplated = vehicle({ plateNumber: '' });
    expect(nameOf(unplated)).toBe(nameOf({ ...unplated }));
    expect(nameOf(unplated)).not.toBe(nameOf({ ...unplated, model: '另一辆' }));
    const visit = fact('MEDICAL_SETTLEMENT');
    expect(nameOf(visit)).not.toBe(nameOf({ ...visit, totalFen: 1 }));
  });

  it('takes a holding that names no currency for one in yuan', () => {
    expect(nameOf(holding(1))).toBe(nameOf(holding(2, { currency: 'CNY' })));
    expect(nameOf(holding(1))).not.toBe(nameOf(holding(1, { currency: 'USD' })));
    expect(nameOf(holding(1))).not.toBe(nameOf(holding(1, { currency: null })));
  });

  it('names fields of its kind', () => {
    for (const type of FACT_KINDS) {
      const { namedBy, weighs = [], partBy = [] } = definitionOf(type).identity;
      const known = fieldsOf(definitionOf(type)).map(({ name }) => name);
      expect(known).toEqual(expect.arrayContaining([...(namedBy === 'CONTENT' ? [] : namedBy), ...weighs, ...partBy]));
    }
  });
});

describe('of two tellings of one thing', () => {
  const first = <One extends Fact>(...tellings: readonly One[]): One | undefined =>
    tellings.toSorted((a, b) => comparisonOf(a.type).byWeight(a, b))[0];

  it('the larger, the living and the lasting counts', () => {
    expect(first(fact('PENSION', { monthlyFen: 1 }), fact('PENSION', { monthlyFen: 2 }))).toMatchObject({
      monthlyFen: 2,
    });
    const ended = fact('PENSION', { monthlyFen: 9, status: 'ENDED' });
    expect(first(ended, fact('PENSION', { monthlyFen: 2 }))).toMatchObject({ monthlyFen: 2 });
    const over = fact('AID_ENTITLEMENT', { until: day('2017-01-31') });
    expect(first(over, fact('AID_ENTITLEMENT'))).toMatchObject({ until: null });
  });

  it('they differ in what is written otherwise, not in width, case, spaces and dots', () => {
    const { differing } = comparisonOf('VEHICLE');
    expect(differing(vehicle({ model: '演示牌 a' }), vehicle({ model: '演示牌Ａ' }))).toEqual([]);
    expect(differing(vehicle(), vehicle({ status: 'SCRAPPED', sealed: true }))).toEqual(['status', 'sealed']);
  });

  it('people may differ in their part of a thing, one person may not', () => {
    const { differing, differingBetween } = comparisonOf('HOME_TITLE');
    const [half, rest] = [
      home({ tenure: 'BY_SHARE', sharePercent: 40 }),
      home({ tenure: 'BY_SHARE', sharePercent: 60 }),
    ];
    expect([differing(half, rest), differingBetween(half, rest)]).toEqual([['sharePercent'], []]);
  });
});
