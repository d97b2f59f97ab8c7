import type { PolicyPack } from './pack.ts';

/**
 * The sources that the obligation of support obligors 赡养、抚养、扶养义务人 needs in a category of case.
 * @returns `null` where the pack states no such rule; empty where it asks nothing about them in this category.
 */
export function sourcesNeededOfObligors(
  { rules }: Pick<PolicyPack, 'rules'>,
  category: string,
): readonly string[] | null {
  if (rules.obligorSources === undefined) return null;
  return rules.obligorSources.value[category] ?? [];
}
