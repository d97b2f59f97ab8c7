import { notFound } from '../src/access/reader.ts';

/** Types that have a global id, and its form: `Application:2f6c…`. */
export const NODE_TYPES = ['Application', 'Verification'] as const;
export type NodeType = (typeof NODE_TYPES)[number];

/** The global id of a row. */
export function encodeId(type: string, id: string): string {
  return `${type}:${id}`;
}

/**
 * The row that a global id of this type names; the bare id of a row is understood too.
 * @throws Problem NOT_FOUND for an id of another type.
 */
export function readId(type: NodeType, text: string): string {
  const [head = '', id] = text.split(':', 2);
  if (id === undefined) return head;
  if (head !== type) throw notFound();
  return id;
}

/** The household that its id names; a household is looked at in its case, it is no node of its own. */
export function readHouseholdId(text: string): string {
  const [head = '', id] = text.split(':', 2);
  if (id === undefined) return head;
  if (head !== 'Household') throw notFound();
  return id;
}

/** @throws Problem NOT_FOUND for a text that is no global id of ours. */
export function readAnyId(text: string): { typename: string; id: string } {
  const [typename = '', id] = text.split(':', 2);
  if (id === undefined || !NODE_TYPES.some((type) => type === typename)) throw notFound();
  return { typename, id };
}
