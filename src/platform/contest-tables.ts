import type { CalendarDate } from './calendar-date.ts';

/** Rows of what is contested in a case; see `tables.ts`. */

type Kept = { division: string; retention: string };

export interface ObjectionTable extends Kept {
  id: string;
  number: string;
  application_id: string;
  verification_id: string;
  report_id: string;
  subject: 'FACT' | 'ANSWER' | 'INDICATOR';
  person_id: string | null;
  source_id: string | null;
  institution: string;
  content_cipher: Buffer;
  filed_by: string;
  idempotency_key: string;
  filed_at: Date;
  due_at: Date;
  due_provisional: boolean;
  asked_again: string | null;
  state: 'OPEN' | 'SETTLED';
  outcome: string | null;
  settlement_cipher: Buffer | null;
  settled_by: string | null;
  settled_at: Date | null;
  settled_report_id: string | null;
  version: number;
}

interface ContestProofTable extends Kept {
  id: string;
  objection_id: string | null;
  dispute_id: string | null;
  media_type: string;
  proof_cipher: Buffer;
  handed_in_on: CalendarDate;
  added_by: string;
  added_at: Date;
}

export interface IdentityDisputeTable extends Kept {
  id: string;
  number: string;
  application_id: string;
  person_id: string;
  kind: 'STOLEN_IDENTITY' | 'FALSE_DEATH';
  content_cipher: Buffer;
  opened_by: string;
  idempotency_key: string;
  opened_at: Date;
  due_at: Date;
  due_provisional: boolean;
  life_cipher: Buffer | null;
  life_confirmed_by: string | null;
  life_confirmed_at: Date | null;
  state: 'OPEN' | 'SETTLED';
  outcome: string | null;
  settlement_cipher: Buffer | null;
  settled_by: string | null;
  settled_at: Date | null;
  version: number;
}

export interface CorrectionTicketTable extends Kept {
  id: string;
  number: string;
  dispute_id: string;
  source_id: string;
  document_cipher: Buffer;
  document_sha256: Buffer;
  sent_by: string;
  sent_at: Date;
  due_at: Date;
  due_provisional: boolean;
  answer: 'CORRECTED' | 'REFUSED' | null;
  answer_cipher: Buffer | null;
  answered_on: CalendarDate | null;
  answer_recorded_by: string | null;
  answer_recorded_at: Date | null;
  version: number;
}

export interface ContestTables {
  objection: ObjectionTable;
  contest_proof: ContestProofTable;
  identity_dispute: IdentityDisputeTable;
  correction_ticket: CorrectionTicketTable;
}
