import type { FactOf } from '../facts.ts';

type Pension = FactOf<'PENSION'>;

/**
 * The last state of each pension of one person: a pension is known by its kind and its first day, and one that has
 * ended is over. No entry says when it was suspended: one that is paid and suspended stands in both states, for it may have
 * been taken up again. Two of one state stay two, for they may be two pensions. The order is kept.
 * @param own pensions of one person.
 */
export function standingPensions<Item extends { readonly fact: Pension }>(own: readonly Item[]): readonly Item[] {
  return own.filter(
    ({ fact }) =>
      !own.some(
        ({ fact: other }) =>
          other.kind === fact.kind && other.since === fact.since && other.status === 'ENDED' && fact.status !== 'ENDED',
      ),
  );
}
