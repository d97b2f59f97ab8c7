import { describe, expect, it } from 'vitest';
import wuxi from '../../../src/policy/packs/wuxi-2017-07.json' with { type: 'json' };
import { validatePacks } from '../../../src/policy/validate.ts';

const altered = (changes: object) => ({ ...wuxi, ...changes });
const refusal = (text: string) =>
  expect.objectContaining({ code: 'BAD_CONFIGURATION', message: expect.stringContaining(text) });

describe('validatePacks', () => {
  it('accepts packs that follow one another', () => {
    const packs = validatePacks([
      altered({ effectiveTo: '2018-06-30' }),
      altered({ id: 'next', effectiveFrom: '2018-07-01', confirmedUntil: '2019-06-30' }),
      altered({ id: 'rural', residence: 'RURAL' }),
    ]);
    expect(packs.map((pack) => pack.id)).toEqual([wuxi.id, 'next', 'rural']);
  });

  it('names the pack and the field of an overlap', () => {
    const next = altered({ id: 'next', effectiveFrom: '2018-06-30' });
    expect(() => validatePacks([altered({ effectiveTo: '2018-06-30' }), next])).toThrow(
      refusal('next: effectiveFrom: overlaps'),
    );
    expect(() => validatePacks([next, wuxi])).toThrow(refusal(`overlaps ${wuxi.id}`));
  });

  it('names the pack and the field of a gap', () => {
    const next = altered({ id: 'next', effectiveFrom: '2018-07-02', confirmedUntil: '2019-06-30' });
    expect(() => validatePacks([altered({ effectiveTo: '2018-06-30' }), next])).toThrow(
      refusal('next: effectiveFrom: leaves a gap'),
    );
  });

  it('names an unknown key, at the top and within a rule', () => {
    expect(() => validatePacks([altered({ standard: 1 })])).toThrow(refusal(`${wuxi.id}: standard:`));
    const rules = { ...wuxi.rules, nearLinePercent: { ...wuxi.rules.nearLinePercent, unit: '%' } };
    expect(() => validatePacks([altered({ rules })])).toThrow(refusal(`${wuxi.id}: rules.nearLinePercent.unit:`));
  });

  it.each([
    ['a date that never was', { effectiveFrom: '2017-02-30' }, 'effectiveFrom:'],
    ['an end before the beginning', { effectiveTo: '2017-06-30' }, 'effectiveTo:'],
    ['a confirmation before the beginning', { confirmedUntil: '2017-06-30' }, 'confirmedUntil:'],
    ['an unknown region', { region: '329900' }, 'region:'],
    ['an exception elsewhere', { exceptRegions: ['340000'] }, 'exceptRegions[0]:'],
    ['no rules', { rules: undefined }, 'rules:'],
  ])('refuses %s', (_, changes, field) => {
    expect(() => validatePacks([altered(changes)])).toThrow(refusal(`${wuxi.id}: ${field}`));
  });

  it('refuses fractions of a fen, missing sources and bands that fall', () => {
    const rule = (name: string, value: unknown) => altered({ rules: { ...wuxi.rules, [name]: value } });
    const { dibaoStandardFen, degreeBands } = wuxi.rules;
    expect(() => validatePacks([rule('dibaoStandardFen', { ...dibaoStandardFen, value: 820.5 })])).toThrow(
      refusal('rules.dibaoStandardFen.value'),
    );
    expect(() => validatePacks([rule('dibaoStandardFen', { value: 82_000 })])).toThrow(
      refusal('rules.dibaoStandardFen.document'),
    );
    expect(() =>
      validatePacks([rule('degreeBands', { ...degreeBands, value: degreeBands.value.toReversed() })]),
    ).toThrow(refusal('rules.degreeBands.value'));
  });

  it('refuses one id twice, and data that is no pack', () => {
    expect(() => validatePacks([wuxi, altered({ residence: 'RURAL' })])).toThrow(refusal('id: used twice'));
    expect(() => validatePacks([null])).toThrow(refusal('pack 1:'));
  });
});
