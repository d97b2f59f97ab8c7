import { z } from 'zod';

/** How one simulated department behaves. Every mode is a failure that real departments have shown. */
export const officeSettings = z.strictObject({
  /** Real milliseconds before an answer, plus up to `jitterMs`. */
  latencyMs: z.int().min(0).default(20),
  jitterMs: z.int().min(0).default(0),
  /** Part of the requests that end in an internal error, 0 to 1. */
  errorRate: z.number().min(0).max(1).default(0),
  /** Takes the request and never answers. */
  silent: z.boolean().default(false),
  /** Refuses everybody. */
  refusing: z.boolean().default(false),
  /** Answers with something that is no answer. */
  rubbish: z.boolean().default(false),
  /** Answers of the people whom it knows without its last kind of record, and says so; where its protocol can. */
  partial: z.boolean().default(false),
  /** Begins an answer and never ends it. */
  hang: z.boolean().default(false),
  /** Requests taken in any one second; more are told that the office is busy. */
  quotaPerSecond: z.int().min(1).default(10_000),
});
export type OfficeSettings = z.infer<typeof officeSettings>;
