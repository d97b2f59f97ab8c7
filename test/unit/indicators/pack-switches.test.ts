import { describe, expect, it } from 'vitest';
import { assess } from '../../../src/assessment/assess.ts';
import { realEstate } from '../../../src/indicators/i01-real-estate.ts';
import type { PolicyRules } from '../../../src/policy/pack.ts';
import { given, income, rigid } from '../assessment/family.ts';
import { home, input, PACK, piece, withPieces } from './world.ts';

const SOURCE = { document: '当地规定', article: '', verified: false };
const withRules = (rules: Partial<PolicyRules>) => ({ ...PACK, rules: { ...PACK.rules, ...rules } });

/** Rules that older packs do not state: absent, they are what was done before. */
describe('a rule that a pack may leave unsaid', () => {
  it('leaves a village homestead out of the homes where the pack says so, and says that it did', () => {
    const titles = [home({ usage: 'HOMESTEAD', unitNumber: 'a' }), home({ unitNumber: 'b' })];
    const evidence = withPieces(piece('p1', 'real-estate', null, 'HIT', titles));
    const exemptions = { ...PACK.rules.exemptions, homestead: { ...SOURCE, value: true } };
    expect(realEstate.evaluate(input(evidence))).toMatchObject({ result: 'EXCEEDS', figure: { value: 2 } });
    const left = realEstate.evaluate(input(evidence, { pack: withRules({ exemptions }) }));
    expect(left).toMatchObject({ result: 'EXEMPT', figure: { value: 1 } });
    expect(left.reasons.map(({ zh }) => zh).join()).toContain('宅基地房屋，按规定不计');
  });

  it('recognises the items of rigid expenditure that the pack names', () => {
    const items = [income(54_000), rigid(30_000), rigid(5_000, { item: 'LIVING' })];
    const gapBy = (rules: Partial<PolicyRules>) => assess(given(3, items, { pack: withRules(rules) }))?.gap;
    expect(gapBy({})).toMatchObject({ recognisedRigidFen: 3_000_000, unrecognisedRigidFen: 500_000 });
    expect(gapBy({ rigidItems: { ...SOURCE, value: ['MEDICAL', 'LIVING'] } })).toMatchObject({
      recognisedRigidFen: 3_500_000,
    });
    expect(gapBy({ rigidItems: { ...SOURCE, value: ['EDUCATION'] } })).toMatchObject({ recognisedRigidFen: 0 });
  });

  it('counts basic living for the ratio where the pack says so, and not for the gap', () => {
    const items = [income(54_000), rigid(30_000), rigid(5_000, { item: 'LIVING' })];
    const rigidRatioItems = { ...SOURCE, value: ['MEDICAL', 'LIVING'] as ('MEDICAL' | 'LIVING')[] };
    const same = assess(given(3, items))?.gap;
    const parted = assess(given(3, items, { pack: withRules({ rigidRatioItems }) }))?.gap;
    expect(same).toMatchObject({ gapFen: 66_667, ratioPermille: 556, aboveRatio: false });
    expect(parted).toMatchObject({
      gapFen: 66_667,
      ratioPermille: 648,
      aboveRatio: true,
      recognisedRigidFen: 3_000_000,
    });
    expect(parted?.lines.at(-1)).toMatchObject({ expression: '5,000.00 + 30,000.00', amountFen: 3_500_000 });
    expect(parted?.lines.slice(0, -1)).toEqual(same?.lines);
  });
});
