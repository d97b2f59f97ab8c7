import { storeAnswersInTrx } from '../evidence/evidence-store.ts';
import type { Database } from '../platform/database.ts';
import type { QuestionFault } from '../question/fault.ts';
import { lockOpenInTrx } from '../question/find.ts';
import type { OpenScope } from '../question/find.ts';
import { kindOfSilence } from '../question/reason.ts';
import { giveUpInTrx } from '../question/settle.ts';
import { logProgressInTrx } from './progress-log.ts';
import { progressOf } from './question-traces.ts';
import type { VerificationServices } from './services.ts';
import type { Verification } from './verification.ts';

/** Why a question is closed without an answer of its source. */
export type Silence =
  /** Its time has run out. */
  | { readonly why: 'OVERDUE' }
  /** The source refused it for good, or it could not be written in the source's form. */
  | { readonly why: 'FAULT'; readonly questionIds: readonly string[]; readonly fault: QuestionFault };

/**
 * Closes questions without an answer, in the caller's transaction under the verification's lock. A question that
 * waited in vain for signatures was never allowed to be sent and is `NOT_AUTHORISED`; every other one is
 * `NO_RESPONSE` with its reason. A question that had joined another stays joined: the late answer to that one is its
 * late answer too.
 *
 * @returns number of questions closed.
 */
export async function settleSilentInTrx(
  services: VerificationServices,
  trx: Database,
  verification: Verification,
  silence: Silence,
  now: Date,
): Promise<number> {
  const silent = await lockOpenInTrx(trx, verification.id, scopeOf(silence, verification, now));
  if (silent.length === 0) return 0;
  const territories = new Map(services.sources.map((source) => [source.id, source.territory]));
  const answers = silent.map((question) => ({
    questionId: question.id,
    kind: kindOfSilence(question.reason),
    coverage: {
      territory: territories.get(question.sourceId) ?? verification.division,
      period: { from: null, to: null },
    },
    dataDate: null,
    facts: [],
    raw: null,
    late: false,
    receivedAt: now,
    division: question.division,
  }));
  await storeAnswersInTrx(trx, services.vault, answers);
  await giveUpInTrx(
    trx,
    silent.map(({ id }) => id),
    silence.why === 'FAULT' ? silence.fault : null,
  );
  await logProgressInTrx(
    trx,
    now,
    silent.map((question, index) => progressOf(question, 'ANSWERED', answers[index]?.kind ?? 'NO_RESPONSE')),
  );
  return silent.length;
}

/** At the deadline of the verification every open question is over, whatever time its source had. */
function scopeOf(silence: Silence, { deadlineAt }: Verification, now: Date): OpenScope {
  if (silence.why === 'FAULT') return { ids: silence.questionIds };
  return deadlineAt <= now ? 'ALL' : { dueBy: now };
}
