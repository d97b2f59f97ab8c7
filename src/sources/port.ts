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
 * The port of a source: the contract between the gateway and a department's adapter. Adapters implement it; all
 * other code derives its types of a source from here.
 */

/**
 * A question as a department receives it. It carries the authorisation letter, so that the department can check it
 * too.
 */
export type Inquiry = {
  /** Committed before sending and the same on every retry; the department recognises a repeated question by it. */
  readonly requestId: string;
  /** The answering body where a source has many; `null` where it has one. */
  readonly institution: string | null;
  readonly certificate: Certificate;
  readonly name: string;
  readonly letterNumber: string;
  readonly purpose: string;
  readonly baseDate: CalendarDate;
  /** Asks only whether the sum is over this threshold, integer fen; absent where the question asks everything. */
  readonly lineFen?: number;
};

/** A department's answer in our vocabulary, with the bytes received. */
export type SourceReply = {
  readonly requestId: string;
  readonly kind: Extract<AnswerKind, 'HIT' | 'NO_RECORD' | 'PARTIAL' | 'IDENTITY_MISMATCH'>;
  readonly facts: readonly Fact[];
  readonly coverage: Coverage;
  readonly dataDate: CalendarDate | null;
  /** The parts that a PARTIAL answer says are missing, and the kinds of the records set aside. */
  readonly missing?: readonly FactType[];
  /** Records of a PARTIAL answer that could not be read; absent where all could. */
  readonly unread?: readonly UnreadRecords[];
  /** The differences from the agreed form, in words that contain none of the data. */
  readonly differences?: readonly string[];
  /** The answer exactly as it arrived; stored encrypted, with a salted hash as commitment. */
  readonly raw: Uint8Array;
};

type Words = { readonly zh: string; readonly en: string };

/** How the gateway treats a department. Every number is a setting with its unit in its name. */
export type SourceBehaviour = SourceLimits & {
  /** Hours in which the department accepts questions; `null` means always. */
  readonly window: ServiceWindow | null;
  /** Timeout of one network exchange. */
  readonly timeoutMs: number;
  /** Attempts of one exchange, including the first; more than one only where the department recognises a repetition. */
  readonly attempts: number;
  /** Working days after which silence is `NO_RESPONSE`; a policy pack may set another. */
  readonly turnaroundWorkingDays: number;
  /** Data older than this at the base date are `STALE`. */
  readonly staleAfterDays: number;
  /** How long its answer is reused for an identical question; {@link REUSE} by default. */
  readonly reuse?: Reuse;
  /** The bodies that say whether a sum is over a threshold, and since when. They are asked that question first. */
  readonly lineQuestions?: readonly LineTerms[];
};

/**
 * A body that accepts questions of the form `LINE` 是否超限, and since when: only whether the sum is over the threshold,
 * so that the office learns no more than it needs. The form `FULL` asks everything, including amounts.
 */
export type LineTerms = {
  /** Its code; empty where the source answers itself. */
  readonly institution: string;
  /** First day on which it accepts them, `2017-07-01`. */
  readonly from: string;
  /** Last day on which it accepts them; `null` where no end is known. */
  readonly until: string | null;
  /** Whether it also accepts a question about the amount. */
  readonly tellsAmount: boolean;
};

/** Terms on which an answer is reused: within these hours, for these purposes of a verification. */
export type Reuse = { readonly withinHours: number; readonly purposes: readonly string[] };

/** One day, but never for an objection: a person who objects wants the department to be asked again. */
export const REUSE: Reuse = { withinHours: 24, purposes: ['APPLICATION', 'REVERIFICATION'] };

/**
 * A platform that passes questions on to many departments. To the gateway it is one channel with its own quota and
 * breaker, declared once. Questions to one department use up quota of the others.
 */
export type Hub = SourceLimits & {
  /** Stable id, kebab-case, different from every id of a source. */
  readonly id: string;
  readonly name: Words;
};

/** A list that a department delivers without being asked, e.g. of the deaths of a month. */
export type DeliveredList = {
  /** The department's number of the list, one higher than that of the previous list. */
  readonly sequence: number;
  readonly dataDate: CalendarDate;
  /** Number of rows that the department states. */
  readonly count: number;
  /** SHA-256 of {@link raw} in hexadecimal, as the department states it. */
  readonly sha256: string;
  /** The list exactly as it arrived. */
  readonly raw: Uint8Array;
  readonly rows: readonly DeliveredRow[];
};

/** One person of a delivered list, with the facts about that person. */
export type DeliveredRow = Pick<Inquiry, 'certificate' | 'name'> & { readonly facts: readonly Fact[] };

/** Further abilities of a connection besides questions and answers. */
interface AnyConnection {
  /**
   * Passes each waiting list after number `after` to `take`, in the order of their numbers, and files it away
   * afterwards. Absent where the department delivers no lists. `receiveLists` calls it and compares each list with
   * its own count and digest.
   * @throws SourceFault
   */
  deliver?(after: number, take: (list: DeliveredList) => Promise<void>): Promise<void>;
  close(): Promise<void>;
}

/** The outcome of one of several questions. A fault of one question does not affect the others. */
export type AskedOutcome =
  | { readonly requestId: string; readonly reply: SourceReply }
  | { readonly requestId: string; readonly fault: SourceFault };

/** Sends several questions in one exchange, where the department's protocol allows it; `askAll` uses it. */
type AsksMany = {
  /** The most questions of one exchange, at least 1. */
  readonly batchSize: number;
  /**
   * Asks at most `batchSize` questions in one exchange.
   * @returns one outcome for each inquiry, in their order.
   * @throws SourceFault where the whole exchange failed and no question is answered.
   */
  askMany(inquiries: readonly Inquiry[], signal: AbortSignal): Promise<readonly AskedOutcome[]>;
};

/** A source that answers in the same exchange. */
export type DirectConnection = OneByOne & (AsksMany | { readonly batchSize?: never; readonly askMany?: never });

interface OneByOne extends AnyConnection {
  readonly mode: 'DIRECT';
  /** @throws SourceFault with the information whether the same question may be sent again. */
  ask(inquiry: Inquiry, signal: AbortSignal): Promise<SourceReply>;
  /**
   * Reads the stored answer to this inquiry that could not be read when it came.
   * @throws SourceFault FORMAT_CHANGED where it still cannot be read.
   */
  read(inquiry: Inquiry, raw: Uint8Array): SourceReply;
}

/** A source that accepts files now and answers later. */
export interface ExchangeConnection extends AnyConnection {
  readonly mode: 'EXCHANGE';
  /** Writes one request file for one institution. Writing the same request ids again is harmless. */
  submit(institution: string, inquiries: readonly Inquiry[]): Promise<void>;
  /**
   * Reads every complete file that arrived, passes each answer to `take`, and files the file away once all are
   * taken. After a crash in between, the same answers are passed again: `take` and `refuse` must be idempotent.
   * @param refuse receives questions that will never be answered; without it they stay open until their time is
   * over.
   * @param keep receives each file that is not in the agreed form, before it is put aside.
   * @returns the number of answers taken.
   */
  collect(
    take: (reply: SourceReply) => Promise<void>,
    refuse?: (refused: RefusedQuestions) => Promise<void>,
    keep?: (file: UnreadFile) => Promise<void>,
  ): Promise<number>;
  /**
   * Reads a stored file that could not be read when it came.
   * @returns its answers; none where the questions of the file are no longer known.
   * @throws SourceFault FORMAT_CHANGED where it still cannot be read.
   */
  reread(file: Pick<UnreadFile, 'institution' | 'fileName'>, raw: Uint8Array): Promise<readonly SourceReply[]>;
  /** Request files that their institution has not acknowledged in time; shown to operators. */
  unacknowledged?(): Promise<readonly { readonly institution: string; readonly fileName: string }[]>;
  /** Calls back soon after a file arrives; the call is only a hint. */
  watch(onArrival: () => void): () => void;
}

/** An open connection to a department. */
export type Connection = DirectConnection | ExchangeConnection;

/**
 * An answer that is not in the agreed form: its bytes, where they were kept, and a description without personal
 * data.
 */
export type UnreadAnswer = { readonly raw: Uint8Array | null; readonly sample: FormatSample };

/** A decrypted file that is not in the agreed form, with the questions that it should answer. */
export type UnreadFile = UnreadAnswer & {
  readonly institution: string;
  readonly fileName: string;
  readonly requestIds: readonly string[];
};

/** Questions whose file an institution refused, or whose rows it could not read. */
export type RefusedQuestions = {
  readonly institution: string;
  readonly requestIds: readonly string[];
  readonly reason: SourceFault['reason'];
};

/** The parts of the platform that a connection may use, and its territory. */
export type SourcePorts = {
  readonly clock: Clock;
  readonly log: Log;
  /** GB/T 2260 code of the register's territory, as this installation reaches it: answers speak of this territory. */
  readonly territory: string;
};

/** A department as the gateway describes it, plans its questions and treats it, without the connection. */
export type SourceDescription = {
  /** Stable id, kebab-case, never reused. */
  readonly id: string;
  readonly department: Words;
  /** The subject of its questions, for people to read. */
  readonly subject: Words;
  /** First day of the source: no earlier letter covers it, even one for all sources. Required for every new source. */
  readonly since?: CalendarDate;
  readonly facts: readonly FactType[];
  /** The level of government whose register it is; its territory depends on the place of the gateway. */
  readonly level: RegisterLevel;
  readonly certificates: readonly CertificateType[];
  /** The answering bodies, e.g. the banks; empty where the department answers itself. */
  readonly institutions: readonly ({ readonly code: string } & Words)[];
  /** The hub through which the department is reached; its quota and breaker replace the source's own. */
  readonly hub?: Hub;
  readonly behaviour: SourceBehaviour;
  /** The source accepts files and answers later: it connects to an {@link ExchangeConnection}. */
  readonly byFiles?: true;
  /** Its protocol cannot mark an answer as partial: an answer is partial only because records could not be read. */
  readonly neverPartial?: true;
};

/** Everything that the gateway knows about a department: one value in one file under `adapters/`. */
export type SourceDefinition<Endpoint = unknown> = SourceDescription & {
  /** Validates this department's entry in the endpoints file. */
  readonly endpoint: z.ZodType<Endpoint>;
  /**
   * Codes of the institutions that an installation with this endpoint is connected to; absent where it is connected
   * to all. The others are planned as not connected, and reports name them.
   */
  connectedInstitutions?(endpoint: Endpoint): readonly string[];
  connect(endpoint: Endpoint, ports: SourcePorts): Promise<Connection>;
};

/** A department's failure to answer. Contains nothing of the question or the answer. */
export class SourceFault extends Error {
  override readonly name = 'SourceFault';
  readonly reason: QuestionFault;
  /** Whether the same request may be sent again, with the same request id. */
  readonly retryable: boolean;
  /** The questions of a batch that cannot be sent; empty where the fault concerns all questions. */
  readonly requestIds: readonly string[];
  /** FORMAT_CHANGED: the differences from the agreed form, in words that contain none of the data. */
  readonly differences: readonly string[];
  /** Private, so that printing a fault does not print an answer. */
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

  /** FORMAT_CHANGED: the answer itself, to be stored encrypted. */
  get unread(): UnreadAnswer | null {
    return this.#unread;
  }
}
