import type { Findings } from './define-indicator.ts';
import type { Words } from './outcome.ts';

/** The lists that a rule fills while it reads the facts; they become part of its {@link Findings}. */
export type Collected = { -readonly [List in keyof Lists]: Words[] };
type Lists = Pick<Findings, 'exceeds' | 'warnings' | 'exempt' | 'notes' | 'visitHints'>;

export function nothingYet(): Collected {
  return { exceeds: [], warnings: [], exempt: [], notes: [], visitHints: [] };
}

/** A doubt together with what settles it at the door: no doubt is told without a way out of it. */
export function doubt(into: Collected, warning: Words, visitHint: Words): void {
  into.warnings.push(warning);
  into.visitHints.push(visitHint);
}
