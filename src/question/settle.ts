import type { Database } from '../platform/database.ts';
import type { QuestionFault } from './fault.ts';
import { assertAllMoved } from './moved.ts';
import { CALLED_OFF } from './reason.ts';
import type { ENDED_BEFORE_ANSWER, NotCoveredReason } from './reason.ts';
import { TRANSITIONS } from './state.ts';

/** Settles questions that no letter covers: they never leave. */
export async function refuseInTrx(
  trx: Database,
  questionIds: readonly string[],
  reason: NotCoveredReason,
): Promise<void> {
  if (questionIds.length === 0) return;
  const refused = await trx
    .updateTable('question')
    .set((eb) => ({
      state: TRANSITIONS.REFUSE.to,
      last_fault: reason,
      claimed_until: null,
      version: eb('version', '+', 1),
    }))
    .where('id', 'in', questionIds)
    .where('state', 'in', TRANSITIONS.REFUSE.from)
    .executeTakeFirst();
  assertAllMoved('REFUSE', questionIds.length, refused);
}

/**
 * Settles questions to which an answer of their own came: whatever they shared with another is theirs no longer.
 *
 * @param unread why the answer is not kept, or not read; `null` where it is.
 */
export async function settleAnsweredInTrx(
  trx: Database,
  questionIds: readonly string[],
  now: Date,
  unread: typeof ENDED_BEFORE_ANSWER | typeof CALLED_OFF | null,
): Promise<void> {
  if (questionIds.length === 0) return;
  const answered = await trx
    .updateTable('question')
    .set((eb) => ({
      state: TRANSITIONS.ANSWER.to,
      sent_at: eb.fn.coalesce('sent_at', eb.val(now)),
      claimed_until: null,
      answered_as: null,
      shared: null,
      taken_answer: null,
      last_fault: unread,
      version: eb('version', '+', 1),
    }))
    .where('id', 'in', questionIds)
    .where('state', 'in', TRANSITIONS.ANSWER.from)
    .executeTakeFirst();
  assertAllMoved('ANSWER', questionIds.length, answered);
}

/**
 * Gives questions up that get no answer. Each keeps why: `fault`, else the reason or fault that it had already, which
 * says more than that it came too late, else what it stood in line for, else that it is overdue.
 */
export async function giveUpInTrx(
  trx: Database,
  questionIds: readonly string[],
  fault: QuestionFault | null,
): Promise<void> {
  if (questionIds.length === 0) return;
  const given = await trx
    .updateTable('question')
    .set((eb) => ({
      state: TRANSITIONS.GIVE_UP.to,
      claimed_until: null,
      last_fault:
        fault ??
        eb.fn.coalesce(
          'last_fault',
          eb.case().when('state', 'in', IN_LINE).then(eb.ref('state')).else('OVERDUE').end(),
        ),
      version: eb('version', '+', 1),
    }))
    .where('id', 'in', questionIds)
    .where('state', 'in', TRANSITIONS.GIVE_UP.from)
    .executeTakeFirst();
  assertAllMoved('GIVE_UP', questionIds.length, given);
}

const IN_LINE = ['WAITING_QUOTA', 'WAITING_WINDOW'] as const;

/**
 * Settles what is open of a check that is called off. What has not left never will; what has left may still be answered,
 * and is then kept sealed. What joined another check's question waits no longer, and was never sent.
 */
export async function callOffInTrx(trx: Database, verificationId: string): Promise<void> {
  await trx
    .updateTable('question')
    .set((eb) => ({
      state: TRANSITIONS.CALL_OFF.to,
      answered_as: null,
      shared: null,
      asked_at: eb.case().when('answered_as', 'is', null).then(eb.ref('asked_at')).end(),
      sent_at: eb.case().when('answered_as', 'is', null).then(eb.ref('sent_at')).end(),
      claimed_until: null,
      last_fault: CALLED_OFF,
      version: eb('version', '+', 1),
    }))
    .where('verification_id', '=', verificationId)
    .where('open', '=', true)
    .where('state', 'in', TRANSITIONS.CALL_OFF.from)
    .execute();
}
