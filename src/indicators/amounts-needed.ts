import { assetsBeyondBanks } from './assets-beyond-banks.ts';
import { bankBounds } from './bank-bounds.ts';
import type { BankBounds, LineFact } from './bank-bounds.ts';
import type { IndicatorInput } from './define-indicator.ts';
import { zoneOf } from './financial-line.ts';
import { readFacts } from './reading.ts';

/** The kinds of fact of I03, the figure's first. */
export const FINANCIAL_FACTS = [
  'BANK_HOLDING',
  'BANK_LINE',
  'SECURITIES_HOLDING',
  'INSURANCE_POLICY',
  'HOUSING_FUND_ACCOUNT',
] as const;

/** A bank that must be asked for the amount, because the answers about the threshold leave the result open. */
export type AmountNeeded = { readonly personId: string; readonly sourceId: string; readonly institution: string };

/**
 * The banks whose amount the line needs: where the least and the most that the members may hold lie on different sides
 * of it, those that were asked about the line only. None where they lie on one side, be it beyond.
 */
export function amountsNeeded(
  input: Pick<IndicatorInput, 'counted' | 'evidence' | 'sources' | 'pack'>,
): readonly AmountNeeded[] {
  const reading = readFacts(input, FINANCIAL_FACTS);
  const beyond = assetsBeyondBanks(input, reading);
  const others = beyond.securitiesFen + beyond.insuranceFen + beyond.housingFundFen;
  return undecidedLines(input, bankBounds(input, reading), others).flatMap(({ member, sourceId, fact, amountAsked }) =>
    amountAsked ? [] : [{ personId: member.personId, sourceId, institution: fact.bankCode }],
  );
}

/** The lines that leave open where the members stand. @param othersFen what they hold beside banks, integer fen. */
export function undecidedLines(
  { pack, counted }: Pick<IndicatorInput, 'pack' | 'counted'>,
  { lowerFen, upperFen, lines }: BankBounds,
  othersFen: number,
): readonly LineFact[] {
  const least = zoneOf(pack, counted.length, lowerFen + othersFen);
  const most = zoneOf(pack, counted.length, upperFen === null ? null : upperFen + othersFen);
  return least === most ? [] : lines;
}
