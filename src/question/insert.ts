import type { AmountReason } from '../evidence/question-form.ts';
import { shanghaiDate } from '../platform/calendar-date.ts';
import type { CalendarDate } from '../platform/calendar-date.ts';
import type { Database } from '../platform/database.ts';
import { insertRows } from '../platform/insert-rows.ts';
import type { NeverAskedReason } from './reason.ts';

/** A question about to be written. */
export type NewQuestion = {
  readonly verificationId: string;
  readonly personId: string;
  readonly sourceId: string;
  /** Empty where the source answers itself. */
  readonly institution: string;
  /** Asks only whether the sum is over this line, integer fen; `null` where everything is asked. */
  readonly lineFen: number | null;
  readonly because: AmountReason | null;
  readonly purpose: string;
  readonly baseDate: CalendarDate;
  readonly dueAt: Date;
  readonly dueProvisional: boolean;
  /** Why it can never be asked; `null` where it will be. */
  readonly neverAsked: NeverAskedReason | null;
  readonly division: string;
};

/**
 * Writes questions, each with the request id that it keeps for ever: PLANNED, or SETTLED where it can never be asked.
 *
 * @returns their ids, in the order of the questions.
 */
export async function insertQuestionsInTrx(
  trx: Database,
  at: Date,
  questions: readonly NewQuestion[],
): Promise<readonly string[]> {
  const day = shanghaiDate(at).replaceAll('-', '');
  const ids = questions.map(() => crypto.randomUUID());
  await insertRows(
    trx,
    'question',
    questions.map((question, index) => {
      const id = ids[index] ?? crypto.randomUUID();
      return {
        id,
        verification_id: question.verificationId,
        person_id: question.personId,
        source_id: question.sourceId,
        institution: question.institution,
        form: question.lineFen === null ? ('FULL' as const) : ('LINE' as const),
        line_fen: question.lineFen,
        asked_because: question.because,
        purpose: question.purpose,
        base_date: question.baseDate,
        letter_id: null,
        request_id: `HD${day}${id.replaceAll('-', '')}`,
        state: question.neverAsked === null ? 'PLANNED' : 'SETTLED',
        due_at: question.dueAt,
        due_provisional: question.dueProvisional,
        asked_at: null,
        sent_at: null,
        claimed_until: null,
        attempts: 0,
        last_fault: question.neverAsked,
        answered_as: null,
        shared: null,
        taken_answer: null,
        version: 1,
        division: question.division,
        retention: 'CASE_FILE',
        created_at: at,
      };
    }),
  );
  return ids;
}
