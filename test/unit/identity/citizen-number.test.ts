import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  birthDateIn,
  citizenChecksum,
  legacyForm,
  maskCitizenNumber,
  parseCitizenNumber,
} from '../../../src/identity/citizen-number.ts';
import { syntheticCitizenNumber } from '../../../src/identity/synthetic.ts';
import { parseCalendarDate } from '../../../src/platform/calendar-date.ts';
import { Problem } from '../../../src/platform/problem.ts';
import { isMadeUp, sexIn } from '../../support/made-up-number.ts';

const synthetic = fc
  .tuple(fc.nat(993), fc.integer({ min: 0, max: 54_000 }), fc.constantFrom('MALE' as const, 'FEMALE' as const))
  .map(([index, days, sex]) => {
    const birth = new Date(Date.UTC(1867, 0, 1) + days * 86_400_000).toISOString().slice(0, 10);
    return { number: syntheticCitizenNumber(index, parseCalendarDate(birth), sex), birth, sex, index };
  });

function fault(text: string): string {
  try {
    parseCitizenNumber(text);
  } catch (thrown) {
    if (thrown instanceof Problem && thrown.code === 'INVALID_CITIZEN_NUMBER') return thrown.details.en;
    throw thrown;
  }
  return 'none';
}

describe('parseCitizenNumber', () => {
  it.each(['11010519491231002X', '440524188001010014'])('accepts %s, an example of GB 11643', (number) => {
    expect(parseCitizenNumber(number)).toBe(number);
  });

  it.each(['320213196001010011', '320214197203150021', '320213198506151230', '32021419991231100X'])(
    'accepts the synthetic %s',
    (number) => {
      expect(parseCitizenNumber(number)).toBe(number);
    },
  );

  it.each([
    '32021419991231100x',
    '３２０２１４１９９９１２３１１００Ｘ',
    ' 320214 19991231 100X ',
    '320214-19991231-100x',
    '320214991231100',
  ])('understands %s', (text) => {
    expect(parseCitizenNumber(text)).toBe('32021419991231100X');
  });

  it('names the length, the characters, the date or the checksum', () => {
    expect(fault('3202131960010100')).toContain('18 characters');
    expect(fault('')).toContain('18 characters');
    expect(fault('32021319600101001A')).toContain('only digits');
    expect(fault('3202131960X1010011')).toContain('only digits');
    expect(fault('32021399123110X')).toContain('only digits');
    expect(fault('320213196002300011')).toContain('date of birth');
    expect(fault('320213990230100')).toContain('date of birth');
    expect(fault('320213196001010012')).toContain('check character');
  });

  it('never repeats the number', () => {
    const wrong = '320213196001010012';
    expect(() => parseCitizenNumber(wrong)).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining(wrong) }),
    );
  });

  it('examines no area: abolished and foreign areas stay with their people', () => {
    const first17 = '32028319600101001';
    expect(parseCitizenNumber(first17 + citizenChecksum(first17))).toContain('320283');
  });

  it('notices every single wrong digit', () => {
    fc.assert(
      fc.property(synthetic, fc.nat(16), fc.integer({ min: 1, max: 9 }), ({ number }, position, step) => {
        const wrong = String((Number(number[position]) + step) % 10);
        expect(fault(number.slice(0, position) + wrong + number.slice(position + 1))).not.toBe('none');
      }),
    );
  });
});

describe('what a number tells', () => {
  it('tells birth and sex', () => {
    fc.assert(
      fc.property(synthetic, ({ number, birth, sex }) => {
        expect(birthDateIn(number)).toBe(birth);
        expect(sexIn(number)).toBe(sex);
      }),
    );
  });

  it('hides the date of birth in its mask and keeps the X', () => {
    expect(maskCitizenNumber(parseCitizenNumber('320213198506151230'))).toBe('320213********1230');
    expect(maskCitizenNumber(parseCitizenNumber('32021419991231100X'))).toBe('320214********100X');
  });

  it('goes to the old form and back', () => {
    fc.assert(
      fc.property(synthetic, ({ number, birth }) => {
        const old = legacyForm(number);
        expect(old === null).toBe(!birth.startsWith('19'));
        if (old !== null) expect(parseCitizenNumber(old)).toBe(number);
      }),
    );
  });

  it('takes the serials of centenarians for the century before', () => {
    const number = parseCitizenNumber('320213800101996');
    expect(birthDateIn(number)).toBe('1880-01-01');
    expect(legacyForm(number)).toBe('320213800101996');
  });
});

describe('synthetic people', () => {
  it('are the same for the same arguments and different for 994 indices', () => {
    const birth = parseCalendarDate('1960-01-01');
    const numbers = Array.from({ length: 994 }, (_, index) => syntheticCitizenNumber(index, birth, 'MALE'));
    expect(new Set(numbers).size).toBe(994);
    expect(syntheticCitizenNumber(0, birth, 'MALE')).toBe('320213196001010011');
    expect(numbers.every(isMadeUp)).toBe(true);
  });

  it('are never born when such numbers were real', () => {
    expect(() => syntheticCitizenNumber(0, parseCalendarDate('2015-01-01'), 'MALE')).toThrow(RangeError);
    expect(() => syntheticCitizenNumber(-1, parseCalendarDate('1990-01-01'), 'MALE')).toThrow(RangeError);
  });
});
