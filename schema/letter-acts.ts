import { assertOwnLetter, seeLetter } from '../src/access/see/letter.ts';
import { endLetter, LETTER_END_REASONS, withdrawGrant } from '../src/authorisation/end-letter.ts';
import { assertFinalInTrx } from '../src/decision/close-case.ts';
import { isContested } from '../src/objection/open-contests.ts';
import type { Database } from '../src/platform/database.ts';
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
    authScopes: { may: 'END_LETTER' },
    errors: { union: { name: 'EndLetterResult' }, result: { name: 'EndLetterSuccess' }, dataField: { name: 'letter' } },
    resolve: (_root, { letterId, reason }, { services, reader }) =>
      answering(async () => {
        const own = await assertOwnLetter(reader, 'END_LETTER', letterId);
        // A failed check ends the letter with the final decision only: until then the family may object.
        const allow =
          reason === 'CHECK_FAILED'
            ? (trx: Database) => assertFinalInTrx(services, trx, own.applicationId, isContested)
            : undefined;
        await endLetter(services, reader.actor, { letterId: own.id, reason }, allow);
        return seeLetter(reader, own);
      }),
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
    authScopes: { may: 'WITHDRAW_GRANT' },
    errors: {
      union: { name: 'WithdrawGrantResult' },
      result: { name: 'WithdrawGrantSuccess' },
      dataField: { name: 'letter' },
    },
    resolve: (_root, { letterId, personId }, { services, reader }) =>
      answering(async () => {
        const own = await assertOwnLetter(reader, 'WITHDRAW_GRANT', letterId);
        await withdrawGrant(services, reader.actor, { letterId: own.id, personId });
        return seeLetter(reader, own);
      }),
  }),
);
