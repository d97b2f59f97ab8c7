import { createBatcher } from '../src/platform/batcher.ts';
import { claimQuestions } from '../src/verification/claim-questions.ts';
import type { ClaimedQuestion } from '../src/verification/claim-questions.ts';
import type { Places } from '../src/verification/claim-scope.ts';
import type { Follow } from './follow.ts';
import { WORKER } from './services.ts';
import { tellUnreadable } from './tell-unreadable.ts';
import type { WorkServices } from './services.ts';

/** Claims what one check still wants of one source, no more than it has places for. */
export type Claimer = (places: Places) => Promise<readonly ClaimedQuestion[]>;

/**
 * One door for the claims of a process: whatever checks want of whatever sources at one moment is claimed in one
 * transaction, so that letters and households are read once for all sources.
 */
export function createClaimer(services: WorkServices, follow: Follow): Claimer {
  return createBatcher(
    async (batch: readonly Places[]) => {
      const claim = await claimQuestions(services, WORKER, { places: batch });
      tellUnreadable(services.log, claim);
      // What was joined may have been answered while it was being joined.
      if (claim.joined.length > 0) void follow(claim.joined);
      const bySource = Map.groupBy(claim.questions, (one) => `${one.verificationId} ${one.sourceId}`);
      return batch.map(({ verificationId, source, most }) =>
        // The same check and source twice in a batch: each takes as many as it has places for.
        (bySource.get(`${verificationId} ${source.id}`) ?? []).splice(0, most),
      );
    },
    { alone: true },
  );
}
