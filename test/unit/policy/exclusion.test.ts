import { describe, expect, it } from 'vitest';
import { parseCalendarDate } from '../../../src/platform/calendar-date.ts';
import { packAsOf } from '../../../src/policy/as-of.ts';
import { exclusionOn } from '../../../src/policy/exclusion.ts';
import { POLICY_PACKS } from '../../../src/policy/registry.ts';
import { findPack } from '../../../src/verification/pack-of.ts';

const PACK = findPack(POLICY_PACKS, 'wuxi-urban-2017-07-2');
const day = parseCalendarDate;

describe('what is left out of income', () => {
  it('leaves the basic pension out from July 2021 to the end of 2025 only', () => {
    const on = (text: string) => exclusionOn(PACK, day(text), 'RESIDENTS_BASIC_PENSION') !== undefined;
    expect([on('2021-06-30'), on('2021-07-01'), on('2025-12-31'), on('2026-01-01')]).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });

  it('leaves the old-age allowance out where the switch of the city says so', () => {
    const rule = { document: '当地规定', article: '', verified: false };
    const switched = (value: boolean) => ({
      ...PACK,
      rules: { ...PACK.rules, oldAgeAllowanceExcluded: { ...rule, value } },
    });
    expect(exclusionOn(PACK, day('2018-03-01'), 'OLD_AGE_ALLOWANCE')).toBeUndefined();
    expect(exclusionOn(switched(false), day('2018-03-01'), 'OLD_AGE_ALLOWANCE')).toBeUndefined();
    expect(exclusionOn(switched(true), day('2018-03-01'), 'OLD_AGE_ALLOWANCE')).toMatchObject(rule);
  });

  it('can be frozen as of a day, for evidence of an earlier one', () => {
    const frozen = packAsOf(PACK, day('2026-07-01'));
    expect(exclusionOn(frozen, day('2025-11-01'), 'RESIDENTS_BASIC_PENSION')).toBeUndefined();
    expect(exclusionOn(frozen, day('2018-01-01'), 'SCHOLARSHIP')).toBeDefined();
  });
});
