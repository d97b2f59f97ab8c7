import { GraphQLError, parseValue } from 'graphql';
import type { GraphQLScalarType } from 'graphql';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { schema } from '../../../schema/schema.ts';

const scalar = (name: string) => schema.getType(name) as GraphQLScalarType;
const refusalOf = (work: () => unknown) => {
  try {
    return { taken: work() };
  } catch (thrown) {
    return thrown instanceof GraphQLError ? thrown.extensions : thrown;
  }
};

describe('Fen', () => {
  it('takes and gives every whole number that is exact, in a variable and in the query', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (fen) => {
        expect(scalar('Fen').parseValue(fen)).toBe(fen);
        expect(scalar('Fen').serialize(fen)).toBe(fen);
        expect(scalar('Fen').parseLiteral(parseValue(String(fen)))).toBe(fen);
      }),
    );
  });
  it.for([1.5, Number.NaN, Infinity, 2 ** 53, '100', '1,00', null, true, [1], { fen: 1 }])(
    'refuses %o without repeating it',
    (value) => {
      const refusal = refusalOf(() => scalar('Fen').parseValue(value));
      expect(refusal).toMatchObject({ code: 'INVALID_AMOUNT', zh: expect.any(String), en: expect.any(String) });
    },
  );
  it('refuses text and fractions in the query', () => {
    for (const text of ['"100"', '1.5', 'null', '9007199254740993']) {
      expect(refusalOf(() => scalar('Fen').parseLiteral(parseValue(text)))).toMatchObject({ code: 'INVALID_AMOUNT' });
    }
  });
});

describe('CalendarDate', () => {
  it.for(['2017-07-01', '2017/7/1', '2017年7月1日', '２０１７－０７－０１'.replaceAll('－', '-')])(
    'understands %s',
    (text) => {
      expect(scalar('CalendarDate').parseValue(text)).toBe('2017-07-01');
    },
  );
  it.for(['2017-02-29', '2017-13-01', '01-07-2017', 'yesterday', '', 20170701, null])('refuses %o', (value) => {
    expect(refusalOf(() => scalar('CalendarDate').parseValue(value))).toMatchObject({ code: 'INVALID_DATE' });
  });
});

describe('DateTime', () => {
  it('gives what it took, in UTC', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1900-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }),
        (instant) => {
          const text = scalar('DateTime').serialize(instant);
          expect(scalar('DateTime').parseValue(text)).toEqual(instant);
        },
      ),
    );
    expect(scalar('DateTime').parseValue('2018-01-08T09:30:00+08:00')).toEqual(new Date('2018-01-08T01:30:00Z'));
  });
  it.for([
    '2018-01-08T09:30:00',
    '2018-01-08',
    '2018-02-29T00:00:00Z',
    '2018-01-08T24:00:00Z',
    '2018-01-08 09:30:00Z',
    'now',
    0,
    null,
  ])('refuses %o', (value) => {
    expect(refusalOf(() => scalar('DateTime').parseValue(value))).toMatchObject({ code: 'INVALID_DATE' });
  });
});

describe('Base64', () => {
  it('takes bytes in the standard form only', () => {
    expect(scalar('Base64').parseValue('aGVkdWk=')).toEqual(Buffer.from('hedui'));
    for (const text of ['aGVkdWk', 'aGVk dWk=', '', '*', 7]) {
      expect(refusalOf(() => scalar('Base64').parseValue(text))).toMatchObject({ code: 'INVALID_INPUT' });
    }
  });
});
