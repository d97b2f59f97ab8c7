import { seeMe, seeStaff } from '../src/access/see/me.ts';
import type { Me } from '../src/access/see/me.ts';
import type { StaffMember } from '../src/access/staff-store.ts';
import { ROLES } from '../src/audit/actor.ts';
import { builder } from './builder.ts';
import { DecisionType } from './decision.ts';
import { ReviewType } from './review.ts';

const RoleEnum = builder.enumType('Role', {
  description: 'Roles that a token may name, and those of our own programs.',
  values: ROLES,
});

const StaffType = builder.objectRef<StaffMember>('Staff').implement({
  description: 'A person of an office, as colleagues and papers see them.',
  fields: (t) => ({
    subject: t.exposeString('subject', { description: 'Subject of their token.' }),
    name: t.exposeString('name'),
    office: t.exposeString('office'),
    division: t.exposeString('division'),
  }),
});

const MeType = builder.objectRef<Me>('Me').implement({
  description: 'The caller, as their token and the list of staff name them.',
  fields: (t) => ({
    kind: t.exposeString('kind', { description: '`STAFF`, `PARTNER` or `APPLICANT`.' }),
    subject: t.exposeString('subject'),
    name: t.exposeString('name', { nullable: true, description: 'Null where nobody has recorded it.' }),
    office: t.exposeString('office', { nullable: true }),
    division: t.exposeString('division', { nullable: true, description: 'The place that the caller serves.' }),
    roles: t.field({ type: [RoleEnum], resolve: ({ roles }) => [...roles] }),
    may: t.stringList({
      description: 'Names of the reads and acts that the caller’s roles include, whatever the place.',
      resolve: ({ may }) => [...may],
    }),
  }),
});

builder.queryField('me', (t) =>
  t.field({ type: MeType, description: 'Who calls.', resolve: (_root, _args, { reader }) => seeMe(reader) }),
);

const SHOWN = 'Null where nobody has recorded how this person is shown.';
builder.objectField(ReviewType, 'reviewer', (t) =>
  t.field({
    type: StaffType,
    nullable: true,
    description: SHOWN,
    resolve: ({ reviewedBy }, _args, { reader }) => seeStaff(reader, reviewedBy),
  }),
);
builder.objectField(DecisionType, 'decider', (t) =>
  t.field({
    type: StaffType,
    nullable: true,
    description: SHOWN,
    resolve: ({ decidedBy }, _args, { reader }) => seeStaff(reader, decidedBy),
  }),
);
