import type { PolicyPack } from './pack.ts';

/** Kinds of fact by the id of the source that tells them. */
export type NeededFacts = Readonly<Record<string, readonly string[]>>;

/**
 * The sources that the obligation of support obligors 赡养、抚养、扶养义务人 needs in a category of case, and the kinds of fact
 * of each.
 * @returns `null` where the pack states no such rule; empty where it asks nothing about them in this category.
 */
export function neededOfObligors({ rules }: Pick<PolicyPack, 'rules'>, category: string): NeededFacts | null {
  if (rules.obligorSources === undefined) return null;
  return rules.obligorSources.value[category] ?? {};
}
