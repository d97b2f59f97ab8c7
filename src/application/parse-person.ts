import { ADULT_AGE } from '../household/who-counts.ts';
import type { NewMember } from '../household/household-store.ts';
import { CAPACITIES, CIRCUMSTANCES } from '../household/member.ts';
import type { Capacity } from '../household/member.ts';
import { parseRelation } from '../household/relation.ts';
import { birthDateOf, CERTIFICATE_TYPES, parseCertificate } from '../identity/certificate.ts';
import type { Certificate } from '../identity/certificate.ts';
import { parsePersonName } from '../identity/person-name.ts';
import { ageOn, parseCalendarDate } from '../platform/calendar-date.ts';
import type { CalendarDate } from '../platform/calendar-date.ts';
import { Problem } from '../platform/problem.ts';
import { oneOf, within } from './refusals.ts';
import type { PersonInput } from './registration-form.ts';

/** Below this age there is no capacity for civil conduct. Source: 民法典 Art 20. */
const LIMITED_FROM_AGE = 8;

/**
 * Reads one person of the form; the guardian is a reference and left to the caller.
 * @param acceptedOn nobody on the form was born after it.
 * @throws Problem with the field relative to the person, e.g. `certificate.number`.
 */
export function parsePerson(
  input: PersonInput,
  role: NewMember['role'],
  acceptedOn: CalendarDate,
): Omit<NewMember, 'guardian'> {
  const name = within('name', () => parsePersonName(input.name));
  const type = oneOf('certificate.type', CERTIFICATE_TYPES, input.certificate.type);
  const certificate = within('certificate', () => parseCertificate({ type, number: input.certificate.number }));
  const birthDate = readBirthDate(input.birthDate, certificate, acceptedOn);
  const relation = within('relation', () => parseRelation(input.relation));
  const capacity = input.capacity ?? capacityByAge(ageOn(birthDate, acceptedOn));
  return {
    role,
    relation,
    name,
    certificate,
    birthDate,
    circumstance: oneOf('circumstance', CIRCUMSTANCES, input.circumstance ?? 'NONE'),
    capacity: oneOf('capacity', CAPACITIES, capacity),
    livesTogether: input.livesTogether ?? role === 'MEMBER',
  };
}

function readBirthDate(
  text: string | null | undefined,
  certificate: Certificate,
  acceptedOn: CalendarDate,
): CalendarDate {
  const told = birthDateOf(certificate);
  const typed = text?.trim() ? within('birthDate', () => parseCalendarDate(text)) : null;
  const birthDate = told ?? typed;
  if (birthDate === null) {
    throw wrongDate(
      'birthDate',
      '证件号码不含出生日期，请填写',
      'the certificate does not tell it, so it must be given',
    );
  }
  if (typed !== null && typed !== birthDate) {
    throw wrongDate('birthDate', '与证件号码中的出生日期不符', 'it differs from the date in the certificate number');
  }
  if (birthDate > acceptedOn) {
    const field = told === null ? 'birthDate' : 'certificate.number';
    throw wrongDate(field, '晚于申请受理日', 'it lies after the day of acceptance');
  }
  return birthDate;
}

function capacityByAge(age: number): Capacity {
  if (age >= ADULT_AGE) return 'FULL';
  return age >= LIMITED_FROM_AGE ? 'LIMITED' : 'NONE';
}

function wrongDate(field: string, zh: string, en: string): Problem {
  return new Problem({ code: 'INVALID_DATE', field, zh: `出生日期无效：${zh}`, en: `Invalid date of birth: ${en}` });
}
