/**
 * How long a row is kept, by class. The periods themselves are dated settings of each place: the law says
 * "the shortest necessary" (个人信息保护法 Art 19), and case files follow the rules of archives.
 */
export const RETENTIONS = [
  /** The person's own row: as long as any case speaks of them. */
  'PERSON',
  /** Application, household, declared items, letters, verifications and reports. */
  'CASE_FILE',
  /** Answers and the raw bytes behind them: short. */
  'SOURCE_ANSWER',
  /** Audit log: at least three years (个人信息保护法 Art 56). */
  'LOOK_LOG',
] as const;
export type Retention = (typeof RETENTIONS)[number];
