import type { Act, Place } from '../src/access/acts/define-act.ts';
import type { LookUp } from '../src/access/acts/verification.ts';
import type { Reader } from '../src/access/reader.ts';
import type { Subscribe } from '../src/access/watch-progress.ts';
import type { SourceCalls } from '../src/access/source-calls.ts';
import type { Verification } from '../src/verification/verification.ts';
import type { RequestVerification } from '../src/verification/request.ts';
import type { VerificationServices } from '../src/verification/services.ts';

/** The context of every resolver: the services, the caller, and the properties of the request. */
export type GraphQLContext = {
  readonly services: VerificationServices;
  /** Performs an act for the caller; the only way to write. */
  readonly perform: <Input, Output, Found extends Place>(
    act: Act<VerificationServices, Input, Output, Found>,
    input: Input,
  ) => Promise<Output>;
  /** Requests a verification for the caller; a process with many callers batches their requests. */
  readonly request: (request: RequestVerification) => Promise<Verification>;
  /** Requests single answers on behalf of a query. */
  readonly lookUp: LookUp;
  /** Whether the request may cause questions: a read-only request (GET) may be repeated by any intermediary. */
  readonly mayAsk: boolean;
  /** The number of questions to sources that this request causes. */
  readonly calls: SourceCalls;
  /** Notifications between processes; absent where there are none, as at the edge. */
  readonly subscribe?: Subscribe | undefined;
  /** The caller; all reading of people's data goes through `src/access`. */
  readonly reader: Reader;
  /** `Last-Event-ID` of a resumed stream. */
  readonly lastEventId: number | null;
  /** Receives the cursor of each event of a stream, which the stream sends as its `id:`. */
  readonly onCursor: (cursor: number) => void;
  /** Milliseconds until the caller's token expires, when the request came in. */
  readonly tokenValidForMs: number;
  /** Ends when the caller goes away. */
  readonly signal: AbortSignal;
};
