import type { Selectable } from 'kysely';
import { z } from 'zod';
import { AMOUNT_REASONS } from '../evidence/question-form.ts';
import type { AmountReason } from '../evidence/question-form.ts';
import { parseCalendarDate } from '../platform/calendar-date.ts';
import type { CalendarDate } from '../platform/calendar-date.ts';
import type { QuestionTable } from '../platform/tables.ts';
import { QUESTION_FAULTS } from './fault.ts';
import type { QuestionFault } from './fault.ts';
import { QUESTION_REASONS } from './reason.ts';
import type { QuestionReason } from './reason.ts';
import { QUESTION_STATES } from './state.ts';
import type { QuestionState } from './state.ts';

/** One question of a verification, to one body about one person. */
export type Question = {
  readonly id: string;
  readonly verificationId: string;
  readonly personId: string;
  readonly sourceId: string;
  /** The answering body where a source has many; `null` where the source answers itself. */
  readonly institution: string | null;
  /** Asks only whether the sum is over this threshold, integer fen; `null` where the question asks everything. */
  readonly lineFen: number | null;
  /**
   * Why the question asks a body for the amount although the body accepts threshold questions; `null` for every
   * other.
   */
  readonly because: AmountReason | null;
  readonly purpose: string;
  readonly baseDate: CalendarDate;
  /** The letter under which the question was asked or shares an answer. */
  readonly letterId: string | null;
  /** The same on every retry; the department recognises a repeated question by it. */
  readonly requestId: string;
  readonly state: QuestionState;
  readonly dueAt: Date;
  /** Committed before the question is sent. */
  readonly askedAt: Date | null;
  /** When the question, or the question that it joined, is known to have been sent. */
  readonly sentAt: Date | null;
  /** Attempts, including retries. */
  readonly attempts: number;
  /** Why it was not sent, or why its answer has this kind. */
  readonly reason: QuestionReason | null;
  /** The last fault of the connection. */
  readonly fault: QuestionFault | null;
  /** The identical question whose answer it shares. */
  readonly follows: Following | null;
  readonly division: string;
};

/** How a question relates to an identical one: it waits for that answer, or it received the stored answer. */
export type Following = { readonly questionId: string; readonly how: 'JOINED' | 'REUSED' };

const stateSchema = z.enum(QUESTION_STATES);
const becauseSchema = z.enum(AMOUNT_REASONS);
const reasonSchema = z.enum(QUESTION_REASONS);

/**
 * Reads a row into a question.
 *
 * @throws ZodError when the row was altered outside the application.
 */
export function toQuestion(row: Selectable<QuestionTable>): Question {
  return {
    id: row.id,
    verificationId: row.verification_id,
    personId: row.person_id,
    sourceId: row.source_id,
    institution: row.institution === '' ? null : row.institution,
    lineFen: row.line_fen,
    because: row.asked_because === null ? null : becauseSchema.parse(row.asked_because),
    purpose: row.purpose,
    baseDate: parseCalendarDate(row.base_date),
    letterId: row.letter_id,
    requestId: row.request_id,
    state: stateSchema.parse(row.state),
    dueAt: row.due_at,
    askedAt: row.asked_at,
    sentAt: row.sent_at,
    attempts: row.attempts,
    ...reasonOrFault(row.last_fault),
    follows: row.answered_as === null || row.shared === null ? null : { questionId: row.answered_as, how: row.shared },
    division: row.division,
  };
}

/** The column holds a reason or a fault; no code is both. */
function reasonOrFault(code: string | null): Pick<Question, 'reason' | 'fault'> {
  if (code === null) return { reason: null, fault: null };
  const fault = QUESTION_FAULTS.find((one) => one === code);
  return fault === undefined ? { reason: reasonSchema.parse(code), fault: null } : { reason: null, fault };
}
