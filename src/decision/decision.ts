import type { ActSignature } from './act-seal.ts';
import type { DecisionContent, DecisionKind, Recheck } from './decision-kind.ts';
import type { Notice } from './notice.ts';

/** A decision 审核确认 on one reviewed version of a report. It never changes; a correction is the next one. */
export type Decision = DecisionContent & {
  readonly id: string;
  readonly number: string;
  readonly applicationId: string;
  readonly verificationId: string;
  readonly reportId: string;
  readonly reportNumber: string;
  readonly reportVersion: number;
  /** From 1 in each case. */
  readonly sequence: number;
  readonly kind: DecisionKind;
  readonly recheck: Recheck | null;
  readonly notice: Notice;
  readonly decidedBy: string;
  readonly decidedAt: Date;
  readonly division: string;
  /** Whether the signature holds is for `examineActs` to say. */
  readonly signature: ActSignature;
};
