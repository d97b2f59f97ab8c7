import type { z } from 'zod';
import type { AnswerKind, Coverage } from '../evidence/answer.ts';
import type { Fact, FactType } from '../evidence/facts.ts';
import type { FormatSample } from '../evidence/format-sample.ts';
import type { UnreadRecords } from '../evidence/unread-records.ts';
import type { Certificate, CertificateType } from '../identity/certificate.ts';
import type { CalendarDate } from '../platform/calendar-date.ts';
import type { Clock } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import type { SourceLimits } from '../platform/source-guard.ts';
import type { ServiceWindow } from '../platform/working-days.ts';
import type { QuestionFault } from '../question/fault.ts';
import type { RegisterLevel } from './territory.ts';

/**
 * The port of a source: all that the gateway and a department's adapter agree on. Adapters implement it; whatever else
 * speaks of a source derives its shape from here.
 */

/** A question as a department sees it. It carries the letter, so that the department can check it too. */
export type Inquiry = {
  /** Committed before sending and the same on every retry; the department recognises a repetition by it. */
  readonly requestId: string;
  /** The answering body where a source has many; `null` where it has one. */
  readonly institution: string | null;
  readonly certificate: Certificate;
  readonly name: string;
  readonly letterNumber: string;
  readonly purpose: string;
  readonly baseDate: CalendarDate;
  /** Asks only whether the sum is over this line, integer fen; absent where everything is asked. */
  readonly lineFen?: number;
};

/** A department's answer in our vocabulary, with its bytes as received. */
export type SourceReply = {
  readonly requestId: string;
  readonly kind: Extract<AnswerKind, 'HIT' | 'NO_RECORD' | 'PARTIAL' | 'IDENTITY_MISMATCH'>;
  readonly facts: readonly Fact[];
  readonly coverage: Coverage;
  readonly dataDate: CalendarDate | null;
  /** What a PARTIAL answer says that it leaves out, and the kinds of what was set aside of it. */
  readonly missing?: readonly FactType[];
  /** Records of a PARTIAL answer that could not be read; absent where all could. */
  readonly unread?: readonly UnreadRecords[];
  /** Where they are not as agreed, in words that hold nothing of them. */
  readonly differences?: readonly string[];
  /** The answer exactly as it arrived; kept encrypted, committed to by a salted hash. */
  readonly raw: Uint8Array;
};

type Words = { readonly zh: string; readonly en: string };

/** How a department is treated. Every number is a setting with its unit in its name. */
export type SourceBehaviour = SourceLimits & {
  /** Hours in which the department takes questions; `null` means always. */
  readonly window: ServiceWindow | null;
  /** Time to wait for one network exchange. */
  readonly timeoutMs: number;
  /** Attempts of one exchange, the first included; more than one only where the department knows a repetition. */
  readonly attempts: number;
  /** Working days after which silence is `NO_RESPONSE`; a policy pack may set another. */
  readonly turnaroundWorkingDays: number;
  /** Data older than this at the base date are `STALE`. */
  readonly staleAfterDays: number;
  /** How long its answer serves for an identical question instead of asking again; {@link REUSE} unless given. */
  readonly reuse?: Reuse;
  /** The bodies that say whether a sum is over a line, and since when: that is asked of them first. */
  readonly lineQuestions?: readonly LineTerms[];
};

/**
 * A body that takes questions of the form `LINE` 是否超限, and since when: only whether the sum is over the line, and nothing
 * that an office need not know. Every other question is `FULL`: it asks all that the body knows, amounts with it.
 */
export type LineTerms = {
  /** Its code; empty where the source answers itself. */
  readonly institution: string;
  /** First day on which it does, `2017-07-01`. */
  readonly from: string;
  /** Last day on which it does; `null` where no end is known. */
  readonly until: string | null;
  /** Whether it takes a question for the amount too. */
  readonly tellsAmount: boolean;
};

/** Terms on which an answer is given again: within these hours, for these purposes of a verification. */
export type Reuse = { readonly withinHours: number; readonly purposes: readonly string[] };

/** A day, but never for an objection: whoever objects wants to hear the department again. */
export const REUSE: Reuse = { withinHours: 24, purposes: ['APPLICATION', 'REVERIFICATION'] };

/**
 * A platform that hands questions on to many departments. To the outside it is one line: quota and breaker are its own,
 * declared once, and what one department uses of them is gone for the others.
 */
export type Hub = SourceLimits & {
  /** Stable id, kebab-case, no source's. */
  readonly id: string;
  readonly name: Words;
};

/** A list that a department hands over unasked, e.g. of the deaths of a month. */
export type DeliveredList = {
  /** The department's number of the list, one more than that of the list before. */
  readonly sequence: number;
  readonly dataDate: CalendarDate;
  /** Rows that the department says it holds. */
  readonly count: number;
  /** SHA-256 over {@link raw} in hexadecimal, as the department states it. */
  readonly sha256: string;
  /** The list exactly as it arrived. */
  readonly raw: Uint8Array;
  readonly rows: readonly DeliveredRow[];
};

/** One person of a delivered list, with what it says of that person. */
export type DeliveredRow = Pick<Inquiry, 'certificate' | 'name'> & { readonly facts: readonly Fact[] };

/** What a line may have besides questions and answers. */
interface AnyConnection {
  /**
   * Hands each list that waits after number `after` to `take`, in the order of their numbers, and puts it away once it
   * was taken; absent where the department hands over none. `receiveLists` calls it and holds each list against its own
   * count and digest.
   * @throws SourceFault
   */
  deliver?(after: number, take: (list: DeliveredList) => Promise<void>): Promise<void>;
  close(): Promise<void>;
}

/** What became of one of several questions; the fault of one is not the fault of the others. */
export type AskedOutcome =
  | { readonly requestId: string; readonly reply: SourceReply }
  | { readonly requestId: string; readonly fault: SourceFault };

/** Several questions in one exchange, where the department's protocol has it; `askAll` uses it. */
type AsksMany = {
  /** Most questions of one exchange, at least 1. */
  readonly batchSize: number;
  /**
   * Asks at most `batchSize` questions in one exchange.
   * @returns one outcome for each inquiry, in their order.
   * @throws SourceFault where the exchange as a whole failed: then none of them is answered.
   */
  askMany(inquiries: readonly Inquiry[], signal: AbortSignal): Promise<readonly AskedOutcome[]>;
};

/** A source that answers in the same exchange. */
export type DirectConnection = OneByOne & (AsksMany | { readonly batchSize?: never; readonly askMany?: never });

interface OneByOne extends AnyConnection {
  readonly mode: 'DIRECT';
  /** @throws SourceFault naming whether the same question may be sent again. */
  ask(inquiry: Inquiry, signal: AbortSignal): Promise<SourceReply>;
  /**
   * Reads an answer to this inquiry that was kept because it could not be read when it came.
   * @throws SourceFault FORMAT_CHANGED where it still cannot be.
   */
  read(inquiry: Inquiry, raw: Uint8Array): SourceReply;
}

/** A source that takes files now and answers later. */
export interface ExchangeConnection extends AnyConnection {
  readonly mode: 'EXCHANGE';
  /** Lays one request file for one institution. Laying the same request ids again replaces nothing and harms nothing. */
  submit(institution: string, inquiries: readonly Inquiry[]): Promise<void>;
  /**
   * Reads every complete file that arrived, hands each answer to `take`, and puts the file away once all were taken.
   * A crash between the two hands the same answers again: `take` must be idempotent, and so must `refuse`.
   * @param refuse told of questions that will never be answered; without it they stay open until their time is over.
   * @param keep given each file that is not in the agreed form, before it is put aside.
   * @returns the number of answers taken.
   */
  collect(
    take: (reply: SourceReply) => Promise<void>,
    refuse?: (refused: RefusedQuestions) => Promise<void>,
    keep?: (file: UnreadFile) => Promise<void>,
  ): Promise<number>;
  /**
   * Reads a file that was kept because it could not be read when it came.
   * @returns its answers; none where it is not known any more what was asked.
   * @throws SourceFault FORMAT_CHANGED where it still cannot be read.
   */
  reread(file: Pick<UnreadFile, 'institution' | 'fileName'>, raw: Uint8Array): Promise<readonly SourceReply[]>;
  /** Request files that their institution has not acknowledged in time; for operators. */
  unacknowledged?(): Promise<readonly { readonly institution: string; readonly fileName: string }[]>;
  /** Calls back soon after something arrives; a hint only. */
  watch(onArrival: () => void): () => void;
}

/** The way to a department, open. */
export type Connection = DirectConnection | ExchangeConnection;

/** An answer that came and is not in the agreed form: its bytes, where they were taken in, and what may be told of them. */
export type UnreadAnswer = { readonly raw: Uint8Array | null; readonly sample: FormatSample };

/** A file that is not in the agreed form, opened, with the questions that it was to answer. */
export type UnreadFile = UnreadAnswer & {
  readonly institution: string;
  readonly fileName: string;
  readonly requestIds: readonly string[];
};

/** Questions of which an institution says that it refuses their file, or could not read their rows. */
export type RefusedQuestions = {
  readonly institution: string;
  readonly requestIds: readonly string[];
  readonly reason: SourceFault['reason'];
};

/** What a connection may use of the platform, and where it is. */
export type SourcePorts = {
  readonly clock: Clock;
  readonly log: Log;
  /** GB/T 2260 code of the territory of the register, as this installation reaches it: answers speak of it. */
  readonly territory: string;
};

/** The department as the gateway speaks of it, plans its questions and treats it; without the way to it. */
export type SourceDescription = {
  /** Stable id, kebab-case, never reused. */
  readonly id: string;
  readonly department: Words;
  /** What the source is asked about, for people. */
  readonly subject: Words;
  /**
   * First day on which it could be asked: no letter signed before covers it, also one that says all sources. Absent where
   * it was there from the beginning; every new source has it.
   */
  readonly since?: CalendarDate;
  readonly facts: readonly FactType[];
  /** Whose register it is; which territory that is depends on where the gateway is installed. */
  readonly level: RegisterLevel;
  readonly certificates: readonly CertificateType[];
  /** The answering bodies, e.g. the banks; empty where the department answers itself. */
  readonly institutions: readonly ({ readonly code: string } & Words)[];
  /** The hub through which the department is reached; its quota and breaker hold instead of the source's own. */
  readonly hub?: Hub;
  readonly behaviour: SourceBehaviour;
  /** It takes files now and answers later: what it connects to is an {@link ExchangeConnection}. */
  readonly byFiles?: true;
  /** Its protocol has no word for a part: an answer is a part only by records that could not be read. */
  readonly neverPartial?: true;
};

/** Everything that the gateway knows of a department: one value in one file under `adapters/`. */
export type SourceDefinition<Endpoint = unknown> = SourceDescription & {
  /** Validates this department's entry in the endpoints file. */
  readonly endpoint: z.ZodType<Endpoint>;
  /**
   * Codes of the institutions to which an installation with this endpoint has a line; absent where it has one to all.
   * The others are planned as not connected, and reports name them.
   */
  connectedInstitutions?(endpoint: Endpoint): readonly string[];
  connect(endpoint: Endpoint, ports: SourcePorts): Promise<Connection>;
};

/** A department's failure to answer, as opposed to an answer. Tells nothing of question or answer. */
export class SourceFault extends Error {
  override readonly name = 'SourceFault';
  readonly reason: QuestionFault;
  /** Whether the same request may be sent again, with the same request id. */
  readonly retryable: boolean;
  /** The questions of a batch that cannot be sent; empty where the fault concerns all that was asked. */
  readonly requestIds: readonly string[];
  /** FORMAT_CHANGED: where the answer is not as agreed, in words that hold nothing of it. */
  readonly differences: readonly string[];
  /** Private, so that nobody who prints a fault prints an answer. */
  readonly #unread: UnreadAnswer | null;

  constructor(
    reason: SourceFault['reason'],
    options: {
      retryable: boolean;
      cause?: unknown;
      requestIds?: readonly string[];
      differences?: readonly string[];
      unread?: UnreadAnswer;
    },
  ) {
    super(`source fault: ${reason}`, { cause: options.cause });
    this.reason = reason;
    this.retryable = options.retryable;
    this.requestIds = options.requestIds ?? [];
    this.differences = options.differences ?? options.unread?.sample.differences ?? [];
    this.#unread = options.unread ?? null;
  }

  /** FORMAT_CHANGED: the answer itself, for whoever keeps it sealed. */
  get unread(): UnreadAnswer | null {
    return this.#unread;
  }
}
