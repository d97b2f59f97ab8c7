import type { CalendarDate } from '../platform/calendar-date.ts';
import type { PolicyPack, PolicyRules } from './pack.ts';

export type Exclusion = PolicyRules['incomeExclusions'][number];

/** The rule that leaves a kind of receipt out of income on a day, or `undefined` where it counts. */
export function exclusionOn(pack: PolicyPack, day: CalendarDate, kind: string): Exclusion | undefined {
  return pack.rules.incomeExclusions.find(
    ({ value }) => value.kind === kind && value.validFrom <= day && (value.validTo === null || day <= value.validTo),
  );
}
