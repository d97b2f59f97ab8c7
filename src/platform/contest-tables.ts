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

export interface ContestProofTable extends Kept {
  id: string;
  objection_id: string | null;
  media_type: string;
  proof_cipher: Buffer;
  handed_in_on: CalendarDate;
  added_by: string;
  added_at: Date;
}
