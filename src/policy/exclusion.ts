import type { CalendarDate } from '../platform/calendar-date.ts';
import type { PolicyPack, PolicyRules } from './pack.ts';

export type Exclusion = PolicyRules['incomeExclusions'][number];

/** The rule that leaves a kind of receipt out of income on a day, or `undefined` where it counts. */
export function exclusionOn(pack: PolicyPack, day: CalendarDate, kind: string): Exclusion | undefined {
  const listed = pack.rules.incomeExclusions.find(
    ({ value }) => value.kind === kind && value.validFrom <= day && (value.validTo === null || day <= value.validTo),
  );
  return listed ?? (kind === 'OLD_AGE_ALLOWANCE' ? oldAgeAllowance(pack) : undefined);
}

/** The city's switch, in force as long as its pack. */
function oldAgeAllowance({ effectiveFrom, rules }: PolicyPack): Exclusion | undefined {
  const rule = rules.oldAgeAllowanceExcluded;
  if (rule?.value !== true) return undefined;
  const value = { kind: 'OLD_AGE_ALLOWANCE', zh: '高龄津贴', validFrom: effectiveFrom, validTo: null } as const;
  return { ...rule, value };
}
