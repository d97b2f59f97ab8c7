import type { Fen } from '../identity/fen.ts';
import type { IncomeKind } from '../application/declared-item.ts';
import type { Words } from './outcome.ts';

/** A year's receipts of one kind by one person from one payer, as registers know them. */
export type FoundIncome = {
  readonly personId: string;
  readonly kind: IncomeKind;
  /** What it is and from whom. */
  readonly words: Words;
  /** Integer fen over the twelve months. */
  readonly yearlyFen: Fen;
  /** Kind of receipt as the exclusions of a pack name it; `null` where none could apply. */
  readonly exclusion: string | null;
  /** Worked out from a contribution base or an assessed turnover, not from money that was paid. */
  readonly estimated: boolean;
};
