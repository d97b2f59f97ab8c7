/**
 * The progress of a verification for its watchers, one row for each event, ordered by `seq`. Carries only ids and
 * kinds.
 */
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
