import type { FactOf } from '../evidence/facts.ts';
import { standingSpans } from '../evidence/histories/spans.ts';
import type { IndicatorInput } from './define-indicator.ts';
import { plainName } from './plain-name.ts';
import { factsOf } from './reading.ts';
import type { FoundFact } from './known-facts.ts';
import type { Reading } from './reading.ts';
import { runsOn } from './year.ts';

type Enrolment = FoundFact<FactOf<'SCHOOL_ENROLMENT'>>;

/** Enrolments that run on the base date; one that a school has closed is over, though another record left it open. */
export function runningEnrolments(
  { baseDate }: Pick<IndicatorInput, 'baseDate'>,
  reading: Reading,
): readonly Enrolment[] {
  return standingSpans(factsOf(reading, 'SCHOOL_ENROLMENT'), isOneEnrolment).filter(({ fact }) =>
    runsOn(baseDate, fact.since, fact.until),
  );
}

function isOneEnrolment(a: Enrolment, b: Enrolment): boolean {
  return (
    a.member.personId === b.member.personId &&
    a.fact.stage === b.fact.stage &&
    plainName(a.fact.schoolName) === plainName(b.fact.schoolName)
  );
}
