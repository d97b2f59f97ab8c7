import type { Printer } from '../print/printed-with.ts';
import type { LookUp, RequestCheck } from '../access/acts/verification.ts';
import type { VerifyToken } from '../access/verify-token.ts';
import type { Subscribe } from '../access/watch-progress.ts';
import type { Log } from '../platform/log.ts';
import type { VerificationServices } from '../verification/services.ts';

/** The services of the HTTP app; the same on Node and in workerd. */
export type AppServices = VerificationServices & {
  readonly request: RequestCheck;
  readonly lookUp: LookUp;
  readonly verifyToken: VerifyToken;
  /** Notifications between processes; without them progress is read by polling. */
  readonly subscribe?: Subscribe;
  readonly log: Log;
  /** Resolves when the queue answers; absent at the edge, which has none. */
  readonly probeQueue?: () => Promise<void>;
  /** On Node only: the edge has no fonts. */
  readonly printer?: Printer;
};
