import type { QuestionFault } from '../../question/fault.ts';
import { markSentInTrx, releaseQuestionsInTrx, renewClaimsInTrx } from '../../question/in-hand.ts';
import { eraseKeptInTrx } from '../../sources/unread-store.ts';
import type { VerificationServices } from '../../verification/services.ts';
import { holdForAnswersInTrx, takeAnswersInTrx } from '../../verification/take-answers.ts';
import type { HeldForAnswers, Taken, TakenAnswer } from '../../verification/take-answers.ts';
import { defineProgramAct } from './program-act.ts';

type Questions = { readonly questionIds: readonly string[] };

/** Questions in hand are no lock of their own: what is not in hand any more stays as it is. */
const holdNothing = (): Promise<null> => Promise.resolve(null);

/** Keeps questions in the hand of a living worker. */
export const renewClaimsAct = defineProgramAct<VerificationServices, Questions, void, null>({
  name: 'RENEW_CLAIMS',
  traces: 'NO_PERSON',
  hold: holdNothing,
  run: (_, acting, { questionIds }) => renewClaimsInTrx(acting, questionIds),
});

/** Lets questions be asked again whose source failed to answer. */
export const releaseQuestionsAct = defineProgramAct<
  VerificationServices,
  Questions & { readonly fault: QuestionFault },
  void,
  null
>({
  name: 'RELEASE_QUESTIONS',
  traces: 'NO_PERSON',
  hold: holdNothing,
  run: (_, acting, { questionIds, fault }) => releaseQuestionsInTrx(acting, questionIds, fault),
});

/** Notes that questions have left in a file. */
export const markSentAct = defineProgramAct<VerificationServices, Questions, void, null>({
  name: 'MARK_SENT',
  traces: 'NO_PERSON',
  hold: holdNothing,
  run: (_, acting, { questionIds }) => markSentInTrx(acting, questionIds),
});

/** Takes what departments answered. */
export const takeAnswersAct = defineProgramAct<VerificationServices, readonly TakenAnswer[], Taken, HeldForAnswers>({
  name: 'TAKE_ANSWERS',
  traces: 'EACH_CHECK',
  hold: holdForAnswersInTrx,
  run: takeAnswersInTrx,
});

/**
 * Takes answers that were kept because they could not be read, and erases the kept ones: an operator has them read again
 * by an adapter that was mended.
 */
export const takeKeptAnswersAct = defineProgramAct<
  VerificationServices,
  { readonly answers: readonly TakenAnswer[]; readonly keptIds: readonly string[] },
  Taken,
  HeldForAnswers
>({
  name: 'TAKE_KEPT_ANSWERS',
  roles: ['OPERATOR'],
  traces: 'EACH_CHECK',
  hold: (trx, { answers }) => holdForAnswersInTrx(trx, answers),
  async run(services, acting, { answers, keptIds }, held) {
    const taken = await takeAnswersInTrx(services, acting, answers, held);
    await eraseKeptInTrx(acting, keptIds);
    return taken;
  },
});
