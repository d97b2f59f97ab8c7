import { endLetterAct, withdrawGrantAct } from '../src/access/acts/letter.ts';
import { LETTER_END_REASONS } from '../src/authorisation/end-letter.ts';
import { builder } from './builder.ts';
import { LetterType } from './letter.ts';
import { answering } from './problems.ts';

const EndReasonEnum = builder.enumType('LetterEndReason', {
  description: 'Why a letter no longer stands, by the clauses printed on it.',
  values: LETTER_END_REASONS,
});

builder.mutationField('endLetter', (t) =>
  t.field({
    type: LetterType,
    description: 'Ends a letter for everybody who signed it: nothing more is asked by it. What was asked stays asked.',
    args: {
      letterId: t.arg.id({ required: true }),
      reason: t.arg({ type: EndReasonEnum, required: true }),
    },
    authScopes: { perform: endLetterAct },
    errors: { union: { name: 'EndLetterResult' }, result: { name: 'EndLetterSuccess' }, dataField: { name: 'letter' } },
    resolve: (_root, input, { perform }) => answering(() => perform(endLetterAct, input)),
  }),
);

builder.mutationField('withdrawGrant', (t) =>
  t.field({
    type: LetterType,
    description: 'Somebody takes their consent back 撤回同意: nothing more is asked about them by this letter.',
    args: {
      letterId: t.arg.id({ required: true }),
      personId: t.arg.id({ required: true }),
    },
    authScopes: { perform: withdrawGrantAct },
    errors: {
      union: { name: 'WithdrawGrantResult' },
      result: { name: 'WithdrawGrantSuccess' },
      dataField: { name: 'letter' },
    },
    resolve: (_root, input, { perform }) => answering(() => perform(withdrawGrantAct, input)),
  }),
);
