import { SEARCH_PURPOSES, seeFoundCases } from '../src/access/see/find-cases.ts';
import type { FoundCase, FoundPage, SearchPurpose } from '../src/access/see/find-cases.ts';
import type { FoundCount } from '../src/application/find-cases.ts';
import { MOST_COUNTED } from '../src/application/find-cases.ts';
import type { HouseholdMember } from '../src/household/member.ts';
import { maskCertificate } from '../src/identity/certificate.ts';
import { ApplicationType, CategoryEnum, StateEnum } from './application.ts';
import { builder } from './builder.ts';
import { given } from './given.ts';
import { CertificateTypeEnum, MemberRoleEnum } from './household.ts';
import { forwardOnly, pageOf } from './pages.ts';

const FoundPersonType = builder.objectRef<HouseholdMember>('FoundPerson').implement({
  description: 'Somebody who was sought, as they stand in the case that was found.',
  fields: (t) => ({
    personId: t.exposeID('personId', { description: 'Stable random id of the person, the same in every case.' }),
    name: t.exposeString('name'),
    certificateType: t.field({ type: CertificateTypeEnum, resolve: ({ certificate }) => certificate.type }),
    maskedNumber: t.string({ resolve: ({ certificate }) => maskCertificate(certificate) }),
    birthDate: t.expose('birthDate', { type: 'CalendarDate', nullable: true }),
    role: t.expose('role', { type: MemberRoleEnum }),
    relation: t.exposeString('relation', { description: 'GB/T 4761 code, seen from the applicant.' }),
  }),
});

const FoundCaseType = builder.objectRef<FoundCase>('FoundCase').implement({
  description: 'A case in which somebody or something is as sought.',
  fields: (t) => ({
    application: t.field({ type: ApplicationType, resolve: ({ application }) => application.id }),
    people: t.field({
      type: [FoundPersonType],
      description: 'The people who were sought; the applicant where no person was.',
      resolve: ({ people }) => [...people],
    }),
  }),
});

const FoundCountType = builder.objectRef<FoundCount>('FoundCount').implement({
  description: `Counted up to ${MOST_COUNTED}.`,
  fields: (t) => ({ count: t.exposeInt('count'), orMore: t.exposeBoolean('orMore') }),
});

const PurposeEnum = builder.enumType('SearchPurpose', {
  description: 'Why somebody searches; it stands in the audit log.',
  values: Object.fromEntries(
    Object.entries(SEARCH_PURPOSES).map(([code, { zh, en }]) => [code, { description: `${zh}: ${en}` }]),
  ) as Record<SearchPurpose, { description: string }>,
});

const SearchInput = builder.inputType('CaseSearch', {
  description:
    'What is sought; conditions are combined, and what is said of a person is said of one and the same. At least one beside `division`.',
  fields: (t) => ({
    number: t.string({ description: 'The whole number of a person’s document, however it was typed.' }),
    name: t.string({ description: 'The whole name.' }),
    surname: t.string(),
    character: t.string({ description: 'One character of the given name, with `surname`.' }),
    initials: t.string({ description: 'Pinyin initials of the whole name, e.g. `WXM`.' }),
    paper: t.string({
      description: 'Number of an application, letter, report, decision, objection, dispute or correction ticket.',
    }),
    address: t.string({
      description:
        'A street, an estate or a village, with its number or without: `学前街12号`. It goes by the newest contact.',
    }),
    community: t.string({ description: '12 digits of a village or community.' }),
    owner: t.string({ description: 'Subject of the person who works on the case.' }),
    categories: t.field({ type: [CategoryEnum] }),
    states: t.field({ type: [StateEnum] }),
    overdue: t.boolean({ description: 'Only open cases of which a clock or a work item is overdue.' }),
    division: t.string({ description: 'Within your own place, which it is unless given.' }),
  }),
});

builder.queryField('findCases', (t) =>
  t.connection(
    {
      type: FoundCaseType,
      description:
        'Searches cases of the place that the caller serves, newest first. `first` is 1 to 100, 20 unless given. Each search is on record with its purpose, and one person may search so often a minute and a day.',
      args: {
        search: t.arg({ type: SearchInput, required: true }),
        purpose: t.arg({ type: PurposeEnum, required: true }),
      },
      authScopes: { may: 'FIND_CASES' },
      complexity: ({ first }) => ({ field: 5, multiplier: first ?? 20 }),
      resolve: async (_root, { search, purpose, first, after, before, last }, { reader, services }) => {
        if ((before ?? last ?? null) !== null) throw forwardOnly();
        const wish = { ...given(search), purpose };
        const page = await seeFoundCases(reader, services, wish, { first: first ?? 20, after: after ?? null });
        const edges = page.edges.map(({ found, cursor }) => ({ node: found, cursor }));
        return { ...pageOf(edges, page.hasNextPage, after), total: page.total };
      },
    },
    {
      name: 'FoundCases',
      fields: (c) => ({
        total: c.field({
          type: FoundCountType,
          description: 'How many there are, over all pages.',
          resolve: ({ total }: Pick<FoundPage, 'total'>) => total(),
        }),
      }),
    },
  ),
);
