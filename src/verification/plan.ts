import type { HouseholdMember, HouseholdVersion } from '../household/member.ts';
import { countsInHousehold } from '../household/who-counts.ts';
import type { WorkingCalendar } from '../platform/working-days.ts';
import type { PolicyPack } from '../policy/pack.ts';
import type { PlannedSource } from './services.ts';
import type { Verification } from './verification.ts';

/** A question to be written: to whom, about whom, until when; or already settled because it cannot be asked. */
export type PlannedQuestion = {
  readonly personId: string;
  readonly sourceId: string;
  readonly institution: string;
  readonly territory: string;
  readonly dueAt: Date;
  readonly dueProvisional: boolean;
  /** Why it will never be asked; `null` where it will be. */
  readonly notAsked: 'SOURCE_NOT_CONNECTED' | 'CERTIFICATE_NOT_KNOWN_TO_SOURCE' | null;
};

/**
 * The questions of a check: every member who counts × every source × every body that answers for it. A source that
 * is registered but not connected is planned too, so that the report names what it could not see. Obligors outside
 * the household are not asked about here: only what their obligation needs may be, under a letter of their own.
 */
export function planQuestions(
  verification: Pick<Verification, 'baseDate' | 'requestedAt' | 'deadlineAt' | 'deadlineProvisional'>,
  household: HouseholdVersion,
  sources: readonly PlannedSource[],
  pack: PolicyPack,
  calendar: WorkingCalendar,
): readonly PlannedQuestion[] {
  const persons = household.members.filter((member) => countsInHousehold(member, verification.baseDate).counts);
  return sources.flatMap((source) => {
    const days = pack.rules.sourceDeadlineWorkingDays.value[source.id] ?? source.turnaroundWorkingDays;
    const due = calendar.addWorkingDays(verification.requestedAt, days);
    const capped = due.at > verification.deadlineAt;
    const bodies = source.institutions.length === 0 ? [''] : source.institutions.map(({ code }) => code);
    return persons.flatMap((person) =>
      bodies.map((institution) => ({
        personId: person.personId,
        sourceId: source.id,
        institution,
        territory: source.territory,
        // One budget for the whole check: no source is waited for beyond the report's own deadline.
        dueAt: capped ? verification.deadlineAt : due.at,
        dueProvisional: capped ? verification.deadlineProvisional : due.provisional,
        notAsked: whyNotAsked(source, institution, person),
      })),
    );
  });
}

function whyNotAsked(source: PlannedSource, institution: string, person: HouseholdMember): PlannedQuestion['notAsked'] {
  if (!source.connected || source.unconnectedInstitutions?.includes(institution)) return 'SOURCE_NOT_CONNECTED';
  return source.certificates.includes(person.certificate.type) ? null : 'CERTIFICATE_NOT_KNOWN_TO_SOURCE';
}
