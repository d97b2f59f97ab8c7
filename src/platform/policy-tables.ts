import type { JSONColumnType } from 'kysely';
import type { CalendarDate } from './calendar-date.ts';

/** Rows of the packs that were loaded, and of what a pack does to the stock; see `tables.ts`. */

type Kept = { division: string; retention: string };

export interface PolicyEffectTable extends Kept {
  id: string;
  pack_id: string;
  pack_sha256: string;
  as_of: CalendarDate;
  drawn_up_by: string;
  drawn_up_at: Date;
  check_id: string;
  tally: JSONColumnType<object>;
}

export interface PolicyEffectDecisionTable extends Kept {
  effect_id: string;
  verdict: 'ADOPTED' | 'SET_ASIDE';
  reasons_cipher: Buffer;
  covered: number;
  decided_by: string;
  decided_at: Date;
  idempotency_key: string;
  check_id: string;
}

export interface PolicyEffectCaseTable extends Kept {
  effect_id: string;
  application_id: string;
  position: number;
  verification_id: string | null;
  outcome: 'MOVED' | 'UNMOVED' | 'NO_REPORT' | 'NOT_REPLAYED';
  stale: boolean;
  reason: string | null;
  details_cipher: Buffer | null;
}

export interface PolicyPackTable {
  sha256: string;
  id: string;
  region: string;
  residence: 'URBAN' | 'RURAL' | 'ANY';
  content: string;
  loaded_by: string;
  confirmed_by: string;
  loaded_at: Date;
  source_file: string;
}

export interface PolicyValueTable {
  id: string;
  pack_id: string;
  rule: string;
  content: string;
  effective_from: CalendarDate;
  document: string;
  document_number: string;
  article: string;
  scan_cipher: Buffer | null;
  scan_media_type: string | null;
  entered_by: string;
  entered_at: Date;
  division: string;
}

export interface PolicyValueConfirmationTable {
  value_id: string;
  confirmed_by: string;
  confirmed_at: Date;
  pack_sha256: string;
}

export interface HolidayYearTable {
  year: string;
  sha256: string;
  content: string;
  loaded_by: string;
  confirmed_by: string;
  loaded_at: Date;
  source_file: string;
}

export interface PolicyTables {
  holiday_year: HolidayYearTable;
  policy_value: PolicyValueTable;
  policy_value_confirmation: PolicyValueConfirmationTable;
  policy_pack: PolicyPackTable;
  policy_effect: PolicyEffectTable;
  policy_effect_case: PolicyEffectCaseTable;
  policy_effect_decision: PolicyEffectDecisionTable;
}
