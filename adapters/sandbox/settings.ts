import { z } from 'zod';
import { batchPartnerSettings, DEFAULT_PARTNER } from './batch-partner-settings.ts';
import type { BatchPartnerSettings } from './batch-partner-settings.ts';
import { officeSettings } from './office-settings.ts';
import { OFFICES } from './offices.ts';
import type { OfficeId } from './offices.ts';
import { PARTNERS } from './partners.ts';
import type { PartnerId } from './partners.ts';
import { BANK_CODES } from './person.ts';

const ofEveryOffice = officeSettings.prefault({});
const ofEveryPartner = batchPartnerSettings.prefault({});
const ofEveryBank = z.partialRecord(z.enum(BANK_CODES), batchPartnerSettings).default({});
// Object.fromEntries forgets which keys it was given.
const officeShape = Object.fromEntries(OFFICES.map(({ sourceId }) => [sourceId, ofEveryOffice])) as Readonly<
  Record<OfficeId, typeof ofEveryOffice>
>;
const partnerShape = Object.fromEntries(PARTNERS.map(({ sourceId }) => [sourceId, ofEveryPartner])) as Readonly<
  Record<Exclude<PartnerId, 'banks'>, typeof ofEveryPartner>
>;

/** Settings of the sandbox by source id, of the banks by code; everything has a default. */
export const sandboxSettingsSchema = z.strictObject({ ...officeShape, ...partnerShape, banks: ofEveryBank });

export type SandboxSettingsInput = z.input<typeof sandboxSettingsSchema>;
export type SandboxSettings = z.infer<typeof sandboxSettingsSchema>;

/** How one partner of the exchange folder behaves now. @param institution '' where the source answers itself. */
export function settingsOf(settings: SandboxSettings, id: PartnerId, institution: string): BatchPartnerSettings {
  if (id !== 'banks') return settings[id];
  const bank = BANK_CODES.find((code) => code === institution);
  return (bank === undefined ? undefined : settings.banks[bank]) ?? DEFAULT_PARTNER;
}
