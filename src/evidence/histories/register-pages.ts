import type { FactOf } from '../facts.ts';

type Page = FactOf<'HOUSEHOLD_REGISTRATION'>;

/** The order of two states of one day: who moves is entered elsewhere after they are struck off here. */
const RANK: Readonly<Record<Page['status'], number>> = {
  MOVED_OUT: 0,
  CANCELLED_DUPLICATE: 1,
  NORMAL: 2,
  CANCELLED_SETTLED_ABROAD: 3,
  CANCELLED_DEATH: 4,
};

/** States that a page in force elsewhere explains, whatever their days: the person is registered there. */
const LEFT_BEHIND: ReadonlySet<Page['status']> = new Set(['MOVED_OUT', 'CANCELLED_DUPLICATE']);

/**
 * The pages of one person in the household register that no later page has replaced. Pages without a day cannot be put
 * in order and stand beside each other, with one exception: a page in force replaces those that the person has left. A
 * death is undone only by a page in force of a later day. The order is kept.
 * @param own pages of one person.
 */
export function standingPages<Item extends { readonly fact: Page }>(own: readonly Item[]): readonly Item[] {
  return own.filter(({ fact }) => !own.some((other) => replaces(other.fact, fact)));
}

function replaces(later: Page, page: Page): boolean {
  if (page.status === 'CANCELLED_DEATH' && later.status !== 'NORMAL') return false;
  // One page of two was struck off, so the other holds, whichever is older.
  if (later.registerNumber !== page.registerNumber) {
    if (later.status === 'CANCELLED_DUPLICATE' && page.status === 'NORMAL') return false;
    if (later.status === 'NORMAL' && page.status === 'CANCELLED_DUPLICATE') return true;
  }
  if (later.statusOn !== null && page.statusOn !== null) {
    if (later.statusOn !== page.statusOn) return later.statusOn > page.statusOn;
    return RANK[later.status] > RANK[page.status];
  }
  return later.status === 'NORMAL' && LEFT_BEHIND.has(page.status);
}
