import type { FactOf } from '../../../src/evidence/facts.ts';
import { parseCalendarDate } from '../../../src/platform/calendar-date.ts';
import type { CalendarDate } from '../../../src/platform/calendar-date.ts';

/** Illness, disability and school. */

/** One visit: what the funds paid of the total, and the rest that the person bore. */
export function settlement(
  settledOn: string,
  totalFen: number,
  selfPaidFen: number,
  changes: Partial<Omit<FactOf<'MEDICAL_SETTLEMENT'>, 'totalFen' | 'pooledFen' | 'selfPaidFen'>> = {},
): FactOf<'MEDICAL_SETTLEMENT'> {
  const { seriousIllnessFen = 0, aidFen = 0 } = changes;
  return {
    type: 'MEDICAL_SETTLEMENT',
    settledOn: parseCalendarDate(settledOn),
    institutionName: '无锡市演示人民医院',
    designated: true,
    setting: 'OUTPATIENT',
    totalFen,
    pooledFen: totalFen - selfPaidFen - seriousIllnessFen - aidFen,
    seriousIllnessFen,
    aidFen,
    selfPaidFen,
    peerPercentile: 50,
    ...changes,
  };
}

export function disability(
  category: FactOf<'DISABILITY_CERTIFICATE'>['category'],
  grade: number,
  changes: Partial<FactOf<'DISABILITY_CERTIFICATE'>> = {},
): FactOf<'DISABILITY_CERTIFICATE'> {
  return {
    type: 'DISABILITY_CERTIFICATE',
    category,
    grade,
    status: 'VALID',
    issuedOn: parseCalendarDate('2012-06-15'),
    validUntil: parseCalendarDate('2022-06-14'),
    ...changes,
  };
}

export function schooling(
  schoolName: string,
  stage: FactOf<'SCHOOL_ENROLMENT'>['stage'],
  since: CalendarDate,
  changes: Partial<FactOf<'SCHOOL_ENROLMENT'>> = {},
): FactOf<'SCHOOL_ENROLMENT'> {
  return {
    type: 'SCHOOL_ENROLMENT',
    schoolName,
    stage,
    ownership: 'PUBLIC',
    fullTime: true,
    overseas: false,
    tuitionYearlyFen: 0,
    aidYearlyFen: 0,
    since,
    until: null,
    ...changes,
  };
}
