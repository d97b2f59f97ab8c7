import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FactOf } from '../../../src/evidence/facts.ts';
import { marriagesOf } from '../../../src/evidence/histories/marriages.ts';
import { fact } from '../indicators/facts.ts';
import { day } from '../indicators/world.ts';

const CHEN = { spouseName: '陈某', spouseNumber: null };
const ZHOU = { spouseName: '周某', spouseNumber: null };
type Spouse = Pick<FactOf<'MARRIAGE'>, 'spouseName' | 'spouseNumber'>;
const entry = (spouse: Spouse, state: FactOf<'MARRIAGE'>['state'], on: string) => ({
  fact: fact('MARRIAGE', { ...spouse, state, registeredOn: day(on) }),
});
const told = (...entries: ReturnType<typeof entry>[]) => {
  const { standing, ended, now } = marriagesOf(entries);
  return [
    standing.map((one) => one.fact.spouseName),
    ended.map((one) => `${one.fact.spouseName} ${one.fact.state}`),
    now === null ? null : `${now.fact.spouseName} ${now.fact.state}`,
  ];
};

describe('marriages', () => {
  it.each([
    ['none', [], [[], [], null]],
    ['one that stands', [entry(CHEN, 'MARRIED', '1990-05-01')], [['陈某'], [], '陈某 MARRIED']],
    [
      'a void marriage ends no other',
      [entry(CHEN, 'MARRIED', '1990-05-01'), entry(ZHOU, 'ANNULLED', '2010-05-01')],
      [['陈某'], ['周某 ANNULLED'], '陈某 MARRIED'],
    ],
    [
      'a divorce ends the marriage with that spouse alone',
      [
        entry(CHEN, 'MARRIED', '1990-05-01'),
        entry(ZHOU, 'MARRIED', '2000-01-01'),
        entry(ZHOU, 'DIVORCED', '2010-05-01'),
      ],
      [['陈某'], ['周某 DIVORCED'], '陈某 MARRIED'],
    ],
    [
      'divorced, and married again to the same',
      [
        entry(CHEN, 'MARRIED', '1990-05-01'),
        entry(CHEN, 'DIVORCED', '2001-01-01'),
        entry(CHEN, 'MARRIED', '2003-01-01'),
      ],
      [['陈某'], [], '陈某 MARRIED'],
    ],
    [
      'married and divorced on one day',
      [entry(CHEN, 'DIVORCED', '2001-01-01'), entry(CHEN, 'MARRIED', '2001-01-01')],
      [[], ['陈某 DIVORCED'], '陈某 DIVORCED'],
    ],
    [
      'divorced and married again on one day',
      [
        entry(CHEN, 'MARRIED', '1990-05-01'),
        entry(CHEN, 'MARRIED', '2001-01-01'),
        entry(CHEN, 'DIVORCED', '2001-01-01'),
      ],
      [['陈某'], [], '陈某 MARRIED'],
    ],
    [
      'several that stand and several that ended, the earliest first',
      [
        entry({ spouseName: '丁某', spouseNumber: null }, 'DIVORCED', '2012-01-01'),
        entry(ZHOU, 'MARRIED', '2000-01-01'),
        entry({ spouseName: '甲某', spouseNumber: null }, 'DIVORCED', '1985-01-01'),
        entry(CHEN, 'MARRIED', '1990-05-01'),
      ],
      [['陈某', '周某'], ['甲某 DIVORCED', '丁某 DIVORCED'], '周某 MARRIED'],
    ],
    [
      'two namesakes with numbers stay two, though an entry without one came first',
      [
        entry(CHEN, 'DIVORCED', '1985-01-01'),
        entry({ spouseName: '陈某', spouseNumber: '320214197203150021' }, 'MARRIED', '1990-05-01'),
        entry({ spouseName: '陈某', spouseNumber: '32021319760101001X' }, 'MARRIED', '2005-01-01'),
      ],
      [['陈某', '陈某'], [], '陈某 MARRIED'],
    ],
    [
      'an end written without the number, and with another dot',
      [
        entry({ spouseName: '阿依古丽·买买提', spouseNumber: '320214197203150021' }, 'MARRIED', '1990-05-01'),
        entry({ spouseName: '阿依古丽•买买提', spouseNumber: null }, 'DIVORCED', '2001-01-01'),
      ],
      [[], ['阿依古丽•买买提 DIVORCED'], '阿依古丽•买买提 DIVORCED'],
    ],
    [
      'an end under a new name of the same number',
      [
        entry({ spouseName: '陈某', spouseNumber: '320214197203150021' }, 'MARRIED', '1990-05-01'),
        entry({ spouseName: '陈新名', spouseNumber: '320214720315002' }, 'DIVORCED', '2001-01-01'),
      ],
      [[], ['陈新名 DIVORCED'], '陈新名 DIVORCED'],
    ],
    [
      'a namesake’s divorce ends nothing',
      [
        entry({ spouseName: '陈某', spouseNumber: '320214197203150021' }, 'MARRIED', '1990-05-01'),
        entry({ spouseName: '陈某', spouseNumber: '32021319760101001X' }, 'DIVORCED', '2001-01-01'),
      ],
      [['陈某'], ['陈某 DIVORCED'], '陈某 MARRIED'],
    ],
    [
      'an end of somebody who only may be the spouse ends nothing',
      [
        entry(CHEN, 'MARRIED', '1990-05-01'),
        entry({ spouseName: 'CHEN', spouseNumber: null }, 'DIVORCED', '2001-01-01'),
      ],
      [['陈某'], ['CHEN DIVORCED'], '陈某 MARRIED'],
    ],
  ] as const)('%s', (_, entries, is) => {
    expect(told(...entries)).toEqual(is);
    expect(told(...entries.toReversed())).toEqual(is);
  });

  const entries = fc
    .record({
      spouse: fc.constantFrom(CHEN, { ...CHEN, spouseNumber: '320214197203150021' }),
      state: fc.constantFrom('MARRIED' as const, 'DIVORCED' as const, 'ANNULLED' as const),
      on: fc.constantFrom('1990-05-01', '2001-01-01', '2010-05-01'),
    })
    .map(({ spouse, state, on }) => entry(spouse, state, on));
  const others = entries.map(({ fact: { state, registeredOn } }) => entry(ZHOU, state, registeredOn));
  const ofChen = (all: readonly ReturnType<typeof entry>[]) => {
    const { standing, ended } = marriagesOf(all);
    return [standing, ended].map((list) => list.filter((one) => one.fact.spouseName === '陈某'));
  };

  it('does not depend on the order of the evidence, nor on entries of another spouse', () => {
    const mixed = fc
      .tuple(fc.array(entries, { maxLength: 6 }), fc.array(others, { maxLength: 4 }))
      .chain(([own, strange]) => {
        const all = [...own, ...strange];
        return fc.tuple(fc.constant(own), fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }));
      });
    fc.assert(
      fc.property(mixed, ([own, all, shuffled]) => {
        expect(marriagesOf(shuffled)).toEqual(marriagesOf(all));
        expect(ofChen(all)).toEqual(ofChen(own));
      }),
    );
  });
});
