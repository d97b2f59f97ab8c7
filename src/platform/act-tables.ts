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

/** Tables of the room of acts. */
export interface ActTables {
  act_key: ActKeyTable;
}
