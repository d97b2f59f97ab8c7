/** `ADOPTED`: the cases that move on fresh evidence may be decided by the pack. `SET_ASIDE`: nothing follows from it. */
export const EFFECT_VERDICTS = ['ADOPTED', 'SET_ASIDE'] as const;
export type EffectVerdict = (typeof EFFECT_VERDICTS)[number];

/** The one decision on a list. No aid changes by it: amounts are decided case by case, each with its notice. */
export type EffectDecision = {
  readonly effectId: string;
  readonly verdict: EffectVerdict;
  readonly reasons: string;
  /** Cases that move on evidence that is not stale; the others are asked about anew first. */
  readonly covered: number;
  readonly decidedBy: string;
  readonly decidedAt: Date;
};
