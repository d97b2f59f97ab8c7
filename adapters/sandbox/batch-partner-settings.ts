import { z } from 'zod';

/** How one partner of an exchange folder behaves. Every mode is a failure that real partners have shown. */
export const batchPartnerSettings = z.strictObject({
  /** Real milliseconds from the arrival of a request file to its response. */
  latencyMs: z.int().min(0).default(200),
  jitterMs: z.int().min(0).default(0),
  /** Takes request files and never answers. */
  silent: z.boolean().default(false),
  /** Omits the last kind of record of the people whom it knows, and says so; where its files can. */
  partial: z.boolean().default(false),
  /** Sends a response whose digest is wrong. */
  rubbish: z.boolean().default(false),
  /** Delivers each response a second time. */
  twice: z.boolean().default(false),
  /** Accepts request files without acknowledging them; answers may still come. */
  unacknowledged: z.boolean().default(false),
  /** Acknowledges request files by refusing them. */
  refusing: z.boolean().default(false),
  /** Cannot read any row of a request file. */
  rejecting: z.boolean().default(false),
  /** Writes half of a response, and all of it after another `latencyMs`. */
  halfWritten: z.boolean().default(false),
  /** Acknowledges a request file after it has answered it. */
  outOfOrder: z.boolean().default(false),
});
export type BatchPartnerSettings = z.infer<typeof batchPartnerSettings>;

/** The behaviour of a partner that the settings do not mention. */
export const DEFAULT_PARTNER: BatchPartnerSettings = batchPartnerSettings.parse({});
