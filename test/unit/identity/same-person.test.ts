import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { citizenChecksum, legacyForm } from '../../../src/identity/citizen-number.ts';
import { comparePeople } from '../../../src/identity/same-person.ts';
import type { WrittenPerson } from '../../../src/identity/same-person.ts';
import { compareNames } from '../../../src/identity/same-name.ts';
import { syntheticCitizenNumber } from '../../../src/identity/synthetic.ts';
import { calendarDate } from '../../../src/platform/calendar-date.ts';

const WANG = '320213196001010011';
const WITH_X = '32021419991231100X';
const PERMIT = complete('81000019900101001');
const NEW_CARD = complete('93215619600101001');

describe('compareNames', () => {
  it.each([
    ['阿卜杜·热合曼', '阿卜杜•热合曼'],
    ['阿卜杜·热合曼', '阿卜杜．热合曼'],
    ['阿卜杜·热合曼', '阿卜杜∙热合曼'],
    ['阿卜杜·热合曼', '阿卜杜・热合曼'],
    ['阿卜杜·热合曼', '阿卜杜.热合曼'],
    ['阿卜杜·热合曼', '阿卜杜热合曼'],
    ['王芳', ' 王　芳 '],
    ['王䶮', '王\uE863'],
    ['葛洪', '葛\u{E0100}洪\u200B'],
    ['SMITH, JOHN', 'John Smith'],
    ['ＳＭＩＴＨ，ＪＯＨＮ', 'john   smith'],
    ['SMITH, JOHNPAUL', 'John Paul Smith'],
    ['JOHNSMITH', 'Smith, John'],
    ["O'Brien Seán", 'SEAN OBRIEN'],
    ['Jean-Luc Noël', 'NOEL JEAN LUC'],
  ])('takes %s and %s for one name', (a, b) => {
    expect(compareNames(a, b)).toBe('SAME');
    expect(compareNames(b, a)).toBe('SAME');
  });

  it.each([
    ['王□', '王䶮'],
    ['王？芳', '王䶮芳'],
    ['王**', '王小芳'],
    ['王YAN', '王䶮'],
    ['陈大文', 'CHAN TAI MAN'],
    ['', '王芳'],
  ])('cannot compare %s and %s', (a, b) => {
    expect(compareNames(a, b)).toBe('CANNOT_SAY');
    expect(compareNames(b, a)).toBe('CANNOT_SAY');
  });

  it.each([
    ['张晖', '张辉'],
    ['王□', '李䶮'],
    ['王芳', '芳王'],
    ['John Smith', 'John Smythe'],
    ['𠮷田', '吉田'],
  ])('keeps %s and %s apart', (a, b) => {
    expect(compareNames(a, b)).toBe('OTHER');
    expect(compareNames(b, a)).toBe('OTHER');
  });
});

describe('comparePeople', () => {
  it.each<[string, WrittenPerson, WrittenPerson, string]>([
    ['one number of 15 and of 18', { name: '王芳', number: WANG }, { name: '王芳', number: '320213600101001' }, 'SAME'],
    [
      'x and X',
      { name: '王芳', number: WITH_X },
      { name: '王芳', number: '３２０２１４１９９９１２３１１００ｘ' },
      'SAME',
    ],
    ['namesakes', { name: '王芳', number: WANG }, { name: '王芳', number: WITH_X }, 'OTHER'],
    ['one number, two names', { name: '王芳', number: WANG }, { name: '李强', number: WANG }, 'CANNOT_SAY'],
    ['no number there', { name: '王芳', number: WANG }, { name: '王芳', number: null }, 'CANNOT_SAY'],
    ['no number anywhere', { name: '王芳', number: null }, { name: '王芳', number: '' }, 'CANNOT_SAY'],
    ['another name without a number', { name: '王芳', number: WANG }, { name: '李强', number: null }, 'OTHER'],
    [
      'residence permit here, travel permit there',
      { name: '陈大文', number: PERMIT },
      { name: '陈大文', number: 'H12345678' },
      'CANNOT_SAY',
    ],
    [
      'an identity card of Hong Kong',
      { name: '陈大文', number: WANG },
      { name: '陈大文', number: 'C123456(7)' },
      'CANNOT_SAY',
    ],
    ['its brackets', { name: '陈大文', number: 'C123456(7)' }, { name: '陈大文', number: 'c123456（7）' }, 'SAME'],
    [
      'a certificate of the army',
      { name: '王芳', number: WANG },
      { name: '王芳', number: '海字第0123456号' },
      'CANNOT_SAY',
    ],
    [
      'a wrong check character',
      { name: '王芳', number: WANG },
      { name: '王芳', number: '320213196001010012' },
      'CANNOT_SAY',
    ],
    ['a masked number', { name: '王芳', number: WANG }, { name: '王芳', number: '320213********0011' }, 'CANNOT_SAY'],
    [
      'a permit with another date of birth',
      { name: '陈大文', number: WANG },
      { name: '陈大文', number: PERMIT },
      'OTHER',
    ],
    [
      'the old and the new card of a foreigner',
      { name: 'SMITH, JOHN', number: 'XXA320060010112' },
      { name: 'John Smith', number: NEW_CARD },
      'CANNOT_SAY',
    ],
  ])('%s', (_case, a, b, answer) => {
    expect(comparePeople(a, b)).toBe(answer);
    expect(comparePeople(b, a)).toBe(answer);
  });

  it('is symmetric, and nobody with a number is anybody else than themselves', () => {
    fc.assert(
      fc.property(people(), people(), (a, b) => {
        expect(comparePeople(a, b)).toBe(comparePeople(b, a));
        expect(comparePeople(a, a)).toBe(a.number === null ? 'CANNOT_SAY' : 'SAME');
      }),
    );
  });

  it('answers the same however the two are spelt', () => {
    fc.assert(
      fc.property(people(), people(), spellings(), (a, b, [spelling, another]) => {
        expect(comparePeople(spelt(a, spelling), spelt(b, another))).toBe(comparePeople(a, b));
      }),
      { numRuns: 500 },
    );
  });

  it('makes nobody of a household a stranger to the register that spells them otherwise', () => {
    fc.assert(
      fc.property(
        fc.array(people(), { minLength: 1, maxLength: 6 }),
        spellings(),
        fc.boolean(),
        (form, [how], bare) => {
          for (const person of form) {
            const { name, number } = spelt(person, how);
            const found = { name, number: bare ? null : number };
            expect(form.every((one) => comparePeople(one, found) === 'OTHER')).toBe(false);
          }
        },
      ),
    );
  });
});

function complete(first17: string): string {
  return first17 + citizenChecksum(first17);
}

type Spelling = {
  readonly dot: string;
  readonly wide: boolean;
  readonly lower: boolean;
  readonly gap: string;
  readonly selector: boolean;
  readonly turned: boolean;
  readonly legacy: boolean;
};

function people(): fc.Arbitrary<WrittenPerson> {
  const name = fc.constantFrom('王芳', '李强', '阿卜杜·热合曼', '王䶮', 'John Smith', 'Anna Maria Müller', '𠮷田');
  const born = fc.constantFrom(calendarDate(1960, 1, 1), calendarDate(1999, 12, 31), calendarDate(2012, 2, 29));
  const citizen = fc
    .tuple(fc.nat(40), born, fc.constantFrom('MALE' as const, 'FEMALE' as const))
    .map(([index, date, sex]) => syntheticCitizenNumber(index, date ?? raise(), sex));
  const other = fc.constantFrom(PERMIT, 'H12345678', 'C123456(7)', '海字第0123456号');
  return fc.record({ name, number: fc.oneof(citizen, other, fc.constant(null)) });
}

function spellings(): fc.Arbitrary<[Spelling, Spelling]> {
  const one = fc.record({
    dot: fc.constantFrom('·', '•', '．', '∙', '・', '･', '.', ''),
    wide: fc.boolean(),
    lower: fc.boolean(),
    gap: fc.constantFrom(' ', '　', '   ', '\u00A0'),
    selector: fc.boolean(),
    turned: fc.boolean(),
    legacy: fc.boolean(),
  });
  return fc.tuple(one, one);
}

function spelt({ name, number }: WrittenPerson, how: Spelling): WrittenPerson {
  const words = name.split(' ');
  const turned = how.turned && words.length > 1 ? `${words.at(-1)}, ${words.slice(0, -1).join(' ')}` : name;
  const letters = how.lower ? turned.toLowerCase() : turned;
  const spaced = letters.replaceAll(' ', how.gap).replaceAll('·', how.dot);
  return {
    name: (how.wide ? wide(spaced) : spaced) + (how.selector ? '\u{E0100}' : ''),
    number: number === null ? null : numberSpelt(number, how),
  };
}

function numberSpelt(number: string, { wide: full, lower, legacy }: Spelling): string {
  const citizen = /^32021[34]\d{11}[\dX]$/.test(number);
  const old = legacy && citizen ? (legacyForm(number as Parameters<typeof legacyForm>[0]) ?? number) : number;
  const cased = lower ? old.toLowerCase() : old;
  return full ? ` ${wide(cased)} ` : cased;
}

function wide(text: string): string {
  return text.replace(/[!-~]/g, (character) => String.fromCodePoint((character.codePointAt(0) ?? 0) + 0xfee0));
}

function raise(): never {
  throw new RangeError('the dates of this test exist');
}
