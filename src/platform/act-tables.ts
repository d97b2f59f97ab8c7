/** What was asked for under idempotency keys; see migration 0031. */
export interface ActKeyTable {
  subject: string;
  act: string;
  idempotency_key: string;
  fingerprint: Buffer;
  at: Date;
  division: string;
  retention: string;
}

/** People of the offices; see migration 0033. */
export interface StaffTable {
  subject: string;
  name: string;
  office: string;
  roles: string[];
  division: string;
  recorded_by: string;
  recorded_at: Date;
  retention: string;
}

/** Tables of the room of acts. */
export interface ActTables {
  act_key: ActKeyTable;
  staff: StaffTable;
}
