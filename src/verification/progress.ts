/** What a watcher of a check sees, one row each, in the order of their `seq`. Carries ids and kinds only. */
export const PROGRESS_EVENTS = [
  'REQUESTED',
  'PLANNED',
  'WAITING_QUOTA',
  'WAITING_WINDOW',
  'ASKED',
  'JOINED',
  'ANSWERED',
  'REUSED',
  'LATE_ANSWER',
  'REPORT_ISSUED',
  'LOOKUP_ANSWERED',
  'CANCELLED',
] as const;
export type ProgressEvent = (typeof PROGRESS_EVENTS)[number];
