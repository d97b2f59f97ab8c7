import { registerApplicationAct } from '../src/access/acts/application.ts';
import { sameFormKey } from '../src/access/acts/same-form.ts';
import {
  seeApplicationPage,
  seeApplications,
  seeCaseOfHousehold,
  seeDeclaredItems,
  seeHousehold,
  seeOpenElsewhere,
} from '../src/access/see/case.ts';
import type { SeenElsewhere } from '../src/access/see/case.ts';
import { seeLetters } from '../src/access/see/letter.ts';
import { seeVerificationsOf } from '../src/access/see/verification.ts';
import { APPLICATION_STATES, CATEGORIES } from '../src/application/application.ts';
import type { Application, Category } from '../src/application/application.ts';
import { missingSignatures } from '../src/authorisation/missing-signatures.ts';
import type { MissingSignature } from '../src/authorisation/missing-signatures.ts';
import { placeName, regionName } from '../src/identity/region.ts';
import { builder } from './builder.ts';
import { ContactInput, readContactInput } from './contact-input.ts';
import { DeclaredItemInput, DeclaredItemType, readContent } from './declared-item.ts';
import { given } from './given.ts';
import { PersonInput, readPerson } from './household.ts';
import { HouseholdType, lookingArgs, openHousehold } from './household-view.ts';
import { readHouseholdId, readId } from './ids.ts';
import { LetterType } from './letter.ts';
import { forwardOnly, pageOf } from './pages.ts';
import { answering } from './problems.ts';
import { VerificationType } from './verification.ts';

export const CategoryEnum = builder.enumType('Category', {
  description: '核对类别, a closed list: the platform serves social assistance.',
  values: Object.fromEntries(Object.entries(CATEGORIES).map(([code, zh]) => [code, { description: zh }])) as Record<
    Category,
    { description: string }
  >,
});
export const StateEnum = builder.enumType('ApplicationState', { values: APPLICATION_STATES });
const UnitEnum = builder.enumType('AidUnit', {
  description: 'Who is aided; the household is checked either way (2021 rule, Art 8).',
  values: ['HOUSEHOLD', 'SINGLE_PERSON'],
});
const ResidenceEnum = builder.enumType('Residence', { values: ['URBAN', 'RURAL'] });

const MissingSignatureType = builder.objectRef<MissingSignature>('MissingSignature').implement({
  description: 'Somebody about whom nothing may be asked yet, and what is needed.',
  fields: (t) => ({
    personId: t.exposeID('personId'),
    needs: t.expose('needs', {
      type: builder.enumType('NeededSignature', {
        values: ['OWN_SIGNATURE', 'GUARDIAN_SIGNATURE', 'GUARDIAN_UNKNOWN'],
      }),
    }),
    guardianPersonId: t.exposeID('guardianPersonId', { nullable: true }),
  }),
});

export const ApplicationType = builder.loadableNode('Application', {
  description: 'The case 申请: the clocks of the law start from its acceptance.',
  id: { resolve: (application: Application) => application.id },
  load: (ids: string[], { reader }) => seeApplications(reader, ids),
  fields: (t) => ({
    number: t.exposeString('number'),
    category: t.expose('category', { type: CategoryEnum }),
    categoryZh: t.string({ resolve: ({ category }) => CATEGORIES[category] }),
    state: t.expose('state', { type: StateEnum }),
    unit: t.expose('unit', { type: UnitEnum }),
    applicantPersonId: t.exposeID('applicantPersonId'),
    aidPersonId: t.exposeID('aidPersonId', { nullable: true }),
    division: t.exposeString('division', { description: 'GB/T 2260, or 9 or 12 digits down to the community.' }),
    divisionName: t.string({ resolve: ({ division }) => regionName(division) }),
    residence: t.expose('residence', { type: ResidenceEnum }),
    delegated: t.exposeBoolean('delegated', { description: 'Whether the township decides.' }),
    staffRelative: t.exposeBoolean('staffRelative', { description: 'Near relative of staff (2021 rule, Art 11).' }),
    acceptedAt: t.expose('acceptedAt', { type: 'DateTime' }),
    household: t.field({
      type: HouseholdType,
      complexity: { field: 10 },
      args: lookingArgs,
      resolve: (application, args, context) => openHousehold(() => application, args, context),
    }),
    declaredItems: t.field({
      type: [DeclaredItemType],
      resolve: async (application, _args, { reader }) => [...(await seeDeclaredItems(reader, application))],
    }),
    letters: t.field({
      type: [LetterType],
      resolve: async (application, _args, { reader }) => [...(await seeLetters(reader, application))],
    }),
    missingSignatures: t.field({
      type: [MissingSignatureType],
      description: 'Members and obligors of the present version of the household without a signature in force.',
      resolve: async (application, _args, { reader, services }) => {
        const household = await seeHousehold(reader, application);
        return [...missingSignatures(household, await seeLetters(reader, application), services.clock.now())];
      },
    }),
    verifications: t.field({
      type: [VerificationType],
      description: 'The newest first, at most 20.',
      resolve: async (application, _args, { reader }) => [...(await seeVerificationsOf(reader, application, 20))],
    }),
  }),
});

const OpenElsewhereType = builder.objectRef<SeenElsewhere>('OpenElsewhere').implement({
  description: 'A member of this case who is a member of another open case too. Nothing else of that case is told.',
  fields: (t) => ({
    personId: t.exposeID('personId'),
    county: t.exposeString('county', { description: 'GB/T 2260 code of the county of the other case.' }),
    countyName: t.string({ resolve: ({ county }) => placeName(county) }),
    application: t.field({
      type: ApplicationType,
      nullable: true,
      description: 'The other case; `null` for whoever does not serve its place.',
      resolve: ({ applicationId }) => applicationId,
    }),
  }),
});

builder.objectField(ApplicationType, 'openElsewhere', (t) =>
  t.field({
    type: [OpenElsewhereType],
    description: 'Members who stand in another open case: a remark to look into, no proof of anything.',
    resolve: async (application, _args, { reader }) => [...(await seeOpenElsewhere(reader, application))],
  }),
);

builder.objectField(VerificationType, 'application', (t) =>
  t.field({ type: ApplicationType, resolve: ({ applicationId }) => applicationId }),
);

builder.queryFields((t) => ({
  application: t.field({
    type: ApplicationType,
    nullable: true,
    args: { id: t.arg.id({ required: true }) },
    authScopes: { may: 'READ_CASE' },
    resolve: (_root, { id }) => readId('Application', id),
  }),
  household: t.field({
    type: HouseholdType,
    nullable: true,
    description:
      'Every department about the members of one household, as if they were one system: in its open case, else in its newest.',
    args: { id: t.arg.id({ required: true }), ...lookingArgs },
    authScopes: { may: 'READ_CASE' },
    complexity: { field: 10 },
    resolve: async (_root, { id, ...looking }, context) =>
      openHousehold(() => seeCaseOfHousehold(context.reader, readHouseholdId(id)), looking, context),
  }),
  applications: t.connection({
    type: ApplicationType,
    description:
      'Applications of the place that the caller serves, newest first. `first` is 1 to 100, 20 unless given.',
    authScopes: { may: 'READ_CASE' },
    complexity: ({ first }) => ({ field: 5, multiplier: first ?? 20 }),
    resolve: async (_root, { first, after, before, last }, { reader }) => {
      if ((before ?? last ?? null) !== null) throw forwardOnly();
      const page = await seeApplicationPage(reader, { first: first ?? 20, after });
      const edges = page.edges.map(({ application, cursor }) => ({ node: application, cursor }));
      return pageOf(edges, page.hasNextPage, after);
    },
  }),
}));

const RegisterApplicationInput = builder.inputType('RegisterApplicationInput', {
  description: 'The form of an application, as typed from the paper.',
  fields: (t) => ({
    category: t.field({ type: CategoryEnum, required: true }),
    applicant: t.string({ required: true, description: 'Key of the applicant among the members.' }),
    members: t.field({ type: [PersonInput], required: true }),
    obligors: t.field({ type: [PersonInput], description: 'Support obligors 赡抚扶养义务人 outside the household.' }),
    unit: t.field({ type: UnitEnum, required: true }),
    aidPerson: t.string({ description: 'Key of the person to be aided, for `SINGLE_PERSON`.' }),
    division: t.string({ required: true }),
    residence: t.field({ type: ResidenceEnum, required: true }),
    delegated: t.boolean({ required: true }),
    staffRelative: t.boolean({ required: true }),
    acceptedAt: t.field({ type: 'DateTime', description: 'The present unless given.' }),
    declared: t.field({ type: [DeclaredItemInput] }),
    contact: t.field({ type: ContactInput, description: 'Where the family lives, and how it is reached.' }),
    idempotencyKey: t.string({
      description:
        'A repeated request with the same key is the same application. Without one, the same form is one application for a day.',
    }),
  }),
});

builder.mutationField('registerApplication', (t) =>
  t.field({
    type: ApplicationType,
    description: 'Registers an application with its household and what was declared: all of it or nothing.',
    args: { input: t.arg({ type: RegisterApplicationInput, required: true }) },
    authScopes: { perform: registerApplicationAct },
    errors: {
      union: { name: 'RegisterApplicationResult' },
      result: { name: 'RegisterApplicationSuccess' },
      dataField: { name: 'application' },
    },
    resolve: (_root, { input }, { perform, services }) =>
      answering(async () => {
        const declared = (input.declared ?? []).map(({ person, content }) => ({
          person: person ?? null,
          content: readContent(content),
        }));
        const acceptedAt = input.acceptedAt instanceof Date ? input.acceptedAt : null;
        const form = {
          ...given(input),
          declared,
          acceptedAt,
          contact: input.contact ? readContactInput(input.contact) : null,
          members: input.members.map(readPerson),
          obligors: (input.obligors ?? []).map(readPerson),
        };
        const idempotencyKey = input.idempotencyKey ?? sameFormKey(services, form);
        return perform(registerApplicationAct, { ...form, idempotencyKey });
      }),
  }),
);
