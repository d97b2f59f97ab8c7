import { z } from 'zod';

/** How one simulated department behaves. Every mode is a failure that real departments have shown. */
const officeSettings = z.strictObject({
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
  /** Begins an answer and never ends it. */
  hang: z.boolean().default(false),
  /** Requests taken in any one second; more are told that the office is busy. */
  quotaPerSecond: z.int().min(1).default(10_000),
});

const bankSettings = z.strictObject({
  /** Real milliseconds from the arrival of a request file to its response. */
  latencyMs: z.int().min(0).default(200),
  jitterMs: z.int().min(0).default(0),
  /** Takes request files and never answers. */
  silent: z.boolean().default(false),
  /** Sends a response whose digest is wrong. */
  rubbish: z.boolean().default(false),
  /** Delivers each response a second time. */
  twice: z.boolean().default(false),
});

/** Settings of the sandbox; everything has a default. */
export const sandboxSettingsSchema = z.strictObject({
  'real-estate': officeSettings.prefault({}),
  vehicles: officeSettings.prefault({}),
  banks: z.partialRecord(z.enum(['DEMO-A', 'DEMO-B', 'DEMO-C', 'DEMO-D', 'DEMO-E']), bankSettings).default({}),
});

export type SandboxSettingsInput = z.input<typeof sandboxSettingsSchema>;
export type OfficeSettings = z.infer<typeof officeSettings>;
export type BankSettings = z.infer<typeof bankSettings>;

/** What a bank does that the settings don't mention. */
export const DEFAULT_BANK: BankSettings = bankSettings.parse({});
