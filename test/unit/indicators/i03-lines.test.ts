import { describe, expect, it } from 'vitest';
import type { BankLine } from '../../../src/evidence/facts.ts';
import type { EvidencePiece } from '../../../src/evidence/piece.ts';
import { amountsNeeded } from '../../../src/indicators/amounts-needed.ts';
import type { IndicatorInput } from '../../../src/indicators/define-indicator.ts';
import { lineToAskFen } from '../../../src/indicators/financial-line.ts';
import { financialAssets } from '../../../src/indicators/i03-financial-assets.ts';
import type { Result } from '../../../src/indicators/outcome.ts';
import { packWith } from './case-table.ts';
import {
  BANKS,
  BASE_DATE,
  cleanEvidence,
  FAMILY,
  holding,
  input,
  PACK,
  piece,
  securities,
  withPieces,
} from './world.ts';

/** 24 × 820 yuan × 3 members = 59,040 yuan; with what lies near it 64,944 yuan. */
const LINE = 24 * 82_000 * 3;
const ASKED = lineToAskFen(PACK, 3);

/** A bank's answer to a threshold question about a member. */
function said(over: boolean, changes: Partial<BankLine> = {}, personId = 'p1'): EvidencePiece {
  const fact: BankLine = { type: 'BANK_LINE', bankCode: 'WXRCB', lineFen: ASKED, over, heldOn: BASE_DATE, ...changes };
  return { ...piece(personId, 'banks', fact.bankCode, 'HIT', [fact]), lineFen: fact.lineFen };
}

/** The question for the amount that followed, and what became of it. */
function amount(kind: EvidencePiece['kind'], balanceFen = 0): EvidencePiece {
  const facts = kind === 'HIT' || kind === 'PARTIAL' ? [holding(balanceFen)] : [];
  const asked = piece('p1', 'banks', 'WXRCB', kind, facts);
  return { ...asked, questionId: `${asked.questionId}/amount`, because: 'LINE_UNDECIDED' };
}

const twenty = (factor: number) => packWith('dibaoStandardFen', factor);
const own = (balanceFen: number) => piece('p2', 'banks', 'JSB', 'HIT', [holding(balanceFen, { bankCode: 'JSB' })]);
const notOverAnywhere = cleanEvidence().map((one) =>
  one.sourceId === 'banks' ? said(false, { bankCode: one.institution ?? '', lineFen: 1_000 }, one.personId) : one,
);

type Case = readonly [name: string, result: Result, input: IndicatorInput, needed: number, says?: RegExp];

const CASES: readonly Case[] = [
  ['over the line at one bank, how much nobody asked', 'EXCEEDS', input(withPieces(said(true))), 0, /超过标准线/],
  [
    'not over at one bank, nothing elsewhere',
    'PENDING',
    input(withPieces(said(false))),
    1,
    /金额尚未查询.*无锡农村商业银行/,
  ],
  [
    'not over at every bank of everybody: no word of the sum',
    'PENDING',
    input(
      cleanEvidence().map((one) =>
        one.sourceId === 'banks' ? said(false, { bankCode: one.institution ?? '' }, one.personId) : one,
      ),
    ),
    FAMILY.length * BANKS.length,
    /金额尚未查询/,
  ],
  ['not over small lines everywhere: the sum is within', 'MEETS', input(notOverAnywhere), 0],
  ['not over, and beyond the line elsewhere', 'EXCEEDS', input(withPieces(said(false), own(7_200_000))), 0],
  ['not over, and near the line elsewhere', 'PENDING', input(withPieces(said(false), own(LINE))), 1, /10% 以内/],
  ['over a line that was lower than today’s', 'PENDING', input(withPieces(said(true)), { pack: twenty(90_000) }), 1],
  ['over a line that was higher than today’s', 'EXCEEDS', input(withPieces(said(true)), { pack: twenty(70_000) }), 0],
  [
    'not over a line that was far lower than today’s',
    'MEETS',
    input(withPieces(said(false)), { pack: twenty(110_000) }),
    0,
  ],
  [
    'not over a line that was higher than today’s',
    'PENDING',
    input(withPieces(said(false)), { pack: twenty(70_000) }),
    1,
  ],
  [
    'two lines and securities: at least beyond',
    'EXCEEDS',
    input(withPieces(said(true, { lineFen: 3_000_000 }), said(true, { bankCode: 'JSB', lineFen: 3_500_000 }))),
    0,
  ],
  [
    'over a line, and a part of the bank’s accounts left out',
    'EXCEEDS',
    input(withPieces({ ...said(true), kind: 'PARTIAL' })),
    0,
  ],
  ['not over, a part left out', 'PENDING', input(withPieces({ ...said(false), kind: 'PARTIAL' })), 1, /只反馈了一部分/],
  ['not over, then the amount', 'MEETS', input(withPieces(said(false), amount('HIT', 100_000))), 0],
  [
    'not over, then the amount beyond the line',
    'EXCEEDS',
    input(withPieces(said(false), amount('HIT', 7_200_000))),
    0,
    /超过标准线/,
  ],
  [
    'not over, then silence about the amount',
    'PENDING',
    input(withPieces(said(false), amount('NO_RESPONSE'))),
    0,
    /到期未反馈/,
  ],
  [
    'not over, then a refusal of the member',
    'NOT_AUTHORISED',
    input(withPieces(said(false), amount('NOT_AUTHORISED'))),
    0,
  ],
  ['over, then an amount that is not', 'WARNING', input(withPieces(said(true), amount('HIT', 100_000))), 0, /不一致/],
  ['over, then no account', 'WARNING', input(withPieces(said(true), amount('NO_RECORD'))), 0, /不一致/],
  [
    'asked about a line, no account',
    'MEETS',
    input(withPieces({ ...piece('p1', 'banks', 'WXRCB', 'NO_RECORD'), lineFen: ASKED })),
    0,
  ],
  [
    'not over, securities at the line',
    'PENDING',
    input([
      ...withPieces(said(false)).filter(
        ({ questionId }) => questionId !== piece('p1', 'securities', null, 'HIT').questionId,
      ),
      piece('p1', 'securities', null, 'HIT', [securities(LINE)]),
    ]),
    1,
  ],
];

describe('I03 where banks say only whether a sum is over a line', () => {
  for (const [name, result, given, needed, says] of CASES) {
    it(`${name}: ${result}`, () => {
      const outcome = financialAssets.evaluate(given);
      expect(outcome.result).toBe(result);
      expect(amountsNeeded(given)).toHaveLength(needed);
      if (says !== undefined) expect(outcome.reasons.map(({ zh }) => zh).join('；')).toMatch(says);
    });
  }

  it('asks about the line with what lies near it, so that "over" decides', () => {
    expect(ASKED).toBe((LINE * 11) / 10);
    expect(lineToAskFen(packWith('nearLinePercent', 0), 1)).toBe(24 * 82_000);
  });

  it('says of which bank and day it speaks, and that the sum is another matter', () => {
    const { notes, figure } = financialAssets.evaluate(input(withPieces(said(false))));
    const told = notes.map(({ zh }) => zh).join('\n');
    expect(told).toContain('王建国：无锡农村商业银行未超过 64,944.00 元（截至 2018-01-31，只问是否超限）');
    expect(told).toContain('各行均未超限不等于合计未超限');
    expect(figure?.value).toBe(0);
  });

  it('tells the least that is held where a bank is over', () => {
    const { notes, figure } = financialAssets.evaluate(input(withPieces(said(true))));
    expect(figure?.value).toBe(Math.round((ASKED + 1) / 3));
    expect(notes[0]?.zh).toContain('合计至少 64,944.01 元');
  });
});
