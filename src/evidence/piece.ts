import type { CalendarDate } from '../platform/calendar-date.ts';
import type { AnswerKind, Coverage } from './answer.ts';
import type { Fact, FactType } from './facts.ts';
import type { AmountReason } from './question-form.ts';
import type { UnreadRecords } from './unread-records.ts';

/**
 * One piece of evidence 核对信息: one question and what became of it, as indicators, report and page see it.
 * Pure data; built by the store from rows of `question` and `answer`.
 */
export type EvidencePiece = {
  readonly questionId: string;
  readonly requestId: string;
  readonly personId: string;
  /** Registry id of the source, e.g. `real-estate`. */
  readonly sourceId: string;
  /** The answering body where a source has many (a bank's code); `null` where it has one. */
  readonly institution: string | null;
  /** `null` while the answer is outstanding and its deadline has not passed. */
  readonly kind: AnswerKind | null;
  readonly coverage: Coverage | null;
  readonly facts: readonly Fact[];
  /** Kinds of fact that a `PARTIAL` answer says that it leaves out; absent where it names none. */
  readonly missing?: readonly FactType[];
  /** Records of the answer that could not be read and were set aside; absent where all could. */
  readonly unread?: readonly UnreadRecords[];
  /** When the question was committed to be sent, UTC; `null` where it was not. See {@link neverLeft}. */
  readonly askedAt: Date | null;
  /** When the answer came in, UTC. */
  readonly answeredAt: Date | null;
  /** The day up to which the source's data were current. */
  readonly dataDate: CalendarDate | null;
  readonly letterNumber: string | null;
  /** SHA-256 over 32 random bytes and the raw answer, hex; `null` where there is none. */
  readonly commitment: string | null;
  /** The same over the facts as they were read, with another salt; absent where there is none. */
  readonly factsCommitment?: string;
  /** Code of why there is no answer, e.g. `TIMEOUT`, `NOT_SIGNED`; `null` where none is kept. */
  readonly reason: string | null;
  /**
   * How it goes with an identical question: it was given that one's fresh answer, or waits with it while it is in flight.
   * Absent where it was asked itself; else request id and `askedAt` are those of the other.
   */
  readonly shared?: 'REUSED' | 'JOINED';
  /** Asked only whether the sum is over this line, integer fen; absent where everything was asked. */
  readonly lineFen?: number;
  /** Why the amount was asked of a body that says whether a sum is over a line; absent where it was not. */
  readonly because?: AmountReason;
};

/**
 * Whether the question never left the house: its source was closed, its quota used up, or it cannot be written in the
 * source's encoding. Nobody was silent about such a question.
 */
export function neverLeft({ askedAt, reason }: Pick<EvidencePiece, 'askedAt' | 'reason'>): boolean {
  return askedAt === null || reason === 'UNENCODABLE';
}
