import type { Generated, JSONColumnType } from 'kysely';
import type { ActTables } from './act-tables.ts';
import type { CaseTables } from './case-tables.ts';
import type { CalendarDate } from './calendar-date.ts';
import type { ContestTables } from './contest-tables.ts';
import type { DecisionTables } from './decision-tables.ts';
import type { KeyProofTable } from './key-tables.ts';
import type { PolicyTables } from './policy-tables.ts';
import type { SourceTables } from './source-tables.ts';

/**
 * The rows as PostgreSQL returns them; the meaning of each column is written in the database itself
 * (`COMMENT ON`, in `migrations/`). `*_cipher` columns hold sealed bytes, see `src/protection/field-vault.ts`.
 */

/** Columns of every row that concerns a person. */
type Kept = { division: string; retention: string };

export interface PersonTable extends Kept {
  id: string;
  certificate_type: string;
  certificate_blind: Buffer | null;
  certificate_cipher: Buffer;
  shape_version: number;
  created_at: Date;
}

export interface HouseholdTable extends Kept {
  id: string;
  created_at: Date;
}

export interface HouseholdVersionTable {
  household_id: string;
  number: number;
  reason: string;
  created_by: string;
  created_at: Date;
}

export interface HouseholdMemberTable extends Kept {
  id: string;
  household_id: string;
  household_version: number;
  position: number;
  person_id: string;
  role: 'MEMBER' | 'OBLIGOR';
  relation: string;
  details_cipher: Buffer;
  lives_together: boolean;
  guardian_person_id: string | null;
  shape_version: number;
}

export interface ApplicationTable extends Kept {
  id: string;
  number: string;
  category: string;
  household_id: string;
  household_version: number;
  applicant_person_id: string;
  unit: 'HOUSEHOLD' | 'SINGLE_PERSON';
  aid_person_id: string | null;
  residence: 'URBAN' | 'RURAL';
  delegated: boolean;
  staff_relative: boolean;
  accepted_at: Date;
  state: string;
  registered_by: string;
  registrar_apart: boolean;
  idempotency_key: string | null;
  version: number;
  created_at: Date;
}

export interface DeclaredItemTable extends Kept {
  id: string;
  application_id: string;
  position: number;
  person_id: string | null;
  kind: string;
  content_cipher: Buffer;
  shape_version: number;
  created_at: Date;
}

export interface VerificationTable extends Kept {
  id: string;
  application_id: string;
  household_id: string;
  household_version: number;
  kind: 'CHECK' | 'LOOKUP';
  purpose: string;
  base_date: CalendarDate;
  base_date_given: boolean;
  pack_id: string;
  state: string;
  requested_by: string;
  idempotency_key: string;
  check_id: string;
  deadline_at: Date;
  deadline_provisional: boolean;
  settled_at: Date | null;
  version: number;
  created_at: Date;
}

export interface QuestionTable extends Kept {
  id: string;
  verification_id: string;
  person_id: string;
  source_id: string;
  /** Empty where the source answers itself: part of the unique key, so never null. */
  institution: string;
  /** How much it asks; part of the unique key. A `LINE` has its line, integer fen. */
  form: 'FULL' | 'LINE';
  line_fen: number | null;
  asked_because: string | null;
  purpose: string;
  base_date: CalendarDate;
  letter_id: string | null;
  request_id: string;
  state: string;
  /** Not settled; computed by the database from `state`. */
  open: Generated<boolean>;
  due_at: Date;
  due_provisional: boolean;
  asked_at: Date | null;
  sent_at: Date | null;
  claimed_until: Date | null;
  attempts: number;
  last_fault: string | null;
  /** The identical question with which this one waits, or whose fresh answer it was given. */
  answered_as: string | null;
  shared: 'REUSED' | 'JOINED' | null;
  /** The answer to that question that is this one's too; `null` until it was taken. */
  taken_answer: string | null;
  version: number;
  created_at: Date;
}

export interface AnswerTable extends Kept {
  id: string;
  question_id: string;
  sequence: number;
  origin: 'SOURCE' | 'GATEWAY';
  kind: string;
  territory: string;
  period_from: CalendarDate | null;
  period_to: CalendarDate | null;
  data_date: CalendarDate | null;
  facts_cipher: Buffer | null;
  /** Kinds of fact that a partial answer leaves out. */
  missing: string[];
  /** Records of it that could not be read; null where all could. */
  unread_records: object | null;
  shape_version: number;
  commitment: Buffer | null;
  /** To the facts as they were read, with a salt of their own; `null` where nobody said anything, and of old answers. */
  facts_commitment: Buffer | null;
  facts_salt_cipher: Buffer | null;
  late: boolean;
  received_at: Date;
}

export interface AnswerRawTable {
  answer_id: string;
  raw_cipher: Buffer;
  salt_cipher: Buffer;
}

export interface OutboxTable {
  id: string;
  seq: Generated<number>;
  queue: string;
  name: string;
  data: JSONColumnType<Record<string, string | number>>;
  created_at: Date;
  dispatched_at: Date | null;
}

export interface ProgressTable {
  seq: Generated<number>;
  verification_id: string;
  event: string;
  source_id: string | null;
  institution: string | null;
  question_id: string | null;
  kind: string | null;
  at: Date;
}

export interface ReportTable extends Kept {
  id: string;
  verification_id: string;
  number: string;
  version: number;
  completeness: 'COMPLETE' | 'INCOMPLETE';
  document_cipher: Buffer;
  document_sha256: Buffer;
  shape_version: number;
  issued_at: Date;
}

export interface ReportSealTable extends Kept {
  report_id: string;
  head: string;
  algorithm: string;
  key_id: string;
  signature: string;
  check_code: string;
  basis_cipher: Buffer;
  sealed_at: Date;
}

export interface LookLogTable extends Kept {
  seq: Generated<number>;
  at: Date;
  actor: string;
  role: string;
  purpose: string;
  act: string;
  application_id: string | null;
  verification_id: string | null;
  person_id: string | null;
  source_id: string | null;
  institution: string | null;
  request_id: string | null;
  letter_number: string | null;
  field_kinds: string[];
  outcome: string;
  check_id: string;
}

export interface Tables extends ActTables, CaseTables, ContestTables, DecisionTables, PolicyTables, SourceTables {
  person: PersonTable;
  household: HouseholdTable;
  household_version: HouseholdVersionTable;
  household_member: HouseholdMemberTable;
  application: ApplicationTable;
  declared_item: DeclaredItemTable;
  verification: VerificationTable;
  question: QuestionTable;
  answer: AnswerTable;
  answer_raw: AnswerRawTable;
  outbox: OutboxTable;
  progress: ProgressTable;
  report: ReportTable;
  report_seal: ReportSealTable;
  look_log: LookLogTable;
  key_proof: KeyProofTable;
}
