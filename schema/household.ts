import type { CaseView } from '../src/access/case-view.ts';
import type { Application } from '../src/application/application.ts';
import type { PersonInput as DomainPersonInput } from '../src/application/registration-form.ts';
import { CAPACITIES, CIRCUMSTANCES } from '../src/household/member.ts';
import type { HouseholdMember } from '../src/household/member.ts';
import { relationOf } from '../src/household/relation.ts';
import { countsInHousehold } from '../src/household/who-counts.ts';
import type { Counting } from '../src/household/who-counts.ts';
import { CERTIFICATE_TYPES, maskCertificate } from '../src/identity/certificate.ts';
import { shanghaiDate } from '../src/platform/calendar-date.ts';
import { builder } from './builder.ts';
import { given } from './given.ts';
import { WordsType } from './words.ts';

export const CertificateTypeEnum = builder.enumType('CertificateType', { values: CERTIFICATE_TYPES });
const CircumstanceEnum = builder.enumType('Circumstance', {
  description: 'What may take a person out of the household that counts, or hold them in it.',
  values: CIRCUMSTANCES,
});
const CapacityEnum = builder.enumType('Capacity', {
  description: 'Capacity for civil conduct 民事行为能力; with less than full capacity a guardian signs.',
  values: CAPACITIES,
});
export const MemberRoleEnum = builder.enumType('MemberRole', {
  values: {
    MEMBER: { description: '共同生活家庭成员' },
    OBLIGOR: { description: '赡抚扶养义务人, outside the household' },
  },
});

/**
 * A member of the household of an application, whether they count on the day of its acceptance, and the view through
 * which every department speaks about them.
 */
export type MemberOfApplication = HouseholdMember & { readonly counting: Counting; readonly view: CaseView };

/** Members as the schema shows them. */
export function membersOf(
  application: Application,
  members: readonly HouseholdMember[],
  view: CaseView,
): MemberOfApplication[] {
  const day = shanghaiDate(application.acceptedAt);
  return members.map((member) => ({ ...member, counting: countsInHousehold(member, day), view }));
}

export const HouseholdMemberType = builder.objectRef<MemberOfApplication>('HouseholdMember').implement({
  description: 'A member of the household 共同生活家庭成员, or a support obligor outside it.',
  fields: (t) => ({
    personId: t.exposeID('personId', { description: 'Stable random id of the person, the same in every case.' }),
    name: t.exposeString('name'),
    certificateType: t.field({ type: CertificateTypeEnum, resolve: ({ certificate }) => certificate.type }),
    maskedNumber: t.string({
      description: 'The certificate’s number with its middle hidden; the whole number is not given out.',
      resolve: ({ certificate }) => maskCertificate(certificate),
    }),
    birthDate: t.expose('birthDate', { type: 'CalendarDate', nullable: true }),
    role: t.expose('role', { type: MemberRoleEnum }),
    relation: t.exposeString('relation', { description: 'GB/T 4761 code, seen from the applicant.' }),
    relationName: t.field({ type: WordsType, resolve: ({ relation }) => relationOf(relation) }),
    circumstance: t.expose('circumstance', { type: CircumstanceEnum }),
    capacity: t.expose('capacity', { type: CapacityEnum }),
    livesTogether: t.exposeBoolean('livesTogether'),
    guardianPersonId: t.exposeID('guardianPersonId', { nullable: true }),
    counts: t.boolean({
      description: 'Whether the person counts as a member on the day of acceptance.',
      resolve: ({ counting }) => counting.counts,
    }),
    countsBecause: t.field({ type: WordsType, resolve: ({ counting }) => counting.reason }),
    countsCitation: t.string({ resolve: ({ counting }) => counting.citation }),
    needsConfirmation: t.boolean({
      description: 'The form alone does not settle whether the person counts.',
      resolve: ({ counting }) => counting.needsConfirmation,
    }),
  }),
});

const CertificateInput = builder.inputType('CertificateInput', {
  description: 'As typed: full-width digits, spaces, a lower-case x and 15-digit numbers are understood.',
  fields: (t) => ({
    type: t.field({ type: CertificateTypeEnum, required: true }),
    number: t.string({ description: 'Left out for `NONE` only.' }),
  }),
});

export const PersonInput = builder.inputType('PersonInput', {
  fields: (t) => ({
    key: t.string({ required: true, description: 'Name of this person within the form, e.g. `1` or `mother`.' }),
    name: t.string({ required: true }),
    certificate: t.field({ type: CertificateInput, required: true }),
    birthDate: t.field({ type: 'CalendarDate', description: 'Needed where the certificate does not tell it.' }),
    relation: t.string({ required: true, description: 'GB/T 4761 code or a word such as 配偶, 儿子, 母亲.' }),
    circumstance: t.field({ type: CircumstanceEnum, description: '`NONE` unless given.' }),
    capacity: t.field({ type: CapacityEnum, description: 'By age unless given (民法典 Art 18 to 20).' }),
    livesTogether: t.boolean({ description: 'Unless given: members do, obligors don’t.' }),
    guardian: t.string({ description: 'Key of the guardian on the same form.' }),
  }),
});

/** One person of the form as the domain takes it. */
export function readPerson(input: typeof PersonInput.$inferInput): DomainPersonInput {
  return { ...given(input), certificate: given(input.certificate) };
}
