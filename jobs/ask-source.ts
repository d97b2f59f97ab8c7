import { askWithRetry } from '../adapters/ask-with-retry.ts';
import { releaseQuestionsAct } from '../src/access/acts/answer-work.ts';
import { tellWaitingAct } from '../src/access/acts/check-work.ts';
import { SourceFault } from '../src/sources/port.ts';
import type { DirectConnection } from '../src/sources/port.ts';
import { lineOf } from '../src/sources/terms.ts';
import type { LatencyLog } from '../src/sources/latency.ts';
import type { ClaimedQuestion } from '../src/verification/claim-questions.ts';
import { withinTime } from '../src/platform/within-time.ts';
import { announce } from './announce.ts';
import { asWorker } from './as-worker.ts';
import type { AnswerTaker } from './answer-taker.ts';
import type { Claimer } from './claimer.ts';
import type { ClaimsInHand } from './claims-in-hand.ts';
import { askAgain } from './ask-again.ts';
import { closeAsFault } from './close-as-fault.ts';
import { keepAndTell } from './keep-unread.ts';
import type { ConnectedSource, WorkServices } from './services.ts';

/** Tools that the asking of one process shares. */
export type Asking = {
  readonly services: WorkServices;
  readonly claim: Claimer;
  readonly take: AnswerTaker;
  readonly inHand: ClaimsInHand;
  readonly latency: LatencyLog;
};

const AFTER_FAULT_MS = 2_000;

/**
 * Asks one source everything that one check still wants of it: quota first, then letters, then the questions, all at
 * once within the places that were granted.
 *
 * @param unsent Number of the check's questions to this source that have not left.
 * @returns milliseconds after which it is worth asking again; `null` when nothing is left to ask.
 */
export async function askSource(
  asking: Asking,
  source: ConnectedSource & { readonly connection: DirectConnection },
  verificationId: string,
  unsent: number,
  signal: AbortSignal,
): Promise<number | null> {
  const { services } = asking;
  const { definition, planned } = source;
  const { behaviour } = definition;
  const now = services.clock.now();
  const opensIn = services.calendar.nextOpening(behaviour.window, now).getTime() - now.getTime();
  if (opensIn > 0) return waitInLine(services, verificationId, definition.id, 'WAITING_WINDOW', opensIn);
  const line = lineOf(definition);
  const leave = await services.guard.take(line.id, line, unsent);
  if (leave.slots.length === 0) {
    return waitInLine(services, verificationId, definition.id, 'WAITING_QUOTA', leave.retryInMs);
  }
  const places = [...leave.slots];
  try {
    const { questions } = await asking.claim({ verificationId, source: planned, most: places.length });
    announce(services, [verificationId]);
    if (questions.length === 0) await services.guard.unused(line.id);
    const waits = await Promise.all(
      questions.map(async (question) => {
        const place = places.pop();
        try {
          return await askOne(asking, source, question, signal);
        } finally {
          if (place !== undefined) await services.guard.release(place);
        }
      }),
    );
    const again = waits.filter((ms) => ms !== null);
    return again.length === 0 ? null : Math.min(...again);
  } finally {
    await Promise.all(places.map((place) => services.guard.release(place)));
  }
}

/**
 * A repetition is a question more to the department: it takes its unit of the quota, in the place of the first.
 *
 * @throws SourceFault BUSY when there is none now.
 */
async function payForRepetition(
  { guard }: WorkServices,
  definition: ConnectedSource['definition'],
  attempt: number,
): Promise<void> {
  if (attempt === 1) return;
  const line = lineOf(definition);
  const { slots } = await guard.take(line.id, line, 1);
  if (slots.length === 0) throw new SourceFault('BUSY', { retryable: true });
  await Promise.all(slots.map((slot) => guard.release(slot)));
}

async function waitInLine(
  services: WorkServices,
  verificationId: string,
  sourceId: string,
  wait: 'WAITING_QUOTA' | 'WAITING_WINDOW',
  ms: number,
): Promise<number> {
  if (await asWorker(services, tellWaitingAct, { verificationId, sourceId, wait })) {
    announce(services, [verificationId]);
  }
  return ms;
}

/** @returns `null` when the question is settled, else milliseconds after which it may be asked again. */
async function askOne(
  asking: Asking,
  source: ConnectedSource & { readonly connection: DirectConnection },
  question: ClaimedQuestion,
  signal: AbortSignal,
): Promise<number | null> {
  const { services, inHand } = asking;
  const { definition, connection } = source;
  const { behaviour } = definition;
  const line = lineOf(definition);
  let began = performance.now();
  inHand.hold(question.questionId);
  try {
    const left = question.dueAt.getTime() - services.clock.now().getTime();
    const budget = Math.max(1, Math.min(left, behaviour.timeoutMs * behaviour.attempts + AFTER_FAULT_MS));
    const reply = await withinTime(signal, budget, (within) =>
      askWithRetry(definition, connection, question, within, async (attempt) => {
        await payForRepetition(services, definition, attempt);
        began = performance.now();
      }),
    );
    asking.latency.note(definition.id, performance.now() - began);
    await asking.take(reply);
    if (await services.guard.succeeded(line.id)) await askAgain(services, line.id);
    return null;
  } catch (thrown) {
    if (!(thrown instanceof SourceFault)) throw thrown;
    const { reason, retryable } = thrown;
    services.log.warn('source fault', { sourceId: definition.id, questionId: question.questionId, code: reason });
    if (signal.aborted || retryable) {
      await asWorker(services, releaseQuestionsAct, { questionIds: [question.questionId], fault: reason });
      // A worker that is told to stop says nothing about the source.
      if (!signal.aborted) await services.guard.failed(line.id, line);
      return AFTER_FAULT_MS;
    }
    if (thrown.unread !== null) {
      // First kept, then closed: killed in between, the question is asked again and its answer kept once.
      const body = { sourceId: definition.id, institution: question.institution ?? '' };
      await keepAndTell(services, body, { questionId: question.questionId }, thrown.unread);
    }
    await closeAsFault(services, [question], reason);
    return null;
  } finally {
    inHand.letGo(question.questionId);
  }
}
