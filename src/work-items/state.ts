/**
 * The life of a work item.
 *
 * ```
 * OPEN ─┬─► OPEN      assigned, or left to anybody again
 *       ├─► SETTLED   a person says how it ended, or does what it asks
 *       └─► LAPSED    it no longer waits: the case ended
 * ```
 */
export const WORK_STATES = ['OPEN', 'SETTLED', 'LAPSED'] as const;
export type WorkState = (typeof WORK_STATES)[number];

/** Every step that there is. */
export const WORK_TRANSITIONS = [
  { move: 'ASSIGN', from: 'OPEN', to: 'OPEN' },
  { move: 'SETTLE', from: 'OPEN', to: 'SETTLED' },
  { move: 'LAPSE', from: 'OPEN', to: 'LAPSED' },
] as const satisfies readonly { readonly move: string; readonly from: WorkState; readonly to: WorkState }[];
export type WorkMove = (typeof WORK_TRANSITIONS)[number]['move'];

/** The state after a step; `null` where the step cannot be taken. */
export function stateAfter(from: WorkState, move: WorkMove): WorkState | null {
  return WORK_TRANSITIONS.find((step) => step.move === move && step.from === from)?.to ?? null;
}
