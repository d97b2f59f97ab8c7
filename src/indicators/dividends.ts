import { plainText } from '../evidence/fact-identity.ts';
import type { FactOf } from '../evidence/facts.ts';
import { sumFen } from '../identity/fen.ts';
import type { Fen } from '../identity/fen.ts';
import type { IndicatorInput } from './define-indicator.ts';
import type { FoundFact } from './known-facts.ts';
import { factsOf } from './reading.ts';
import type { Reading } from './reading.ts';
import { yearUpTo } from './year.ts';

type Taxed = FoundFact<FactOf<'TAXED_INCOME_MONTH'>>;

/** The last dividend of one collective to one person, as the collective and the tax office know it. */
type Dividend = FoundFact<FactOf<'COLLECTIVE_DIVIDEND'>> & {
  /** The larger of the two where both know it: it was paid once. */
  readonly fen: Fen;
  /** The tax office's records of it. */
  readonly taxed: readonly Taxed[];
  readonly taxedFen: Fen;
};

/**
 * The last dividend of each collective to each person. It is known by its calendar year only, so the newest of this year
 * and the last is taken; what was taxed in that year, paid by the collective to the same person, is that dividend.
 */
export function lastDividends(
  input: Pick<IndicatorInput, 'baseDate'>,
  reading: Pick<Reading, 'facts'>,
): readonly Dividend[] {
  const thisYear = Number(input.baseDate.slice(0, 4));
  const recent = factsOf(reading, 'COLLECTIVE_DIVIDEND').filter(
    ({ fact: { year } }) => year === thisYear || year === thisYear - 1,
  );
  if (recent.length === 0) return [];
  const { months } = yearUpTo(input.baseDate);
  const paid = factsOf(reading, 'TAXED_INCOME_MONTH').filter(
    ({ fact }) => fact.kind === 'INTEREST_DIVIDEND' && months.includes(fact.month),
  );
  const ofEach = Map.groupBy(recent, ({ member, fact }) => `${member.personId} ${plainText(fact.collectiveName)}`);
  return [...ofEach.values()].map((own) => {
    // A year of which nothing has been paid yet, or only a correction, hides no dividend of the year before.
    const paidOut = own.filter(({ fact }) => fact.amountFen > 0);
    const last = (paidOut.length > 0 ? paidOut : own).reduce((newest, one) =>
      one.fact.year > newest.fact.year ? one : newest,
    );
    const taxed = paid.filter((one) => isSame(last, one));
    const taxedFen = sumFen(taxed.map(({ fact }) => fact.incomeFen));
    return { ...last, taxed, taxedFen, fen: Math.max(last.fact.amountFen, taxedFen) };
  });
}

function isSame({ member, fact }: FoundFact<FactOf<'COLLECTIVE_DIVIDEND'>>, taxed: Taxed): boolean {
  return (
    taxed.member.personId === member.personId &&
    taxed.fact.month.startsWith(`${fact.year}-`) &&
    plainText(taxed.fact.payerName) === plainText(fact.collectiveName)
  );
}
