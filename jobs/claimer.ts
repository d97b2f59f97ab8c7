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

/** The questions claimed for one source. */
export type Claimed = {
  readonly questions: readonly ClaimedQuestion[];
  /** There may be more to claim. */
  readonly more: boolean;
};

/** Claims questions of one verification to one source, up to its slots, or questions to one source by files. */
export type Claimer = (wanted: Places | Files) => Promise<Claimed>;

/**
 * Serves all claims of a process: concurrent claims share one transaction. Letters and households are read once for
 * all sources, and no claim waits for another claim's lock on a verification.
 */
export function createClaimer(services: WorkServices, follow: Follow, conclude: Concluder): Claimer {
  return createBatcher(
    async (batch: readonly (Places | Files)[]) => {
      const places = batch.filter(isPlaces);
      const files = batch.flatMap((wanted) => (isPlaces(wanted) ? [] : [wanted]));
      const claim = await asWorker(services, claimQuestionsAct, { places, files });
      tellUnreadable(services.log, claim);
      // The other question may have been answered while this one joined it.
      if (claim.joined.length > 0) void follow(claim.joined);
      if (files.length > 0) {
        // No other job may visit these verifications, because one file carries questions of all of them.
        for (const id of claim.touched) void conclude(id);
        announce(services, claim.touched);
      }
      const bySource = Map.groupBy(claim.questions, ({ sourceId }) => sourceId);
      const byCheck = Map.groupBy(claim.questions, (one) => `${one.verificationId} ${one.sourceId}`);
      return batch.map((wanted) => {
        const { id } = wanted.source;
        if (!isPlaces(wanted)) return { questions: bySource.get(id) ?? [], more: claim.more.has(id) };
        // The same verification and source may occur twice in a batch; each request takes up to its own slots.
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
