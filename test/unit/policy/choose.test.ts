import { describe, expect, it } from 'vitest';
import { choosePack } from '../../../src/policy/choose.ts';
import wuxi from '../../../src/policy/packs/wuxi-2017-07.json' with { type: 'json' };
import { POLICY_PACKS } from '../../../src/policy/registry.ts';
import { validatePacks } from '../../../src/policy/validate.ts';
import { parseCalendarDate } from '../../../src/platform/calendar-date.ts';

const dates = (base: string, application = base, decision = base) => ({
  base: parseCalendarDate(base),
  application: parseCalendarDate(application),
  decision: parseCalendarDate(decision),
});
const urban = (region: string, base: string) =>
  choosePack(POLICY_PACKS, { region, residence: 'URBAN', dates: dates(base) });
const nothing = expect.objectContaining({ code: 'NOT_FOUND' });

describe('choosePack', () => {
  it.each(['320200', '320213', '320213001002'])('lets %s inherit the rules of the city', (region) => {
    const chosen = urban(region, '2018-01-15');
    expect(chosen).toMatchObject({ confirmed: true, notice: null });
    expect(chosen.pack.rules.dibaoStandardFen).toMatchObject({ value: 82_000, verified: true });
  });

  it('says from the first unconfirmed day that the standard is to be confirmed', () => {
    expect(urban('320213', '2018-06-30').notice).toBeNull();
    expect(urban('320213', '2018-07-01')).toMatchObject({ confirmed: false, notice: '标准待确认（依据 2017-07-01）' });
  });

  it('has no rules before the first pack, for the cities of county rank, or for rural residents', () => {
    expect(() => urban('320213', '2017-06-30')).toThrow(nothing);
    expect(() => urban('320281', '2018-01-15')).toThrow(nothing);
    expect(() =>
      choosePack(POLICY_PACKS, { region: '320213', residence: 'RURAL', dates: dates('2018-01-15') }),
    ).toThrow(nothing);
  });

  it('refuses an unknown division', () => {
    expect(() => urban('329999', '2018-01-15')).toThrow(expect.objectContaining({ code: 'INVALID_REGION' }));
  });

  it('prefers the nearest region, and a residence of its own to any', () => {
    const packs = validatePacks([
      { ...wuxi, id: 'any', residence: 'ANY' },
      { ...wuxi, id: 'urban' },
      { ...wuxi, id: 'district', region: '320213', exceptRegions: [], residence: 'ANY' },
    ]);
    const choose = (region: string, residence: 'URBAN' | 'RURAL') =>
      choosePack(packs, { region, residence, dates: dates('2018-01-15') }).pack.id;
    expect(choose('320213', 'URBAN')).toBe('district');
    expect(choose('320214', 'URBAN')).toBe('urban');
    expect(choose('320214', 'RURAL')).toBe('any');
  });

  it('is chosen by the day that the pack names', () => {
    const packs = validatePacks([
      { ...wuxi, id: 'old', effectiveTo: '2018-06-30', chosenBy: 'APPLICATION' },
      { ...wuxi, id: 'new', effectiveFrom: '2018-07-01', confirmedUntil: '2019-06-30', chosenBy: 'APPLICATION' },
    ]);
    const choose = (application: string) =>
      choosePack(packs, {
        region: '320213',
        residence: 'URBAN',
        dates: dates('2018-07-01', application, '2018-08-01'),
      }).pack.id;
    expect(choose('2018-06-30')).toBe('old');
    expect(choose('2018-07-01')).toBe('new');
  });

  it('does not use a pack that became known after the decision', () => {
    const packs = validatePacks([{ ...wuxi, knownSince: '2018-03-01' }]);
    const choose = (decision: string) =>
      choosePack(packs, {
        region: '320213',
        residence: 'URBAN',
        dates: dates('2018-01-15', '2018-01-15', decision),
      }).pack.id;
    expect(choose('2018-03-01')).toBe(wuxi.id);
    expect(() => choose('2018-02-28')).toThrow(nothing);
  });
});

describe('the packs of the house', () => {
  it('call verified only what a text seen in full sets for this place and time', () => {
    const [pack] = POLICY_PACKS;
    const { exemptions, incomeExclusions, deadlines: _, ...single } = pack?.rules ?? {};
    const verified = Object.entries({ ...single, ...exemptions }).flatMap(([name, rule]) =>
      rule?.verified === true ? [name] : [],
    );
    expect(verified).toEqual(['dibaoStandardFen', 'disabilityVehicle']);
    expect(incomeExclusions?.filter((rule) => rule.verified && rule.value.validFrom < '2021-07-01')).toEqual([]);
  });
});
