import type { Printer } from '../print/printed-with.ts';
import type { LookUp, RequestCheck } from '../access/acts/verification.ts';
import type { VerifyToken } from '../access/verify-token.ts';
import type { Subscribe } from '../access/watch-progress.ts';
import type { Log } from '../platform/log.ts';
import type { VerificationServices } from '../verification/services.ts';

/** What the HTTP app is made of; the same on Node and in workerd. */
export type AppServices = VerificationServices & {
  readonly request: RequestCheck;
  readonly lookUp: LookUp;
  readonly verifyToken: VerifyToken;
  /** Hints between processes; without them progress is read by polling. */
  readonly subscribe?: Subscribe;
  readonly log: Log;
  /** Whether the queue answers; absent at the edge, where there is none. */
  readonly probeQueue?: () => Promise<void>;
  /** On Node only: at the edge there are no fonts. */
  readonly printer?: Printer;
};
