import type { PolicyPack } from '../../../policy/pack.ts';

/** The line of I03, integer fen. */
export type FinancialLine = {
  /** For each member: so many months of the dibao standard. */
  readonly eachFen: number;
  /** For all members together. */
  readonly sumFen: number;
};

/** Where a sum lies: `NEAR` within so many per cent of the line, which is a doubt and no more. */
export type Zone = 'BELOW' | 'NEAR' | 'BEYOND';

/** The line against which the assets of so many members are held. */
export function financialLine({ rules }: Pick<PolicyPack, 'rules'>, members: number): FinancialLine {
  const eachFen = rules.financialMonths.value * rules.dibaoStandardFen.value;
  return { eachFen, sumFen: eachFen * members };
}

/** Where a sum of so many members lies. @param sum integer fen; `null` where it has no upper bound. */
export function zoneOf(pack: Pick<PolicyPack, 'rules'>, members: number, sum: number | null): Zone {
  const line = financialLine(pack, members).sumFen;
  const near = pack.rules.nearLinePercent.value;
  if (sum === null || sum * 100 > line * (100 + near)) return 'BEYOND';
  return sum * 100 >= line * (100 - near) ? 'NEAR' : 'BELOW';
}

/**
 * The line that a bank is asked about one member, integer fen: the largest sum that is not beyond the household's line
 * with what lies near it. Over it at one bank alone decides, and nobody has to ask how much; not over it is a fact about
 * that bank, for what other banks hold comes on top.
 */
export function lineToAskFen(pack: Pick<PolicyPack, 'rules'>, members: number): number {
  return Math.floor((financialLine(pack, members).sumFen * (100 + pack.rules.nearLinePercent.value)) / 100);
}
