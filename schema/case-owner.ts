import { ASSIGN_OUTCOMES, assignCasesAct } from '../src/access/acts/assign-cases.ts';
import type { AssignedCase } from '../src/access/acts/assign-cases.ts';
import { seeOwner } from '../src/access/see/case.ts';
import type { CaseOwner } from '../src/application/owner.ts';
import { ApplicationType } from './application.ts';
import { builder } from './builder.ts';
import { readId } from './ids.ts';
import { answering } from './problems.ts';

const CaseOwnerType = builder.objectRef<CaseOwner>('CaseOwner').implement({
  description: 'Who works on a case.',
  fields: (t) => ({
    owner: t.exposeString('owner', { description: 'Subject of the person.' }),
    assignedBy: t.exposeString('assignedBy', {
      nullable: true,
      description: 'Null for whoever registered the case, to whom nobody gave it.',
    }),
    since: t.expose('since', { type: 'DateTime' }),
  }),
});

builder.objectField(ApplicationType, 'owner', (t) =>
  t.field({
    type: CaseOwnerType,
    description: 'The person to whom the case was given last, else whoever registered it.',
    resolve: (application, _args, { reader }) => seeOwner(reader, application),
  }),
);

const AssignedCaseType = builder.objectRef<AssignedCase>('AssignedCase').implement({
  description: 'What became of one case.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'As you named it.' }),
    outcome: t.expose('outcome', {
      type: builder.enumType('AssignCaseOutcome', {
        description:
          'UNCHANGED: it is theirs already. ENDED: nobody works on it any more. NOT_YOURS: there is none under the id within your place.',
        values: ASSIGN_OUTCOMES,
      }),
    }),
    owner: t.expose('owner', { type: CaseOwnerType, nullable: true, description: 'As it is now.' }),
  }),
});

builder.mutationField('assignCases', (t) =>
  t.field({
    type: [AssignedCaseType],
    description:
      'Hands cases over to a colleague, or takes them over; each is answered singly. Whoever loses a case and whoever gets one is told by a work item.',
    args: {
      ids: t.arg.idList({ required: true, description: '1 to 100.' }),
      owner: t.arg.string({ required: true, description: 'Subject of the person; your own takes them over.' }),
    },
    authScopes: { perform: assignCasesAct },
    errors: {
      union: { name: 'AssignCasesResult' },
      result: { name: 'AssignCasesSuccess' },
      dataField: { name: 'cases' },
    },
    resolve: (_root, { ids, owner }, { perform }) =>
      answering(async () => {
        const named = new Map(ids.map((id) => [readId('Application', id), id]));
        const cases = await perform(assignCasesAct, { ids: [...named.keys()], owner });
        return cases.map((one) => ({ ...one, id: named.get(one.id) ?? one.id }));
      }),
  }),
);
