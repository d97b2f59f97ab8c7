import type { AmountReason } from '../evidence/question-form.ts';
import type { HouseholdMember, HouseholdVersion } from '../household/member.ts';
import { countsInHousehold } from '../household/who-counts.ts';
import { lineToAskFen } from '../indicators/financial-line.ts';
import { shanghaiDate } from '../platform/calendar-date.ts';
import type { CalendarDate } from '../platform/calendar-date.ts';
import type { WorkingCalendar } from '../platform/working-days.ts';
import type { PolicyPack } from '../policy/pack.ts';
import type { NeverAskedReason } from '../question/reason.ts';
import type { PlannedSource } from '../sources/planned-source.ts';
import { lineTermsOn } from '../sources/terms.ts';
import type { Verification } from './verification.ts';

/** A question to be written, with its body, person and due time; already settled where it cannot be asked. */
export type PlannedQuestion = {
  readonly personId: string;
  readonly sourceId: string;
  readonly institution: string;
  /** Asks only whether the sum is over this threshold, integer fen; `null` where the question asks everything. */
  readonly lineFen: number | null;
  /**
   * Why the question asks a body for the amount although the body accepts threshold questions; `null` for every
   * other.
   */
  readonly because: AmountReason | null;
  readonly territory: string;
  readonly dueAt: Date;
  readonly dueProvisional: boolean;
  /** Why it will never be asked; `null` where it will be asked. */
  readonly notAsked: NeverAskedReason | null;
};

/**
 * The questions of a verification: every member who counts × every source × every body that answers for it. A source
 * that is registered but not connected is planned too, so that the report names the gap. A body that accepts
 * threshold questions is asked only the threshold; for an objection it is asked for the amount.
 *
 * Support obligors 赡抚扶养义务人 outside the household are asked about only at the sources that their obligation needs,
 * and never for an amount where a threshold question is possible. Whether their own letter covers the question is
 * examined when it is sent.
 * @param ofObligors ids of the sources that their obligation needs in this case.
 */
export function planQuestions(
  verification: Pick<Verification, 'purpose' | 'baseDate' | 'requestedAt' | 'deadlineAt' | 'deadlineProvisional'>,
  household: HouseholdVersion,
  sources: readonly PlannedSource[],
  pack: PolicyPack,
  calendar: WorkingCalendar,
  ofObligors: readonly string[] = [],
): readonly PlannedQuestion[] {
  const persons = household.members.filter((member) => countsInHousehold(member, verification.baseDate).counts);
  // A support obligor matters only for the household; without members there is nothing to ask about the obligor.
  const obligors = persons.length === 0 ? [] : household.members.filter(({ role }) => role === 'OBLIGOR');
  const lineFen = lineToAskFen(pack, persons.length);
  const day = shanghaiDate(verification.requestedAt);
  return sources.flatMap((source) => {
    const due = dueOf(verification, source, pack, calendar, verification.requestedAt);
    const bodies = source.institutions.length === 0 ? [''] : source.institutions.map(({ code }) => code);
    const asked = ofObligors.includes(source.id) ? [...persons, ...obligors] : persons;
    return asked.flatMap((person) =>
      bodies.map((institution) => ({
        personId: person.personId,
        sourceId: source.id,
        institution,
        ...formOf(source, institution, person.role === 'MEMBER' && verification.purpose === 'OBJECTION', lineFen, day),
        territory: source.territory,
        ...due,
        notAsked: whyNotAsked(source, institution, person),
      })),
    );
  });
}

/** Working days that a source has for its answer. */
export function daysOf(source: PlannedSource, pack: PolicyPack): number {
  return pack.rules.sourceDeadlineWorkingDays.value[source.id] ?? source.turnaroundWorkingDays;
}

/** One deadline for the whole verification: no source may answer later than the report is due. */
export function dueOf(
  { deadlineAt, deadlineProvisional }: Pick<Verification, 'deadlineAt' | 'deadlineProvisional'>,
  source: PlannedSource,
  pack: PolicyPack,
  calendar: WorkingCalendar,
  from: Date,
): Pick<PlannedQuestion, 'dueAt' | 'dueProvisional'> {
  const due = calendar.addWorkingDays(from, daysOf(source, pack));
  return due.at > deadlineAt
    ? { dueAt: deadlineAt, dueProvisional: deadlineProvisional }
    : { dueAt: due.at, dueProvisional: due.provisional };
}

/**
 * Asks for the minimum: the threshold first, and the amount at once only where somebody objects to the body's
 * answer.
 */
function formOf(
  { lineQuestions }: PlannedSource,
  institution: string,
  contested: boolean,
  lineFen: number,
  day: CalendarDate,
): Pick<PlannedQuestion, 'lineFen' | 'because'> {
  const terms = lineTermsOn(lineQuestions, institution, day);
  if (terms === null) return { lineFen: null, because: null };
  return contested && terms.tellsAmount ? { lineFen: null, because: 'OBJECTION' } : { lineFen, because: null };
}

function whyNotAsked(source: PlannedSource, institution: string, person: HouseholdMember): PlannedQuestion['notAsked'] {
  if (!source.connected || source.unconnectedInstitutions?.includes(institution)) return 'SOURCE_NOT_CONNECTED';
  return source.certificates.includes(person.certificate.type) ? null : 'CERTIFICATE_NOT_KNOWN_TO_SOURCE';
}
