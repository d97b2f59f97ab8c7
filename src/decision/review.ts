import type { ScanMediaType } from '../authorisation/scan.ts';
import type { Words } from '../indicators/outcome.ts';
import type { ActSignature } from './act-seal.ts';

/** The verdicts of a second person on a version. */
export const REVIEW_VERDICTS = ['APPROVED', 'SENT_BACK'] as const;
export type ReviewVerdict = (typeof REVIEW_VERDICTS)[number];

/** Why a doubt in the version does not apply. The document keeps the doubt, so that both are read together. */
export type DoubtOverride = {
  /** Position among the doubts of the document, from 0. */
  readonly doubt: number;
  /** The doubt in the document's own words. */
  readonly words: Words;
  readonly reason: string;
  readonly proofMediaType: ScanMediaType;
};

/**
 * A review 复核 of one version of a report. Only an approved version is issued 出具: used for a decision and shown to
 * others.
 */
export type ReportReview = {
  readonly id: string;
  readonly reportId: string;
  readonly verificationId: string;
  readonly applicationId: string;
  readonly number: string;
  readonly version: number;
  readonly verdict: ReviewVerdict;
  /** Why it was sent back, or a remark. */
  readonly remark: string | null;
  readonly overrides: readonly DoubtOverride[];
  readonly reviewedBy: string;
  readonly reviewedAt: Date;
  readonly division: string;
  /** `examineActs` tells whether the signature is valid. */
  readonly signature: ActSignature;
};
