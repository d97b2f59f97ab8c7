import { z } from 'zod';
import type { FactType } from './facts.ts';
import { FACT_KINDS, FACTS } from './facts.ts';

/**
 * Records of an answer that could not be read and were set aside: the others count, and nobody takes these for none.
 * Kind and count only, never a value.
 */
export type UnreadRecords = {
  /** The kind of fact that they would have been; `null` for a kind of record that is not known. */
  readonly fact: FactType | null;
  readonly count: number;
};

/** As it is stored with an answer. */
export const unreadRecordsSchema = z.array(
  z.strictObject({ fact: z.enum(FACT_KINDS).nullable(), count: z.int().positive() }),
);

/** Sums of the same kind, the kinds in the order of the vocabulary, unknown ones last. */
export function countUnread(facts: readonly (FactType | null)[]): readonly UnreadRecords[] {
  const kinds = [...FACT_KINDS.filter((kind) => facts.includes(kind)), ...(facts.includes(null) ? [null] : [])];
  return kinds.map((fact) => ({ fact, count: facts.filter((one) => one === fact).length }));
}

/**
 * The kinds of fact that are incomplete because of unread records. A record of an unknown kind may be of any kind
 * that its source provides.
 */
export function kindsUnread(unread: readonly UnreadRecords[], given: readonly FactType[]): readonly FactType[] {
  return unread.some(({ fact }) => fact === null) ? given : unread.flatMap(({ fact }) => fact ?? []);
}

/** The word of a kind of fact, or of an unknown kind of record. */
export function kindOfRecord(fact: FactType | null): { readonly zh: string; readonly en: string } {
  const named = FACTS.find(({ type }) => type === fact);
  return named === undefined ? { zh: '未知种类的信息', en: 'an unknown kind' } : { zh: named.zh, en: named.en };
}
