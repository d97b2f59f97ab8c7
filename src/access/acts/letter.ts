import type { CaseServices } from '../../application/services.ts';
import { endLetterInTrx, withdrawGrantInTrx } from '../../authorisation/end-letter.ts';
import type { LetterEnding } from '../../authorisation/end-letter.ts';
import { readLetters } from '../../authorisation/letter-store.ts';
import type { Letter } from '../../authorisation/letter.ts';
import type { RecordLetterInput } from '../../authorisation/parse-letter.ts';
import { recordLetterInTrx } from '../../authorisation/record-letter.ts';
import { judgeScans } from '../../authorisation/scan.ts';
import { assertFinalInTrx } from '../../decision/close-case.ts';
import { isContested } from '../../objection/open-contests.ts';
import type { Database } from '../../platform/database.ts';
import type { VerificationServices } from '../../verification/services.ts';
import { defineAct } from './define-act.ts';
import { ofApplication, ofLetter } from './locate.ts';
import type { InCase } from './locate.ts';

/** Records a signed letter 授权书. */
export const recordLetterAct = defineAct<CaseServices, RecordLetterInput, Letter, InCase>({
  name: 'RECORD_LETTER',
  roles: ['CASEWORKER'],
  target: 'CASE',
  keyed: false,
  entry: 'RECORD_LETTER',
  field: 'applicationId',
  locate: ofApplication,
  prepare: ({ scan = null }) => judgeScans(scan === null ? [] : [{ scan, field: 'scan' }]),
  run: ({ services, application, ...acting }, input) => recordLetterInTrx(services, acting, application, input),
});

/** Ends a letter for everybody who signed it. */
export const endLetterAct = defineAct<
  VerificationServices,
  LetterEnding,
  Letter,
  InCase & { readonly letterId: string }
>({
  name: 'END_LETTER',
  roles: ['CASEWORKER'],
  target: 'CASE',
  keyed: false,
  entry: 'END_LETTER',
  field: 'letterId',
  locate: ofLetter,
  async run({ services, application, found, ...acting }, { reason }) {
    // A failed check ends the letter with the final decision only: until then the family may object.
    if (reason === 'CHECK_FAILED') await assertFinalInTrx(services, acting, application, isContested);
    await endLetterInTrx(acting, { letterId: found.letterId, reason });
    return getLetter(acting.trx, found);
  },
});

/** Somebody takes their consent back 撤回同意. */
export const withdrawGrantAct = defineAct<
  CaseServices,
  { readonly letterId: string; readonly personId: string },
  Letter,
  InCase & { readonly letterId: string }
>({
  name: 'WITHDRAW_GRANT',
  roles: ['CASEWORKER'],
  target: 'CASE',
  keyed: false,
  entry: 'WITHDRAW_GRANT',
  field: 'letterId',
  locate: ofLetter,
  async run({ found, ...acting }, { personId }) {
    await withdrawGrantInTrx(acting, { letterId: found.letterId, personId });
    return getLetter(acting.trx, found);
  },
});

async function getLetter(
  db: Database,
  { applicationId, letterId }: InCase & { readonly letterId: string },
): Promise<Letter> {
  const letter = (await readLetters(db, applicationId)).find(({ id }) => id === letterId);
  if (letter === undefined) throw new Error('a letter that is being acted on is there');
  return letter;
}
