import { describe, expect, it } from 'vitest';
import type { DeclaredContent } from '../../../src/application/declared-item.ts';
import type { BankHolding } from '../../../src/evidence/facts.ts';
import type { IndicatorInput } from '../../../src/indicators/define-indicator.ts';
import { financialAssets } from '../../../src/indicators/i03-financial-assets.ts';
import type { Result } from '../../../src/indicators/outcome.ts';
import {
  BANKS,
  cleanEvidence,
  day,
  declared,
  FAMILY,
  holding,
  input,
  piece,
  securities,
  tellersOf,
  withPieces,
} from './world.ts';

/** 24 × 820 yuan × 3 members = 59,040 yuan. */
const LINE = 24 * 82_000 * 3;
const NOTICE = '标准待确认（依据 2017-07-01）';

const bank = (balanceFen: number, changes: Partial<BankHolding> = {}) =>
  piece('p1', 'banks', 'WXRCB', 'HIT', [holding(balanceFen, changes)]);
const held = (balanceFen: number, changes: Partial<BankHolding> = {}) => withPieces(bank(balanceFen, changes));
const asset = (assetKind: Extract<DeclaredContent, { kind: 'FINANCIAL_ASSET' }>['assetKind'], amountFen: number) =>
  declared({ kind: 'FINANCIAL_ASSET', assetKind, amountFen, holder: null });
const unconnected = (...pieces: ReturnType<typeof piece>[]) => {
  const ids = new Set(pieces.map(({ questionId }) => questionId));
  return [...cleanEvidence('NOT_CONNECTED').filter(({ questionId }) => !ids.has(questionId)), ...pieces];
};

const NEEDED = tellersOf(financialAssets.factsNeeded);

type Case = readonly [name: string, result: Result, eachFen: number | null, input: IndicatorInput, says?: RegExp];

const CASES: readonly Case[] = [
  ['no account anywhere', 'MEETS', 0, input(cleanEvidence())],
  ['deposits below the line', 'MEETS', 1_000_000, input(held(3_000_000))],
  ['a third of a fen is rounded in the figure', 'MEETS', 333_333, input(held(1_000_000))],
  ['a fen below nine tenths of the line', 'MEETS', 1_771_200, input(held((LINE * 9) / 10 - 1))],
  ['nine tenths of the line', 'WARNING', 1_771_200, input(held((LINE * 9) / 10)), /10% 以内/],
  ['exactly the line', 'WARNING', 1_968_000, input(held(LINE)), /10% 以内/],
  ['eleven tenths of the line', 'WARNING', 2_164_800, input(held((LINE * 11) / 10)), /10% 以内/],
  ['a fen beyond', 'EXCEEDS', 2_164_800, input(held((LINE * 11) / 10 + 1)), /超过标准线/],
  ['wealth management counts', 'EXCEEDS', 2_333_333, input(held(1_000_000, { wealthManagementFen: 6_000_000 }))],
  [
    'sums over members and banks',
    'EXCEEDS',
    2_400_000,
    input(withPieces(bank(4_000_000), piece('p2', 'banks', 'JSB', 'HIT', [holding(3_200_000, { bankCode: 'JSB' })]))),
  ],
  [
    'an overdraft makes no deposit smaller',
    'EXCEEDS',
    2_400_000,
    input(withPieces(bank(7_200_000), piece('p2', 'banks', 'JSB', 'HIT', [holding(-5_000_000, { bankCode: 'JSB' })]))),
  ],
  [
    'beyond the line while a bank is silent',
    'EXCEEDS',
    2_400_000,
    input(withPieces(bank(7_200_000), piece('p2', 'banks', 'JSB', 'NO_RESPONSE'))),
  ],
  [
    'near the line while a bank is silent',
    'PENDING',
    1_968_000,
    input(withPieces(bank(LINE), piece('p2', 'banks', 'JSB', 'NO_RESPONSE'))),
    /10% 以内/,
  ],
  [
    'one silent bank of many',
    'PENDING',
    0,
    input(withPieces(piece('p2', 'banks', 'JSB', 'NO_RESPONSE'))),
    /^有来源到期未反馈：江苏银行（李秀英）$/,
  ],
  [
    'a bank without a question',
    'PENDING',
    0,
    input(cleanEvidence().filter(({ institution }) => institution !== 'JSB')),
  ],
  [
    'one word for all banks is no word of each',
    'PENDING',
    0,
    input([
      ...cleanEvidence().filter(({ sourceId }) => sourceId !== 'banks'),
      ...FAMILY.map(({ personId }) => piece(personId, 'banks', null, 'NO_RECORD')),
    ]),
  ],
  [
    'every bank silent',
    'PENDING',
    null,
    input(
      withPieces(
        ...FAMILY.flatMap(({ personId }) => BANKS.map(({ code }) => piece(personId, 'banks', code, 'NO_RESPONSE'))),
      ),
    ),
    /未反馈/,
  ],
  ['a bank not authorised', 'NOT_AUTHORISED', 0, input(withPieces(piece('p2', 'banks', 'JSB', 'NOT_AUTHORISED')))],
  [
    'no bank authorised, said once for all',
    'NOT_AUTHORISED',
    null,
    input([
      ...cleanEvidence().filter(({ sourceId }) => !NEEDED.includes(sourceId)),
      ...FAMILY.flatMap(({ personId }) => NEEDED.map((source) => piece(personId, source, null, 'NOT_AUTHORISED'))),
    ]),
  ],
  [
    'nothing beyond banks connected, below the line',
    'WARNING',
    1_000_000,
    input(unconnected(bank(3_000_000))),
    /未接入/,
  ],
  ['nothing beyond banks connected, beyond the line', 'EXCEEDS', 2_400_000, input(unconnected(bank(7_200_000)))],
  [
    'nothing beyond banks even registered',
    'WARNING',
    0,
    input(
      cleanEvidence().filter(({ sourceId }) => sourceId === 'banks'),
      { sources: input([]).sources.filter(({ id }) => id === 'banks') },
    ),
    /未接入/,
  ],
  [
    'securities not connected, all else below the line',
    'WARNING',
    0,
    input(withPieces(...FAMILY.map(({ personId }) => piece(personId, 'securities', null, 'NOT_CONNECTED')))),
    /未接入：证券登记/,
  ],
  [
    'a large outflow that would reach the line',
    'WARNING',
    333_333,
    input(held(1_000_000, { largestOutflowFen: 5_000_000, largestOutflowOn: day('2017-07-31') })),
    /2017-07-31 单笔转出 50,000\.00 元（无锡农村商业银行）/,
  ],
  [
    'the same a day before the time looked at',
    'MEETS',
    333_333,
    input(held(1_000_000, { largestOutflowFen: 5_000_000, largestOutflowOn: day('2017-07-30') })),
  ],
  [
    'the same on an unknown day',
    'WARNING',
    333_333,
    input(held(1_000_000, { largestOutflowFen: 5_000_000 })),
    /日期不详/,
  ],
  [
    'an outflow that changes nothing',
    'MEETS',
    333_333,
    input(held(1_000_000, { largestOutflowFen: 100_000, largestOutflowOn: day('2018-01-01') })),
  ],
  ['a dormant account', 'WARNING', 33, input(held(100, { dormantAccountCount: 1 })), /长期不动户/],
  [
    'a dormant account at a bank that the registry does not know',
    'WARNING',
    33,
    input(held(100, { bankCode: 'OLD', dormantAccountCount: 1 })),
    /OLD/,
  ],
  [
    'declared securities that would reach the line',
    'WARNING',
    0,
    input(cleanEvidence(), { declared: [asset('SECURITIES', 6_000_000)] }),
    /申报，未核对/,
  ],
  [
    'declared deposits that would reach the line',
    'WARNING',
    333_333,
    input(held(1_000_000), { declared: [asset('DEPOSIT', 6_000_000)] }),
    /申报，未核对/,
  ],
  [
    'declared assets far below the line',
    'MEETS',
    0,
    input(cleanEvidence(), { declared: [asset('INSURANCE', 100_000)] }),
  ],
  [
    'below a line that is not confirmed',
    'WARNING',
    0,
    input(cleanEvidence(), { packNotice: NOTICE }),
    /^标准待确认（依据 2017-07-01）$/,
  ],
  [
    'beyond a line that is not confirmed',
    'WARNING',
    2_400_000,
    input(held(7_200_000), { packNotice: NOTICE }),
    /标准待确认/,
  ],
  [
    'silence under a line that is not confirmed',
    'PENDING',
    0,
    input(withPieces(piece('p2', 'banks', 'JSB', 'NO_RESPONSE')), { packNotice: NOTICE }),
    /标准待确认/,
  ],
  ['nobody counts', 'NOT_APPLICABLE', null, input(cleanEvidence(), { counted: [] })],
];

describe('I03 financial assets', () => {
  for (const [name, result, eachFen, given, says] of CASES) {
    it(`${name}: ${result}`, () => {
      const outcome = financialAssets.evaluate(given);
      expect(outcome.result).toBe(result);
      expect(outcome.figure?.value ?? null).toBe(eachFen);
      if (says !== undefined) expect(outcome.reasons.map(({ zh }) => zh).join('；')).toMatch(says);
    });
  }

  it('holds 19,680 yuan a head against the family, 24 months of 820', () => {
    const outcome = financialAssets.evaluate(input(cleanEvidence()));
    expect(outcome.line).toEqual({ unit: 'FEN', value: 1_968_000 });
    expect(outcome.lineSource?.verified).toBe(false);
  });

  it('tells no sum where no bank has answered', () => {
    const silent = cleanEvidence().map((one) => (one.sourceId === 'banks' ? { ...one, kind: null } : one));
    const { figure, notes } = financialAssets.evaluate(input(silent));
    expect([figure, notes.map(({ zh }) => zh)]).toEqual([null, [financialAssets.scope.zh]]);
  });

  it.each([['USD'], [null]])('never meets on a sum without what is held in %s', (currency) => {
    const { result, figure, reasons, notes } = financialAssets.evaluate(input(held(300_000, { currency })));
    expect([result, figure?.value]).toEqual(['WARNING', 0]);
    expect(reasons.map(({ zh }) => zh)).toEqual([
      `王建国：无锡农村商业银行有${currency === null ? '币种不详的' : ' USD '}资产，未折算，不在合计内`,
    ]);
    expect(notes[0]?.zh).toContain('至少 0.00 元');
  });

  it('takes yuan that are said to be yuan, and beside them dollars of the same bank', () => {
    const said = held(300_000, { currency: 'CNY' });
    expect(financialAssets.evaluate(input(said)).result).toBe('MEETS');
    const both = withPieces(
      piece('p1', 'banks', 'WXRCB', 'HIT', [holding(300_000), holding(500_000, { currency: 'USD' })]),
    );
    const { result, figure } = financialAssets.evaluate(input(both));
    expect([result, figure?.value]).toEqual(['WARNING', 100_000]);
  });

  it('exceeds on what is in yuan alone, and takes shares in dollars for no sum', () => {
    const rich = withPieces(
      piece('p1', 'banks', 'WXRCB', 'HIT', [holding(7_200_000), holding(1, { currency: 'USD' })]),
      piece('p2', 'securities', null, 'HIT', [securities(900_000_000, { currency: 'USD' })]),
    );
    const { result, figure } = financialAssets.evaluate(input(rich));
    expect([result, figure?.value]).toEqual(['EXCEEDS', 2_400_000]);
  });

  it('leaves what no register here can tell to its scope: it is no doubt about any family', () => {
    const evidence = withPieces(...FAMILY.map(({ personId }) => piece(personId, 'payment', null, 'NOT_CONNECTED')));
    const { result, notes } = financialAssets.evaluate(input(evidence));
    expect([result, notes.map(({ zh }) => zh).join()]).toEqual(['MEETS', expect.stringContaining('互联网金融')]);
  });

  it('names the part that is not covered', () => {
    const outcome = financialAssets.evaluate(input(unconnected()));
    expect(new Set(outcome.missing.map(({ sourceId }) => sourceId))).toEqual(new Set(['insurance', 'securities']));
    expect(outcome.visitHints.map(({ zh }) => zh)).toContain('未接入的来源，请申请人说明或提供凭证');
  });
});
