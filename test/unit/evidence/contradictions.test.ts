import { describe, expect, it } from 'vitest';
import { contradictionsIn } from '../../../src/evidence/contradictions.ts';
import type { EvidencePiece } from '../../../src/evidence/piece.ts';
import { fact } from '../indicators/facts.ts';
import { day, piece } from '../indicators/world.ts';

type Facts = EvidencePiece['facts'];
const register = (...facts: Facts) => piece('p1', 'household-register', null, 'HIT', facts);
const affairs = (...facts: Facts) => piece('p1', 'civil-affairs', null, 'HIT', facts);
const tax = (...facts: Facts) => piece('p1', 'tax', null, 'HIT', facts);
const page = (changes: Parameters<typeof fact<'HOUSEHOLD_REGISTRATION'>>[1] = {}) =>
  fact('HOUSEHOLD_REGISTRATION', changes);
const burnt = fact('CREMATION', { crematedOn: day('2016-11-21') });

const said = (...evidence: EvidencePiece[]) =>
  contradictionsIn(evidence).map(({ about, sides }) => [about, ...sides.map(({ words }) => words.zh)]);

describe('sources that cannot all be right', () => {
  it('keeps both sides of a spouse here and none there', () => {
    expect(said(affairs(fact('MARRIAGE', {})), register(page({ maritalState: 'UNMARRIED' })))).toEqual([
      ['MARRIAGE', expect.stringContaining('婚姻登记为结婚'), '户籍登记为未婚'],
    ]);
    expect(said(affairs(fact('MARRIAGE', { state: 'DIVORCED' })), register(page({ maritalState: 'MARRIED' })))).toEqual(
      [['MARRIAGE', expect.stringContaining('婚姻登记为离婚'), '户籍登记为已婚']],
    );
  });

  it('reads the latest entry of the marriage register alone', () => {
    const past = fact('MARRIAGE', { state: 'DIVORCED', registeredOn: day('2001-01-01') });
    const now = fact('MARRIAGE', { registeredOn: day('2010-01-01') });
    expect(said(affairs(past, now), register(page({ maritalState: 'MARRIED' })))).toEqual([]);
  });

  it.each([
    ['MARRIED', 'WIDOWED'],
    ['MARRIED', 'UNKNOWN'],
    ['MARRIED', 'MARRIED'],
    ['DIVORCED', 'UNMARRIED'],
    ['ANNULLED', 'DIVORCED'],
  ] as const)('does not hold %s against %s', (state, maritalState) => {
    expect(said(affairs(fact('MARRIAGE', { state })), register(page({ maritalState })))).toEqual([]);
  });

  it('keeps a death beside the registers that know the person alive', () => {
    const wage = fact('TAXED_INCOME_MONTH', { kind: 'WAGE', month: '2017-11' });
    expect(said(affairs(burnt), register(page()), tax(wage))).toEqual([
      ['LIFE', '2016-11-21 火化', '户籍状态正常', '2017-11 仍有工资申报'],
    ]);
    expect(said(register(page({ status: 'CANCELLED_DEATH', statusOn: day('2017-11-02') })), tax(wage))).toEqual([]);
  });

  it('takes silence for no contradiction, and old data for none', () => {
    expect(said(affairs(burnt), piece('p1', 'household-register', null, 'NO_RECORD'))).toEqual([]);
    expect(said(affairs(burnt), { ...register(page()), kind: 'STALE' })).toEqual([]);
    expect(said(affairs(burnt), { ...register(page()), personId: 'p2' })).toEqual([]);
  });

  it('says the same in whatever order the evidence was read', () => {
    const evidence = [affairs(burnt, fact('MARRIAGE', {})), register(page({ maritalState: 'DIVORCED' })), tax()];
    expect(contradictionsIn(evidence.toReversed())).toEqual(contradictionsIn(evidence));
    expect(contradictionsIn(evidence).map(({ about }) => about)).toEqual(['MARRIAGE', 'LIFE']);
  });
});
