import type { Generated, JSONColumnType } from 'kysely';

/** Rows of what operators see of the sources, and of the guard before them; see `tables.ts`. */

export interface SourceItemTable {
  id: string;
  source_id: string;
  /** Empty where the source answers itself: part of the unique key, so never null. */
  institution: string;
  kind: 'SILENT' | 'FORMAT_CHANGED' | 'RECORDS_UNREAD';
  opened_at: Date;
  last_at: Date;
  times: number;
  expected_at: Date | null;
  sample: JSONColumnType<object> | null;
  closed_at: Date | null;
}

export interface SourceItemUnreadTable {
  item_id: string;
  /** Empty for a kind of record that is not known. */
  fact: string;
  records: number;
}

export interface SourceEventTable {
  seq: Generated<number>;
  item_id: string;
  act: 'OPENED' | 'REMINDED' | 'EXPECTED_TIME_SET' | 'REPLAYED' | 'CLOSED';
  actor: string;
  role: string;
  check_id: string;
  expected_at: Date | null;
  at: Date;
}

export interface UnreadAnswerTable {
  id: string;
  source_id: string;
  institution: string;
  question_id: string | null;
  file_name: string | null;
  raw_cipher: Buffer;
  received_at: Date;
  keep_until: Date;
  division: string;
  retention: string;
}

export interface SourcePulseTable {
  source_id: string;
  institution: string;
  last_asked_at: Date | null;
  last_answered_at: Date | null;
}

export interface SourceWatchTable {
  one: Generated<boolean>;
  progress_seq: number;
}

export interface SourceLatencyTable {
  source_id: string;
  minute: Date;
  bucket: number;
  count: number;
}

/** The guard's tables: `source_id` is that of the line, a source or the hub behind which it lies. */
export interface SourceQuotaTable {
  source_id: string;
  span: 'SECOND' | 'DAY';
  span_start: Date;
  used: number;
}

export interface SourceSlotTable {
  id: string;
  source_id: string;
  expires_at: Date;
}

export interface SourceBreakerTable {
  source_id: string;
  state: 'CLOSED' | 'OPEN' | 'HALF_OPEN';
  consecutive_failures: number;
  opened_at: Date | null;
  probe_until: Date | null;
  version: number;
}

/** The tables by their names. */
export interface SourceTables {
  source_breaker: SourceBreakerTable;
  source_event: SourceEventTable;
  source_item: SourceItemTable;
  source_item_unread: SourceItemUnreadTable;
  source_latency: SourceLatencyTable;
  source_pulse: SourcePulseTable;
  source_quota: SourceQuotaTable;
  source_slot: SourceSlotTable;
  source_watch: SourceWatchTable;
  unread_answer: UnreadAnswerTable;
}
