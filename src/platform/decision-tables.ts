/** Rows of what people decide about a case; see `tables.ts`. */

type Kept = { division: string; retention: string };

export interface ReportReviewTable extends Kept {
  id: string;
  report_id: string;
  verification_id: string;
  application_id: string;
  verdict: 'APPROVED' | 'SENT_BACK';
  content_cipher: Buffer;
  shape_version: number;
  unrelated: boolean;
  reviewed_by: string;
  idempotency_key: string;
  reviewed_at: Date;
  seal_cipher: Buffer | null;
}

export interface DoubtOverrideTable extends Kept {
  id: string;
  review_id: string;
  doubt: number;
  content_cipher: Buffer;
  proof_cipher: Buffer;
  proof_media_type: string;
  shape_version: number;
}

interface CaseStepTable extends Kept {
  id: string;
  application_id: string;
  kind: string;
  happened_at: Date;
  recorded_by: string;
  recorded_at: Date;
  idempotency_key: string;
}

export interface DecisionTable extends Kept {
  id: string;
  number: string;
  application_id: string;
  verification_id: string;
  report_id: string;
  sequence: number;
  kind: 'APPROVED' | 'REFUSED' | 'AMOUNT_CHANGED' | 'GRACE_PERIOD' | 'STOPPED';
  recheck: 'LASTING' | 'STABLE' | 'UNSTEADY' | null;
  content_cipher: Buffer;
  notice_cipher: Buffer;
  notice_sha256: Buffer;
  shape_version: number;
  decided_by: string;
  decided_at: Date;
  idempotency_key: string;
  seal_cipher: Buffer | null;
}

interface UnsignedActTable {
  act_id: string;
}

export interface DecisionTables {
  report_review: ReportReviewTable;
  doubt_override: DoubtOverrideTable;
  case_step: CaseStepTable;
  decision: DecisionTable;
  unsigned_act: UnsignedActTable;
}
