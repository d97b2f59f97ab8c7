import { endApplicationAct, withdrawApplicationAct } from '../src/access/acts/ends.ts';
import { seeEnding } from '../src/access/see/case.ts';
import { ENDINGS } from '../src/application/ending.ts';
import type { CaseEnding, EndReason } from '../src/application/ending.ts';
import { ApplicationType } from './application.ts';
import { builder } from './builder.ts';
import { readId } from './ids.ts';
import { answering } from './problems.ts';
import { WordsType } from './words.ts';

function described(codes: readonly EndReason[]) {
  return Object.fromEntries(
    codes.map((code) => [code, { description: `${ENDINGS[code].zh}: ${ENDINGS[code].en}` }]),
  ) as Record<EndReason, { description: string }>;
}

const { WITHDRAWN, ...endings } = ENDINGS;
const EndReasonEnum = builder.enumType('ApplicationEndReason', {
  description: 'Why a case ends without a decision.',
  values: described(Object.keys(endings) as EndReason[]),
});

const EndingType = builder.objectRef<CaseEnding>('ApplicationEnding').implement({
  description: 'How a case ended without a decision.',
  fields: (t) => ({
    reason: t.exposeString('reason', { description: 'A code of `ApplicationEndReason`, or `WITHDRAWN`.' }),
    words: t.field({ type: WordsType, resolve: ({ reason }) => ENDINGS[reason] }),
    why: t.exposeString('why', { description: 'In the words of whoever ended it.' }),
    endedBy: t.exposeString('endedBy'),
    endedAt: t.expose('endedAt', { type: 'DateTime' }),
  }),
});

builder.objectField(ApplicationType, 'ending', (t) =>
  t.field({
    type: EndingType,
    nullable: true,
    description: 'Null for a case that stands, or that a final decision closed.',
    resolve: (application, _args, { reader }) => seeEnding(reader, application),
  }),
);

builder.mutationField('withdrawApplication', (t) =>
  t.field({
    type: ApplicationType,
    description: `${WITHDRAWN.zh}: ${WITHDRAWN.en}. Checks under way are called off, letters end, work items lapse; not while aid is in force.`,
    args: {
      applicationId: t.arg.id({ required: true }),
      why: t.arg.string({ required: true, description: 'How the family said it, at most 1,000 characters.' }),
    },
    authScopes: { perform: withdrawApplicationAct },
    errors: {
      union: { name: 'WithdrawApplicationResult' },
      result: { name: 'WithdrawApplicationSuccess' },
      dataField: { name: 'application' },
    },
    resolve: (_root, { applicationId, why }, { perform }) =>
      answering(async () =>
        perform(withdrawApplicationAct, { applicationId: readId('Application', applicationId), why }),
      ),
  }),
);

builder.mutationField('endApplication', (t) =>
  t.field({
    type: ApplicationType,
    description:
      'Ends a case without a decision: checks under way are called off, letters end, work items lapse. MISTAKE hides it from lists and searches. Not while aid is in force: a decision stops that.',
    args: {
      applicationId: t.arg.id({ required: true }),
      reason: t.arg({ type: EndReasonEnum, required: true }),
      why: t.arg.string({ required: true, description: 'What happened, at most 1,000 characters.' }),
    },
    authScopes: { perform: endApplicationAct },
    errors: {
      union: { name: 'EndApplicationResult' },
      result: { name: 'EndApplicationSuccess' },
      dataField: { name: 'application' },
    },
    resolve: (_root, { applicationId, reason, why }, { perform }) =>
      answering(async () =>
        perform(endApplicationAct, { applicationId: readId('Application', applicationId), reason, why }),
      ),
  }),
);
