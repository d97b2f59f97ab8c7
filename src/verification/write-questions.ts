import { storeAnswersInTrx } from '../evidence/evidence-store.ts';
import type { Database } from '../platform/database.ts';
import { insertQuestionsInTrx } from '../question/insert.ts';
import { kindOfSilence } from '../question/reason.ts';
import type { PlannedQuestion } from './plan.ts';
import type { VerificationServices } from './services.ts';
import type { Verification } from './verification.ts';

/** A question with the check that asks it. */
export type PlannedFor = { readonly plan: PlannedQuestion; readonly verification: Verification };

/**
 * Writes questions in the caller's transaction, each with the request id that it keeps for ever; those that cannot be
 * asked are settled at once, with the reason.
 */
export async function writeQuestionsInTrx(
  { vault }: Pick<VerificationServices, 'vault'>,
  trx: Database,
  plans: readonly PlannedFor[],
  now: Date,
): Promise<void> {
  const ids = await insertQuestionsInTrx(
    trx,
    now,
    plans.map(({ plan, verification }) => ({
      verificationId: verification.id,
      personId: plan.personId,
      sourceId: plan.sourceId,
      institution: plan.institution,
      lineFen: plan.lineFen,
      because: plan.because,
      purpose: verification.purpose,
      baseDate: verification.baseDate,
      dueAt: plan.dueAt,
      dueProvisional: plan.dueProvisional,
      neverAsked: plan.notAsked,
      division: verification.division,
    })),
  );
  await storeAnswersInTrx(
    trx,
    vault,
    plans.flatMap(({ plan, verification }, index) => {
      const questionId = ids[index];
      return plan.notAsked === null || questionId === undefined
        ? []
        : [
            {
              questionId,
              kind: kindOfSilence(plan.notAsked),
              coverage: { territory: plan.territory, period: { from: null, to: null } },
              dataDate: null,
              facts: [],
              raw: null,
              late: false,
              receivedAt: now,
              division: verification.division,
            },
          ];
    }),
  );
}
