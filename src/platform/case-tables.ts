import type { CalendarDate } from './calendar-date.ts';

/** Columns of every row that concerns a person. */
type Kept = { division: string; retention: string };

export interface LetterTable extends Kept {
  id: string;
  application_id: string;
  household_id: string;
  household_version: number;
  letter_number: string;
  signed_on: CalendarDate;
  ended_at: Date | null;
  ended_reason: string | null;
  scan_cipher: Buffer | null;
  scan_media_type: string | null;
  recorded_by: string;
  version: number;
  created_at: Date;
}

export interface LetterGrantTable extends Kept {
  id: string;
  letter_id: string;
  person_id: string;
  signed_by_person_id: string;
  signed_as: 'SELF' | 'GUARDIAN';
  signed_on: CalendarDate;
  sources: string[];
  purposes: string[];
  withdrawn_at: Date | null;
  version: number;
}

/** Keyed tokens of names; see migration 0045. */
export interface NameTokenTable {
  household_id: string;
  household_version: number;
  person_id: string;
  token: Buffer;
  division: string;
  retention: string;
}

/** How a case ended without a decision; see migration 0046. */
export interface ApplicationEndTable {
  application_id: string;
  reason: 'WITHDRAWN' | 'REFUSED_TO_SIGN' | 'DIED' | 'MOVED_AWAY' | 'MISTAKE';
  why_cipher: Buffer;
  ended_by: string;
  ended_at: Date;
  division: string;
  retention: string;
}

/** Where a family lives and how it is reached; see migration 0047. */
export interface ApplicationContactTable {
  application_id: string;
  number: number;
  community: string | null;
  contact_cipher: Buffer;
  recorded_by: string;
  recorded_at: Date;
  division: string;
  retention: string;
}

/** Keyed tokens of addresses; see migration 0047. */
export interface AddressTokenTable {
  application_id: string;
  number: number;
  token: Buffer;
  division: string;
  retention: string;
}

/** The owner of a case; see migration 0048. */
export interface CaseOwnerTable {
  id: string;
  application_id: string;
  number: number;
  owner: string;
  assigned_by: string;
  assigned_at: Date;
  division: string;
  retention: string;
}

/** Tables beside the case: what finds it, and what happens to it. */
export interface CaseTables {
  letter: LetterTable;
  letter_grant: LetterGrantTable;
  name_token: NameTokenTable;
  case_owner: CaseOwnerTable;
  application_contact: ApplicationContactTable;
  address_token: AddressTokenTable;
  application_end: ApplicationEndTable;
}
