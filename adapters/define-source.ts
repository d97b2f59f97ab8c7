import type { z } from 'zod';
import type { AnswerKind, Coverage } from '../src/evidence/answer.ts';
import type { Fact, FactType } from '../src/evidence/facts.ts';
import type { FormatSample } from '../src/evidence/format-sample.ts';
import type { LineTerms } from '../src/evidence/question-form.ts';
import type { Certificate, CertificateType } from '../src/identity/certificate.ts';
import type { CalendarDate } from '../src/platform/calendar-date.ts';
import type { Clock } from '../src/platform/clock.ts';
import type { Log } from '../src/platform/log.ts';
import type { ServiceWindow } from '../src/platform/working-days.ts';

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
  /** What a PARTIAL answer says that it leaves out. */
  readonly missing?: readonly FactType[];
  /** The answer exactly as it arrived; kept encrypted, committed to by a salted hash. */
  readonly raw: Uint8Array;
};

/** How a department is treated. Every number is a setting with its unit in its name. */
export type SourceBehaviour = {
  readonly quota: { readonly perSecond: number; readonly perDay: number; readonly concurrent: number };
  /** Hours in which the department takes questions; `null` means always. */
  readonly window: ServiceWindow | null;
  /** Time to wait for one network exchange. */
  readonly timeoutMs: number;
  /** Attempts of one exchange, the first included; more than one only where the department knows a repetition. */
  readonly attempts: number;
  readonly breaker: { readonly consecutiveFailures: number; readonly halfOpenAfterMs: number };
  /** Working days after which silence is `NO_RESPONSE`; a policy pack may set another. */
  readonly turnaroundWorkingDays: number;
  /** Data older than this at the base date are `STALE`. */
  readonly staleAfterDays: number;
  /** How long its answer serves for an identical question instead of asking again; {@link REUSE} unless given. */
  readonly reuse?: Reuse;
  /** The bodies that say whether a sum is over a line, and since when: that is asked of them first. */
  readonly lineQuestions?: readonly LineTerms[];
};

/** Terms on which an answer is given again: within these hours, for these purposes of a verification. */
export type Reuse = { readonly withinHours: number; readonly purposes: readonly string[] };

/** A day, but never for an objection: whoever objects wants to hear the department again. */
export const REUSE: Reuse = { withinHours: 24, purposes: ['APPLICATION', 'REVERIFICATION'] };

/**
 * A platform that hands questions on to many departments. To the outside it is one line: quota and breaker are its own,
 * declared once, and what one department uses of them is gone for the others.
 */
export type Hub = Pick<SourceBehaviour, 'quota' | 'breaker'> & {
  /** Stable id, kebab-case, no source's. */
  readonly id: string;
  readonly name: { readonly zh: string; readonly en: string };
};

/** A source that answers in the same exchange. */
export interface DirectConnection {
  readonly mode: 'DIRECT';
  /** @throws SourceFault naming whether the same question may be sent again. */
  ask(inquiry: Inquiry, signal: AbortSignal): Promise<SourceReply>;
  /**
   * Reads an answer to this inquiry that was kept because it could not be read when it came.
   * @throws SourceFault FORMAT_CHANGED where it still cannot be.
   */
  read(inquiry: Inquiry, raw: Uint8Array): SourceReply;
  close(): Promise<void>;
}

/** A source that takes files now and answers later. */
export interface ExchangeConnection {
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
  close(): Promise<void>;
}

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

/** What a connection may use of the platform. */
export type SourcePorts = { readonly clock: Clock; readonly log: Log };

/** Everything that the gateway knows of a department: one value in one file under `adapters/`. */
export type SourceDefinition<Endpoint = unknown> = {
  /** Stable id, kebab-case, never reused. */
  readonly id: string;
  readonly department: { readonly zh: string; readonly en: string };
  /** What the source is asked about, for people. */
  readonly subject: { readonly zh: string; readonly en: string };
  readonly facts: readonly FactType[];
  /** GB/T 2260 code of the territory of the register. */
  readonly territory: string;
  readonly certificates: readonly CertificateType[];
  /** The answering bodies, e.g. the banks; empty where the department answers itself. */
  readonly institutions: readonly { readonly code: string; readonly zh: string; readonly en: string }[];
  /** The hub through which the department is reached; its quota and breaker hold instead of the source's own. */
  readonly hub?: Hub;
  readonly behaviour: SourceBehaviour;
  /** It takes files now and answers later: what it connects to is an {@link ExchangeConnection}. */
  readonly byFiles?: true;
  /** Its protocol has no word for a part: such an answer is HIT, NO_RECORD or none. */
  readonly neverPartial?: true;
  /** Validates this department's entry in the endpoints file. */
  readonly endpoint: z.ZodType<Endpoint>;
  /**
   * Codes of the institutions to which an installation with this endpoint has a line; absent where it has one to all.
   * The others are planned as not connected, and reports name them.
   */
  connectedInstitutions?(endpoint: Endpoint): readonly string[];
  connect(endpoint: Endpoint, ports: SourcePorts): Promise<DirectConnection | ExchangeConnection>;
};

/** A department's failure to answer, as opposed to an answer. Tells nothing of question or answer. */
export class SourceFault extends Error {
  override readonly name = 'SourceFault';
  readonly reason: 'TIMEOUT' | 'UNREACHABLE' | 'REFUSED' | 'BUSY' | 'FORMAT_CHANGED' | 'UNENCODABLE';
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

/** Keeps the endpoint's type between schema and `connect`, and gives each source the same shape. */
export function defineSource<Endpoint>(definition: SourceDefinition<Endpoint>): SourceDefinition<Endpoint> {
  return definition;
}
