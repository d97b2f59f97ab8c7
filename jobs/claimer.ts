import { createBatcher } from '../src/platform/batcher.ts';
import { claimQuestions } from '../src/verification/claim-questions.ts';
import type { ClaimedQuestion } from '../src/verification/claim-questions.ts';
import type { PlannedSource } from '../src/verification/services.ts';
import { WORKER } from './services.ts';
import { tellUnreadable } from './tell-unreadable.ts';
import type { WorkServices } from './services.ts';

/** What one check wants of one source, with a place granted for each question. */
export type Wanted = { readonly verificationId: string; readonly open: number };

/** Claims everything that a check still wants of a source. */
export type Claimer = (source: PlannedSource, wanted: Wanted) => Promise<readonly ClaimedQuestion[]>;

/** One door for the claims of a process: what a burst of checks wants of one source is claimed in one transaction. */
export function createClaimer(services: WorkServices): Claimer {
  const bySource = new Map<string, (wanted: Wanted) => Promise<readonly ClaimedQuestion[]>>();
  return (source, wanted) => {
    let claim = bySource.get(source.id);
    if (claim === undefined) {
      claim = createBatcher((batch: readonly Wanted[]) => claimTogether(services, source, batch), { alone: true });
      bySource.set(source.id, claim);
    }
    return claim(wanted);
  };
}

async function claimTogether(services: WorkServices, source: PlannedSource, batch: readonly Wanted[]) {
  const claim = await claimQuestions(services, WORKER, {
    source,
    verificationIds: [...new Set(batch.map(({ verificationId }) => verificationId))],
    // A check never gains questions, so none gets more than it has places for.
    most: batch.reduce((sum, { open }) => sum + open, 0),
  });
  tellUnreadable(services.log, claim);
  const byCheck = Map.groupBy(claim.questions, ({ verificationId }) => verificationId);
  return batch.map(({ verificationId }) => {
    const questions = byCheck.get(verificationId) ?? [];
    // The same check twice in a batch: the first takes them.
    byCheck.delete(verificationId);
    return questions;
  });
}
