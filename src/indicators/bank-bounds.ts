import { YUAN } from '../evidence/fact-identity.ts';
import type { BankHolding, FactOf } from '../evidence/facts.ts';
import type { EvidencePiece } from '../evidence/piece.ts';
import { formatYuan, sumFen } from '../identity/fen.ts';
import type { HouseholdMember } from '../household/member.ts';
import type { IndicatorInput } from './define-indicator.ts';
import type { FoundFact, KnownFacts, Telling } from './known-facts.ts';
import type { Words } from './outcome.ts';
import type { Reading } from './reading.ts';

/** The answer about a member of a bank that was asked only about a threshold. */
export type LineFact = {
  readonly member: HouseholdMember;
  readonly fact: FactOf<'BANK_LINE'>;
  /** Id of the source that told it. */
  readonly sourceId: string;
  /** It answered for a part only: what it left out comes on top. */
  readonly partial: boolean;
  /** The question for the amount exists, whatever became of it. */
  readonly amountAsked: boolean;
};

/** The members' bank holdings as far as the answers show: between these bounds, integer fen. */
export type BankBounds = {
  readonly lowerFen: number;
  /** `null` where a bank said "over" and not how much, or "not over" for a part. */
  readonly upperFen: number | null;
  /** Lines of the banks that have told no amount. */
  readonly lines: readonly LineFact[];
  /** Banks whose amount does not fit what they said of the line: which is wrong, a person finds out. */
  readonly contradicted: readonly LineFact[];
  /** Holdings without a value in yuan; they add an unknown amount to the lower bound. */
  readonly unreckoned: readonly FoundFact<BankHolding>[];
};

/**
 * Bounds of what banks hold. An amount counts once, and takes the place of what the same bank said of a line. "Not over"
 * bounds that one bank: the bounds of thirty are added like amounts. What was said of a line that is not today's line is
 * a bound still, so that nothing is concluded from it that does not follow.
 */
export function bankBounds(input: Pick<IndicatorInput, 'evidence'>, { facts }: Pick<Reading, 'facts'>): BankBounds {
  const holdings = facts.things('BANK_HOLDING').found;
  const amounts = sumFen(holdings.map(({ fact }) => (isInYuan(fact) ? heldFen(fact) : 0)));
  const unreckoned = holdings.filter(({ fact }) => !isInYuan(fact) && heldFen(fact) > 0);
  const told = linesOf(facts);
  if (told.length === 0) return { lowerFen: amounts, upperFen: amounts, lines: [], contradicted: [], unreckoned };
  const all = told.map(({ telling, fact, member }) => {
    const { piece } = telling;
    const ofBody = input.evidence.filter((other) => other !== piece && isSameBody(other, telling));
    const line: LineFact = {
      member,
      fact,
      sourceId: piece.sourceId,
      partial: piece.kind === 'PARTIAL',
      amountAsked: ofBody.some((other) => !asksLine(other)),
    };
    return { line, amounts: ofBody.filter(tellsAmount) };
  });
  const lines = all.filter((one) => one.amounts.length === 0).map(({ line }) => line);
  const lowest = lines.map(({ fact }) => (fact.over ? fact.lineFen + 1 : 0));
  const highest = lines.flatMap(({ fact, partial }) => (fact.over || partial ? [] : [fact.lineFen]));
  return {
    lowerFen: sumFen([amounts, ...lowest]),
    upperFen: highest.length < lines.length ? null : sumFen([amounts, ...highest]),
    lines,
    contradicted: all.flatMap(({ line, amounts: pieces }) =>
      pieces.some((piece) => contradicts(line, piece)) ? [line] : [],
    ),
    unreckoned,
  };
}

/** Each line once, with an answer that tells it. */
function linesOf(facts: KnownFacts) {
  const told = facts.told('BANK_LINE');
  return facts.things('BANK_LINE').found.flatMap(({ member, fact }) => {
    const telling = told.find((one) => one.fact === fact && one.member.personId === member.personId);
    return telling === undefined ? [] : [{ telling, fact, member }];
  });
}

/** `陆文斌：演示银行戊未超过 64,944.00 元（截至 2018-01-31）`. */
export function lineWords({ member, fact }: LineFact, bank: Words): Words {
  const line = formatYuan(fact.lineFen);
  return {
    zh: `${member.name}：${bank.zh}${fact.over ? '超过' : '未超过'} ${line} 元（截至 ${fact.heldOn}，只问是否超限）`,
    en: `${member.name}: ${fact.over ? 'over' : 'not over'} ${line} yuan at ${bank.en} on ${fact.heldOn}, asked about the line only`,
  };
}

function speaks(kind: EvidencePiece['kind']): boolean {
  return kind === 'HIT' || kind === 'PARTIAL';
}

function asksLine({ lineFen, facts }: EvidencePiece): boolean {
  return lineFen !== undefined || facts.some(({ type }) => type === 'BANK_LINE');
}

/** An answer that says how much: an amount, a part of it, or that there is nothing. */
function tellsAmount(piece: EvidencePiece): boolean {
  if (piece.facts.some(({ type }) => type === 'BANK_LINE')) return false;
  return speaks(piece.kind) || piece.kind === 'NO_RECORD';
}

/** The bank that answered about a threshold, asked again, or another answer with an amount at it. */
function isSameBody(other: EvidencePiece, { member, fact, piece }: Telling): boolean {
  if (other.personId !== member.personId) return false;
  const isAskedAgain = (other.institution ?? piece.institution) === piece.institution;
  if (isAskedAgain && other.sourceId === piece.sourceId) return true;
  return other.facts.some(
    (one) => one.type === 'BANK_HOLDING' && fact.type === 'BANK_LINE' && one.bankCode === fact.bankCode,
  );
}

/**
 * Whether an amount contradicts the bank's answer about a threshold. A partial amount cannot contradict "over", because
 * the rest may be over the threshold.
 */
function contradicts({ fact }: LineFact, piece: EvidencePiece): boolean {
  const held = sumFen(
    piece.facts.flatMap((one) => (one.type === 'BANK_HOLDING' && one.bankCode === fact.bankCode ? [heldFen(one)] : [])),
  );
  return fact.over ? piece.kind !== 'PARTIAL' && held <= fact.lineFen : held > fact.lineFen;
}

/** Whether an amount is in yuan; facts that do not say are. No rate of exchange is invented for another currency. */
export function isInYuan({ currency = YUAN }: { readonly currency?: string | null }): boolean {
  return currency === YUAN;
}

/** `王建国：江苏银行有 USD 资产`. */
export function unreckonedWords(name: string, where: Words, currency: string | null | undefined): Words {
  const [zh, en] =
    currency === null || currency === undefined ? ['币种不详的', 'an unknown currency'] : [` ${currency} `, currency];
  return {
    zh: `${name}：${where.zh}有${zh}资产，未折算，不在合计内`,
    en: `${name}: assets in ${en} at ${where.en}, not reckoned in yuan and not in the sum`,
  };
}

/** An overdraft at one bank is a debt, not an asset below zero: it does not make another bank's deposit smaller. */
function heldFen({ balanceFen, wealthManagementFen }: BankHolding): number {
  return Math.max(0, balanceFen) + wealthManagementFen;
}
