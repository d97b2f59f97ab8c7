import { describe, expect, it } from 'vitest';
import type { FactOf } from '../../../src/evidence/facts.ts';
import { standingRoles } from '../../../src/evidence/histories/business-roles.ts';
import { standingPensions } from '../../../src/evidence/histories/pensions.ts';
import { standingPages } from '../../../src/evidence/histories/register-pages.ts';
import { standingSpans } from '../../../src/evidence/histories/spans.ts';
import { unemploymentsOf } from '../../../src/evidence/histories/unemployment.ts';
import { fact } from '../indicators/facts.ts';
import { day } from '../indicators/world.ts';

type Page = FactOf<'HOUSEHOLD_REGISTRATION'>;
const page = (status: Page['status'], on: string | null, register = 'H1') => ({
  fact: fact('HOUSEHOLD_REGISTRATION', { status, statusOn: on === null ? null : day(on), registerNumber: register }),
});

describe('pages of the household register', () => {
  it.each([
    ['one page', [page('NORMAL', null)], ['NORMAL']],
    ['left, and in force elsewhere', [page('MOVED_OUT', '2015-01-01'), page('NORMAL', null, 'H2')], ['NORMAL']],
    ['left on no known day, and in force', [page('MOVED_OUT', null), page('NORMAL', '2016-01-01', 'H2')], ['NORMAL']],
    ['moved on one day', [page('MOVED_OUT', '2015-01-01'), page('NORMAL', '2015-01-01', 'H2')], ['NORMAL']],
    ['left since', [page('NORMAL', '2010-01-01'), page('MOVED_OUT', '2015-01-01')], ['MOVED_OUT']],
    ['a duplicate struck off', [page('CANCELLED_DUPLICATE', '2015-01-01'), page('NORMAL', null)], ['NORMAL']],
    ['died since', [page('NORMAL', '2010-01-01'), page('CANCELLED_DEATH', '2015-01-01')], ['CANCELLED_DEATH']],
    [
      'died on the day of the page',
      [page('NORMAL', '2015-01-01'), page('CANCELLED_DEATH', '2015-01-01')],
      ['CANCELLED_DEATH'],
    ],
    ['a false death undone', [page('CANCELLED_DEATH', '2015-01-01'), page('NORMAL', '2016-01-01')], ['NORMAL']],
    [
      'a death and a page without a day stand beside each other',
      [page('CANCELLED_DEATH', '2015-01-01'), page('NORMAL', null)],
      ['CANCELLED_DEATH', 'NORMAL'],
    ],
    [
      'moving undoes no death',
      [page('CANCELLED_DEATH', '2015-01-01'), page('MOVED_OUT', '2016-01-01')],
      ['CANCELLED_DEATH', 'MOVED_OUT'],
    ],
    [
      'settled abroad, and a page without a day',
      [page('CANCELLED_SETTLED_ABROAD', '2015-01-01'), page('NORMAL', null)],
      ['CANCELLED_SETTLED_ABROAD', 'NORMAL'],
    ],
  ] as const)('%s', (_, pages, standing) => {
    expect(standingPages(pages).map((one) => one.fact.status)).toEqual(standing);
    expect(standingPages(pages.toReversed()).map((one) => one.fact.status)).toEqual(standing.toReversed());
  });
});

describe('spans', () => {
  const aid = (since: string, until: string | null, program: 'MINIMUM_LIVING' | 'ORPHAN' = 'MINIMUM_LIVING') => ({
    fact: fact('AID_ENTITLEMENT', { since: day(since), until: until === null ? null : day(until), program }),
  });
  const isOne = (a: ReturnType<typeof aid>, b: ReturnType<typeof aid>) => a.fact.program === b.fact.program;
  it.each([
    ['goes on', [aid('2016-01-01', null)], [0]],
    ['was ended', [aid('2016-01-01', null), aid('2016-01-01', '2017-06-30')], [1]],
    ['another began on another day', [aid('2016-01-01', null), aid('2015-01-01', '2015-06-30')], [0, 1]],
    ['something else ended', [aid('2016-01-01', null), aid('2016-01-01', '2017-06-30', 'ORPHAN')], [0, 1]],
  ] as const)('%s', (_, entries, left) => {
    expect(standingSpans(entries, isOne)).toEqual(left.map((at) => entries[at]));
  });
});

describe('pensions', () => {
  const pension = (changes: Parameters<typeof fact<'PENSION'>>[1]) => ({ fact: fact('PENSION', changes) });
  it('is over once it has ended, and says nothing of another', () => {
    const paid = pension({});
    const ended = pension({ status: 'ENDED' });
    const suspended = pension({ status: 'SUSPENDED' });
    const survivor = pension({ kind: 'SURVIVOR' });
    const later = pension({ since: day('2016-01-01') });
    expect(standingPensions([paid, suspended])).toEqual([paid, suspended]);
    expect(standingPensions([ended, paid, suspended, survivor, later])).toEqual([ended, survivor, later]);
  });
});

describe('unemployment', () => {
  const registered = (state: FactOf<'EMPLOYMENT_REGISTRATION'>['state'], since: string) => ({
    fact: fact('EMPLOYMENT_REGISTRATION', { state, since: day(since) }),
  });
  const spans = (...entries: ReturnType<typeof registered>[]) =>
    [entries, entries.toReversed()].map((list) =>
      unemploymentsOf(list).map(({ entry: { fact: first }, until }) => [first.since, until]),
    );
  it.each([
    ['never', [registered('EMPLOYED', '2015-01-01')], []],
    ['still', [registered('UNEMPLOYED', '2015-01-01')], [['2015-01-01', null]]],
    [
      'until work',
      [registered('UNEMPLOYED', '2015-01-01'), registered('EMPLOYED', '2016-01-01')],
      [['2015-01-01', '2016-01-01']],
    ],
    [
      'until work of one’s own, and again',
      [
        registered('UNEMPLOYED', '2015-01-01'),
        registered('FLEXIBLE', '2016-01-01'),
        registered('UNEMPLOYED', '2017-01-01'),
      ],
      [
        ['2015-01-01', '2016-01-01'],
        ['2017-01-01', null],
      ],
    ],
    [
      'registered twice',
      [
        registered('UNEMPLOYED', '2015-01-01'),
        registered('UNEMPLOYED', '2015-07-01'),
        registered('EMPLOYED', '2016-01-01'),
      ],
      [['2015-01-01', '2016-01-01']],
    ],
    [
      'given up on the day on which it was registered',
      [registered('EMPLOYED', '2015-01-01'), registered('UNEMPLOYED', '2015-01-01')],
      [['2015-01-01', '2015-01-01']],
    ],
  ] as const)('%s', (_, entries, is) => {
    expect(spans(...entries)).toEqual([is, is]);
  });
});

describe('parts in enterprises', () => {
  const part = (holder: string, changes: Parameters<typeof fact<'BUSINESS_ROLE'>>[1] = {}) => ({
    holder,
    fact: fact('BUSINESS_ROLE', changes),
  });
  const states = (parts: readonly ReturnType<typeof part>[]) =>
    standingRoles(parts, ({ holder }) => holder).map((one) => [one.holder, one.fact.role, one.fact.state]);
  const gone = { state: 'DEREGISTERED', stateOn: day('2017-05-01') } as const;
  it.each([
    ['one part', [part('p1')], [['p1', 'SOLE_TRADER', 'IN_BUSINESS']]],
    ['deregistered since', [part('p1'), part('p1', gone)], [['p1', 'SOLE_TRADER', 'DEREGISTERED']]],
    [
      'deregistered on no known day',
      [part('p1'), part('p1', { state: 'DEREGISTERED' })],
      [['p1', 'SOLE_TRADER', 'DEREGISTERED']],
    ],
    [
      'restored since',
      [part('p1', gone), part('p1', { stateOn: day('2017-08-01') })],
      [['p1', 'SOLE_TRADER', 'IN_BUSINESS']],
    ],
    [
      'the same for whoever else has a part in it',
      [part('p1', gone), part('p2', { role: 'SHAREHOLDER' })],
      [
        ['p1', 'SOLE_TRADER', 'DEREGISTERED'],
        ['p2', 'SHAREHOLDER', 'DEREGISTERED'],
      ],
    ],
    [
      'another enterprise',
      [part('p1', gone), part('p1', { entityCode: '91320213MA1BBBBB2Y' })],
      [
        ['p1', 'SOLE_TRADER', 'DEREGISTERED'],
        ['p1', 'SOLE_TRADER', 'IN_BUSINESS'],
      ],
    ],
  ] as const)('%s', (_, parts, is) => {
    expect(states(parts)).toEqual(is);
    const inOrder = (rows: readonly unknown[]) => rows.map((row) => JSON.stringify(row)).toSorted();
    expect(inOrder(states(parts.toReversed()))).toEqual(inOrder(is));
  });
});
