import { decideAct } from '../src/access/acts/decision.ts';
import { closeApplicationAct } from '../src/access/acts/application.ts';
import { ApplicationType } from './application.ts';
import { builder } from './builder.ts';
import { DecisionKindEnum, DecisionType, RecheckEnum } from './decision.ts';
import { readId } from './ids.ts';
import { answering } from './problems.ts';

const GroundInput = builder.inputType('GroundInput', {
  description: 'A finding of the report that is a fact. A missing answer is none.',
  fields: (t) => ({
    finding: t.string({ required: true, description: 'Id of an indicator, or `INCOME`.' }),
    established: t.string({ description: 'What a person established; a must where the indicator only warns.' }),
  }),
});

const DecideInput = builder.inputType('DecideInput', {
  fields: (t) => ({
    verificationId: t.id({ required: true }),
    version: t.int({ required: true, description: 'The version decided upon: the newest, and reviewed.' }),
    kind: t.field({ type: DecisionKindEnum, required: true }),
    reasons: t.string({ required: true, description: 'In plain words, naming nobody else: they stand in the notice.' }),
    grounds: t.field({ type: [GroundInput], description: 'A must for a decision against the family.' }),
    monthlyFen: t.field({ type: 'Fen', description: 'Aid for the household and month, for a grant and a change.' }),
    graceMonths: t.int({ description: 'For a grace period 渐退.' }),
    recheck: t.field({ type: RecheckEnum, description: 'For a grant and a change; UNSTEADY unless given.' }),
    unrelated: t.boolean({
      description:
        'You state not to be related to the applicant; a must where the case is filed as a staff relative’s.',
    }),
    idempotencyKey: t.string({ required: true }),
  }),
});

builder.mutationField('decide', (t) =>
  t.field({
    type: DecisionType,
    description: 'Decides on a reviewed version of a report, and makes the written notice.',
    args: { input: t.arg({ type: DecideInput, required: true }) },
    authScopes: { perform: decideAct },
    errors: { union: { name: 'DecideResult' }, result: { name: 'DecideSuccess' }, dataField: { name: 'decision' } },
    resolve: (_root, { input }, { perform }) =>
      answering(async () =>
        perform(decideAct, {
          verificationId: readId('Verification', input.verificationId),
          version: input.version,
          kind: input.kind,
          reasons: input.reasons,
          grounds: (input.grounds ?? []).map(({ finding, established }) => ({
            finding,
            established: established ?? null,
          })),
          monthlyFen: input.monthlyFen ?? null,
          graceMonths: input.graceMonths ?? null,
          recheck: input.recheck ?? null,
          unrelated: input.unrelated ?? false,
          idempotencyKey: input.idempotencyKey,
        }),
      ),
  }),
);

builder.mutationField('closeApplication', (t) =>
  t.field({
    type: ApplicationType,
    description:
      'Ends a case whose refusal or stop is final, and its letter: the notice delivered, the time to object over, no objection open.',
    args: { applicationId: t.arg.id({ required: true }) },
    authScopes: { perform: closeApplicationAct },
    errors: {
      union: { name: 'CloseApplicationResult' },
      result: { name: 'CloseApplicationSuccess' },
      dataField: { name: 'application' },
    },
    resolve: (_root, { applicationId }, { perform }) =>
      answering(async () => perform(closeApplicationAct, { applicationId: readId('Application', applicationId) })),
  }),
);
