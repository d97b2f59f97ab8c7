/** The request that each idempotency key was used for; see migration 0031. */
export interface ActKeyTable {
  subject: string;
  act: string;
  idempotency_key: string;
  fingerprint: Buffer;
  at: Date;
  division: string;
  retention: string;
}

/** Staff of the offices; see migration 0033. */
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

/** Tables that `src/work-items` owns. */
export interface WorkItemTable {
  id: string;
  kind: 'TASK' | 'ALERT' | 'REMINDER' | 'FLAG';
  origin: 'CASE' | 'CHANGE' | 'LATE_ANSWER' | 'OBJECTION' | 'NIGHT' | 'PUBLIC';
  reason: string;
  application_id: string | null;
  subject_kind: string;
  subject_id: string;
  owner: string | null;
  assigned_by: string | null;
  assigned_at: Date | null;
  due_at: Date | null;
  due_provisional: boolean;
  state: 'OPEN' | 'SETTLED' | 'LAPSED';
  opened_by: string;
  opened_at: Date;
  settled_by: string | null;
  settled_at: Date | null;
  settlement: string | null;
  changed_at: Date;
  version: number;
  division: string;
  retention: string;
}

export interface ActTables {
  work_item: WorkItemTable;
  act_key: ActKeyTable;
  staff: StaffTable;
}
