import type { HouseholdMember } from '../household/member.ts';
import { relationOf } from '../household/relation.ts';
import type { RelationKind } from '../household/relations.ts';
import { birthDateOf } from '../identity/certificate.ts';
import { certificateWritten, comparePeople } from '../identity/same-person.ts';
import type { PersonComparison, WrittenPerson } from '../identity/same-person.ts';
import type { IndicatorInput } from './define-indicator.ts';

/** Whether somebody of whom a register speaks is on the form; `CANNOT_SAY` makes neither a stranger nor a relative. */
export type OnForm = { readonly is: PersonComparison; readonly member: HouseholdMember | null };

/** The person on the form whom a register may mean: the surest match, the first of equals by id. */
export function findOnForm(input: Pick<IndicatorInput, 'onForm'>, person: WrittenPerson): OnForm {
  const told = input.onForm
    .toSorted((a, b) => (a.personId < b.personId ? -1 : 1))
    .map((member) => ({ is: comparePeople({ name: member.name, number: member.certificate.number }, person), member }));
  return (
    told.find(({ is }) => is === 'SAME') ?? told.find(({ is }) => is === 'CANNOT_SAY') ?? { is: 'OTHER', member: null }
  );
}

/** The same by a number alone, of a head of household; who has none on the form is told apart by the day of birth. */
export function headOnForm(input: Pick<IndicatorInput, 'onForm'>, number: string): PersonComparison {
  const certificate = certificateWritten(number);
  const born = certificate === null ? null : birthDateOf(certificate);
  const told = input.onForm.map(({ name, certificate: own, birthDate }): PersonComparison => {
    const is = comparePeople({ name, number: own.number }, { name, number });
    const isAnother = born !== null && birthDate !== null && born !== birthDate;
    return is === 'CANNOT_SAY' && isAnother ? 'OTHER' : is;
  });
  return told.find((is) => is === 'SAME') ?? told.find((is) => is === 'CANNOT_SAY') ?? 'OTHER';
}

/** Relations in which somebody may stand who is married to one of the given relation. */
const MARRIED_TO: Partial<Readonly<Record<RelationKind, readonly RelationKind[]>>> = {
  SELF: ['SPOUSE'],
  SPOUSE: ['SELF'],
  CHILD: ['CHILD_IN_LAW'],
  CHILD_IN_LAW: ['CHILD'],
  PARENT: ['PARENT'],
  PARENT_IN_LAW: ['PARENT_IN_LAW'],
  GRANDPARENT: ['GRANDPARENT'],
  SIBLING: ['OTHER_RELATIVE'],
  GRANDCHILD: ['OTHER_RELATIVE'],
  OTHER_RELATIVE: ['SIBLING', 'GRANDCHILD', 'OTHER_RELATIVE'],
};

/** Whether anybody on the form may be the husband or wife of a member, by their relations to the applicant. */
export function mayHaveSpouseOnForm(input: Pick<IndicatorInput, 'onForm'>, member: HouseholdMember): boolean {
  const wanted = MARRIED_TO[relationOf(member.relation).kind] ?? [];
  return input.onForm.some((one) => one.personId !== member.personId && wanted.includes(relationOf(one.relation).kind));
}
