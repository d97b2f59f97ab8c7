import { claimQuestionsAct } from '../src/access/acts/check-work.ts';
import { createBatcher } from '../src/platform/batcher.ts';
import type { ClaimedQuestion } from '../src/verification/claim-questions.ts';
import type { Files, Places } from '../src/verification/claim-scope.ts';
import { announce } from './announce.ts';
import { asWorker } from './as-worker.ts';
import type { Concluder } from './conclude-check.ts';
import type { Follow } from './follow.ts';
import { tellUnreadable } from './tell-unreadable.ts';
import type { WorkServices } from './services.ts';

/** What was claimed for one source. */
export type Claimed = {
  readonly questions: readonly ClaimedQuestion[];
  /** There may be more to claim. */
  readonly more: boolean;
};

/** Claims what one check still wants of one source, no more than it has places for; or what may leave to one in files. */
export type Claimer = (wanted: Places | Files) => Promise<Claimed>;

/**
 * One door for the claims of a process: whatever checks want of whatever sources at one moment is claimed in one
 * transaction. Letters and households are read once for all sources, and no claim waits for another to let go of a check.
 */
export function createClaimer(services: WorkServices, follow: Follow, conclude: Concluder): Claimer {
  return createBatcher(
    async (batch: readonly (Places | Files)[]) => {
      const places = batch.filter(isPlaces);
      const files = batch.flatMap((wanted) => (isPlaces(wanted) ? [] : [wanted]));
      const claim = await asWorker(services, claimQuestionsAct, { places, files });
      tellUnreadable(services.log, claim);
      // What was joined may have been answered while it was being joined.
      if (claim.joined.length > 0) void follow(claim.joined);
      if (files.length > 0) {
        // Nobody else may come by these checks: what leaves by file leaves for all that wait.
        for (const id of claim.touched) void conclude(id);
        announce(services, claim.touched);
      }
      const bySource = Map.groupBy(claim.questions, ({ sourceId }) => sourceId);
      const byCheck = Map.groupBy(claim.questions, (one) => `${one.verificationId} ${one.sourceId}`);
      return batch.map((wanted) => {
        const { id } = wanted.source;
        if (!isPlaces(wanted)) return { questions: bySource.get(id) ?? [], more: claim.more.has(id) };
        // The same check and source twice in a batch: each takes as many as it has places for.
        const own = byCheck.get(`${wanted.verificationId} ${id}`) ?? [];
        return { questions: own.splice(0, wanted.most), more: false };
      });
    },
    { alone: true },
  );
}

function isPlaces(wanted: Places | Files): wanted is Places {
  return 'verificationId' in wanted;
}
