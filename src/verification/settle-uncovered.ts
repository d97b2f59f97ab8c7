import { storeAnswersInTrx } from '../evidence/evidence-store.ts';
import type { Database } from '../platform/database.ts';
import type { Question } from '../question/question.ts';
import { kindOfSilence } from '../question/reason.ts';
import type { NotCoveredReason } from '../question/reason.ts';
import { refuseInTrx } from '../question/settle.ts';
import type { PlannedSource } from '../sources/planned-source.ts';
import type { VerificationServices } from './services.ts';

/** Settles questions that no letter covers, with the answer that says so; nothing is sent. */
export async function settleUncoveredInTrx(
  services: VerificationServices,
  trx: Database,
  sources: ReadonlyMap<string, PlannedSource>,
  uncovered: readonly { readonly candidate: Question; readonly reason: NotCoveredReason }[],
  now: Date,
): Promise<void> {
  for (const [reason, group] of Map.groupBy(uncovered, (one) => one.reason)) {
    await refuseInTrx(
      trx,
      group.map(({ candidate }) => candidate.id),
      reason,
    );
  }
  await storeAnswersInTrx(
    trx,
    services.vault,
    uncovered.map(({ candidate, reason }) => ({
      questionId: candidate.id,
      kind: kindOfSilence(reason),
      coverage: {
        territory: sources.get(candidate.sourceId)?.territory ?? candidate.division,
        period: { from: null, to: null },
      },
      dataDate: null,
      facts: [],
      raw: null,
      late: false,
      receivedAt: now,
      division: candidate.division,
    })),
  );
}
