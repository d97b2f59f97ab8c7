import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { recordList, wireRecord } from '../../../adapters/wire-record.ts';
import {
  coded,
  compactDate,
  compactMonth,
  hundredths,
  openEndDate,
  optionalHundredths,
  optionalMonth,
  optionalCode,
  optionalNumber,
  optionalPercent,
  optionalText,
  optionalYear,
  wireCode,
  wireText,
} from '../../../adapters/wire-scalars.ts';

const REFUSED = 'refused';
const read = (schema: z.ZodType, text: unknown): unknown => {
  const parsed = schema.safeParse(text);
  return parsed.success ? parsed.data : REFUSED;
};

describe('forms that departments share', () => {
  it.each([
    [compactDate, '20180228', '2018-02-28'],
    [compactDate, '20180230', REFUSED],
    [compactDate, '99991231', REFUSED],
    [compactDate, '2018-02-28', REFUSED],
    [openEndDate, '99991231', null],
    [openEndDate, '', null],
    [openEndDate, '20180228', '2018-02-28'],
    [openEndDate, '99990101', REFUSED],
    [compactMonth, '201802', '2018-02'],
    [wireText(20), '=1+1', '=1+1'],
    [wireText(20), '无锡\u001b[2J', REFUSED],
    [wireText(20), '无锡\u202e', REFUSED],
    [compactMonth, '201813', REFUSED],
    [optionalMonth, '', null],
    [optionalYear, '2016', 2016],
    [optionalYear, '', null],
    [optionalYear, '16', REFUSED],
    [optionalPercent, '100', 100],
    [optionalPercent, '101', REFUSED],
    [optionalHundredths, '', null],
    [optionalHundredths, '12.5', 1250],
    [optionalNumber, ' 32021319600101001x', '32021319600101001X'],
    [optionalNumber, '', null],
    [optionalNumber, ' 无 ', null],
    [optionalNumber, '/', null],
    [optionalNumber, 'c123456（7）', 'C123456(7)'],
    [optionalNumber, '海字第０１２３４５６号', '海字第0123456号'],
    [wireCode, ' 3202052300123', '3202052300123'],
    [optionalCode, '', null],
    [optionalText(4), '', null],
    [optionalText(4), 'fünf!', REFUSED],
    [coded({ '1': 'ONE' }), '1', 'ONE'],
    [coded({ '1': 'ONE' }), '2', REFUSED],
    // A property that every object inherits is no code.
    [coded({ '1': 'ONE' }), 'constructor', REFUSED],
    [coded({ '1': 'ONE' }), 1, REFUSED],
  ] as const)('%# reads %j', (schema, text, expected) => {
    expect(read(schema, text)).toBe(expected);
  });
});

describe('a record', () => {
  const benefit = wireRecord({
    code: 'SYJ',
    fact: 'UNEMPLOYMENT_BENEFIT',
    wire: { ybz: hundredths, lqqs: compactDate, hdjz: compactDate },
    read: ({ ybz, lqqs, hdjz }) => ({ monthlyFen: ybz, since: lqqs, until: hdjz }),
  });
  const impossible = wireRecord({
    code: 'CJRZ',
    fact: 'DISABILITY_CERTIFICATE',
    wire: { cjdj: hundredths },
    read: ({ cjdj }) => ({
      category: 'SIGHT' as const,
      grade: cjdj,
      status: 'VALID' as const,
      issuedOn: compactDate.parse('20180101'),
      validUntil: null,
    }),
  });
  const list = recordList([benefit, impossible], 'jllx');
  const FACT = { type: 'UNEMPLOYMENT_BENEFIT', monthlyFen: 128_600, since: '2017-06-01', until: '2018-05-31' };
  const good = { jllx: 'SYJ', ybz: '1286.00', lqqs: '20170601', hdjz: '20180531' };

  it('becomes a fact', () => {
    expect(list.parse([good])).toEqual({ facts: [FACT], unread: [], differences: [] });
    expect(list.parse([])).toEqual({ facts: [], unread: [], differences: [] });
  });

  it.each([
    ['another code', { ...good, jllx: 'JFMX' }, null],
    ['no code', { ...good, jllx: undefined }, null],
    ['no record at all', '张三 320213196001010011', null],
    ['a field more', { ...good, bz: '' }, 'UNEMPLOYMENT_BENEFIT'],
    ['a field less', { jllx: 'SYJ', ybz: '1286.00', lqqs: '20170601' }, 'UNEMPLOYMENT_BENEFIT'],
    ['a value that is no fact of the vocabulary', { jllx: 'CJRZ', cjdj: '9.00' }, 'DISABILITY_CERTIFICATE'],
  ])('is set aside with %s, and the good ones beside it count', (_case, record, kind) => {
    const { facts, unread, differences } = list.parse([good, record, good]);
    expect([facts, unread]).toEqual([[FACT, FACT], [kind]]);
    // Where, never what.
    expect(differences.join()).not.toMatch(/张三|320213|9\.00/);
  });

  it('is refused with the list where that is no list', () => {
    expect(read(list, { 0: good })).toBe(REFUSED);
    expect(
      read(
        list,
        Array.from({ length: 2001 }, () => good),
      ),
    ).toBe(REFUSED);
  });
});
