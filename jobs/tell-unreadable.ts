import type { Log } from '../src/platform/log.ts';
import type { Claim } from '../src/verification/claim-questions.ts';

/** A household that cannot be opened is for operators: a key is missing, or a row was altered. */
export function tellUnreadable(log: Log, claim: Claim): void {
  for (const verificationId of claim.unreadable) {
    log.error('household cannot be opened: key missing or row altered', { verificationId });
  }
}
