import type { FactOf } from '../../../evidence/facts.ts';
import type { EvidencePiece } from '../../../evidence/piece.ts';
import { formatYuan, sumFen } from '../../../identity/fen.ts';
import type { HouseholdMember } from '../../../household/member.ts';
import type { IndicatorInput } from '../../../indicators/define-indicator.ts';
import type { Words } from '../../../indicators/outcome.ts';
import type { Reading } from './reading.ts';

/** What a bank that was asked about a line only has said of a member. */
export type LineFact = {
  readonly member: HouseholdMember;
  readonly fact: FactOf<'BANK_LINE'>;
  /** It answered for a part only: what it left out comes on top. */
  readonly partial: boolean;
  /** The question for the amount exists, whatever became of it. */
  readonly amountAsked: boolean;
};

/** What the banks hold for the members, as far as their answers go: between these bounds, integer fen. */
export type BankBounds = {
  readonly lowerFen: number;
  /** `null` where a bank said "over" and not how much, or "not over" for a part. */
  readonly upperFen: number | null;
  /** Lines of the banks that have told no amount. */
  readonly lines: readonly LineFact[];
  /** Banks whose amount does not fit what they said of the line: which is wrong, a person finds out. */
  readonly contradicted: readonly LineFact[];
};

/**
 * Bounds of what banks hold. An amount counts once, and takes the place of what the same bank said of a line. "Not over"
 * bounds that one bank: the bounds of thirty are added like amounts. What was said of a line that is not today's line is
 * a bound still, so that nothing is concluded from it that does not follow.
 */
export function bankBounds(input: Pick<IndicatorInput, 'counted'>, reading: Reading): BankBounds {
  const said = reading.pieces.filter(({ sourceId }) => sourceId === 'banks');
  const amounts = sumFen(said.flatMap(({ facts, kind }) => (speaks(kind) ? heldIn(facts) : [])));
  if (!said.some(tellsLine)) return { lowerFen: amounts, upperFen: amounts, lines: [], contradicted: [] };
  const all = said
    .flatMap((piece) => linesOf(input, piece, said))
    .toSorted((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));
  const told = (one: LineFact) => said.filter((piece) => isAbout(one, piece) && tellsAmount(piece));
  const lines = all.filter((one) => told(one).length === 0);
  const lowest = lines.map(({ fact }) => (fact.over ? fact.lineFen + 1 : 0));
  const highest = lines.flatMap(({ fact, partial }) => (fact.over || partial ? [] : [fact.lineFen]));
  return {
    lowerFen: sumFen([amounts, ...lowest]),
    upperFen: highest.length < lines.length ? null : sumFen([amounts, ...highest]),
    lines,
    contradicted: all.filter((one) => told(one).some((piece) => contradicts(one, piece))),
  };
}

/** `陆文斌：演示银行戊未超过 64,944.00 元（截至 2018-01-31）`. */
export function lineWords({ member, fact }: LineFact, bank: Words): Words {
  const line = formatYuan(fact.lineFen);
  return {
    zh: `${member.name}：${bank.zh}${fact.over ? '超过' : '未超过'} ${line} 元（截至 ${fact.heldOn}，只问是否超限）`,
    en: `${member.name}: ${fact.over ? 'over' : 'not over'} ${line} yuan at ${bank.en} on ${fact.heldOn}, asked about the line only`,
  };
}

function linesOf(
  { counted }: Pick<IndicatorInput, 'counted'>,
  piece: EvidencePiece,
  said: readonly EvidencePiece[],
): readonly LineFact[] {
  if (!tellsLine(piece)) return [];
  const member = counted.find(({ personId }) => personId === piece.personId);
  if (member === undefined) return [];
  const amountAsked = said.some((other) => sameBody(other, piece) && other !== piece && !asksLine(other));
  return piece.facts.flatMap((fact) =>
    fact.type === 'BANK_LINE' ? [{ member, fact, partial: piece.kind === 'PARTIAL', amountAsked }] : [],
  );
}

function tellsLine({ kind, facts }: EvidencePiece): boolean {
  return speaks(kind) && facts.some(({ type }) => type === 'BANK_LINE');
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

function isAbout({ member, fact }: LineFact, piece: EvidencePiece): boolean {
  return piece.personId === member.personId && (piece.institution ?? fact.bankCode) === fact.bankCode;
}

function sameBody(one: EvidencePiece, other: EvidencePiece): boolean {
  return one.personId === other.personId && one.institution === other.institution;
}

/** Of a part nothing follows upwards: the rest may be over the line. */
function contradicts({ fact }: LineFact, piece: EvidencePiece): boolean {
  const held = sumFen(heldIn(piece.facts));
  return fact.over ? piece.kind !== 'PARTIAL' && held <= fact.lineFen : held > fact.lineFen;
}

/** An overdraft at one bank is a debt, not an asset below zero: it does not make another bank's deposit smaller. */
function heldIn(facts: EvidencePiece['facts']): readonly number[] {
  return facts.flatMap((fact) =>
    fact.type === 'BANK_HOLDING' ? [Math.max(0, fact.balanceFen) + fact.wealthManagementFen] : [],
  );
}

function orderOf({ member, fact }: LineFact): string {
  return `${member.personId} ${JSON.stringify(fact)}`;
}
