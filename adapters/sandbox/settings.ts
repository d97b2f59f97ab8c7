import { z } from 'zod';
import { officeSettings } from './office-settings.ts';
import { OFFICES } from './offices.ts';
import type { OfficeId } from './offices.ts';

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
  /** Takes request files without a word; answers may still come. */
  unacknowledged: z.boolean().default(false),
  /** Acknowledges request files by refusing them. */
  refusing: z.boolean().default(false),
  /** Cannot read any row of a request file. */
  rejecting: z.boolean().default(false),
  /** Lays one half of a response, and all of it after another `latencyMs`. */
  halfWritten: z.boolean().default(false),
  /** Acknowledges a request file after it has answered it. */
  outOfOrder: z.boolean().default(false),
});

const ofEveryOffice = officeSettings.prefault({});
// Object.fromEntries forgets which keys it was given.
const officeShape = Object.fromEntries(OFFICES.map(({ sourceId }) => [sourceId, ofEveryOffice])) as Readonly<
  Record<OfficeId, typeof ofEveryOffice>
>;

/** Settings of the sandbox by source id; everything has a default. */
export const sandboxSettingsSchema = z.strictObject({
  ...officeShape,
  banks: z.partialRecord(z.enum(['DEMO-A', 'DEMO-B', 'DEMO-C', 'DEMO-D', 'DEMO-E']), bankSettings).default({}),
});

export type SandboxSettingsInput = z.input<typeof sandboxSettingsSchema>;
export type BankSettings = z.infer<typeof bankSettings>;
/** Every partner of an exchange folder fails as banks do. */
export type BatchPartnerSettings = BankSettings;

/** What a bank does that the settings don't mention. */
export const DEFAULT_BANK: BankSettings = bankSettings.parse({});
