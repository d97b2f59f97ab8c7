import type { Actor } from '../audit/actor.ts';
import { recordLooksBy } from '../audit/look-log.ts';
import type { Database } from '../platform/database.ts';
import type { PolicyPack } from '../policy/pack.ts';
import { currentVersions } from '../report/versions.ts';
import type { VerificationServices } from '../verification/services.ts';
import type { PolicyEffect, PolicyEffectCase } from './effect.ts';
import { storeEffectCasesInTrx, storeEffectInTrx } from './effect-store.ts';
import { staleDay } from './simulate.ts';
import { movesBetween } from './standing.ts';
import { stockUnder } from './stock.ts';
import type { StockCase } from './stock.ts';
import { count, emptyTally } from './tally.ts';

/** Cases written at once. */
const BATCH = 100;

/**
 * Judges the whole stock by a pack from stored evidence, before any source is asked, and keeps the result as one list
 * for one decision. All of it or nothing; it changes nothing for a family. A later list stands beside the earlier.
 */
export async function takeEffect(
  services: VerificationServices,
  actor: Actor,
  pack: PolicyPack,
): Promise<PolicyEffect> {
  const { db, clock, vault } = services;
  const id = crypto.randomUUID();
  const asOf = staleDay(services, pack);
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (trx) => {
      const tally = emptyTally();
      let batch: PolicyEffectCase[] = [];
      const write = async (): Promise<void> => {
        await storeEffectCasesInTrx(trx, vault, id, batch);
        await recordReassessed(trx, services, actor, batch);
        batch = [];
      };
      for await (const one of stockUnder(services, trx, pack, asOf)) {
        count(tally, one);
        batch.push(onTheList(one, tally.inScope));
        if (batch.length === BATCH) await write();
      }
      await write();
      const effect: PolicyEffect = {
        id,
        packId: pack.id,
        packSha256: currentVersions(pack).pack.sha256,
        asOf,
        drawnUpBy: actor.subject,
        drawnUpAt: clock.now(),
        tally,
        division: pack.region,
      };
      await storeEffectInTrx(trx, effect, actor.checkId);
      return effect;
    });
}

function onTheList(
  { applicationId, verificationId, division, outcome }: StockCase,
  position: number,
): PolicyEffectCase {
  const common = { position, applicationId, verificationId, division };
  if (outcome.kind === 'NO_REPORT') return { ...common, outcome: 'NO_REPORT', reason: null, standing: null, stale: [] };
  if (outcome.kind === 'NOT_REPLAYED') {
    return { ...common, outcome: 'NOT_REPLAYED', reason: outcome.reason, standing: null, stale: [] };
  }
  const { before, after, stale } = outcome;
  const moved = movesBetween(outcome).length > 0;
  return { ...common, outcome: moved ? 'MOVED' : 'UNMOVED', reason: null, standing: { before, after }, stale };
}

/** Each case whose evidence was opened, in the transaction that keeps the result. */
async function recordReassessed(
  trx: Database,
  { clock }: VerificationServices,
  actor: Actor,
  cases: readonly PolicyEffectCase[],
): Promise<void> {
  const looks = cases.flatMap(({ applicationId, verificationId, division, outcome }) =>
    verificationId === null
      ? []
      : [
          {
            actor,
            entry: {
              act: 'REASSESS_CASE' as const,
              purpose: 'REVERIFICATION',
              applicationId,
              verificationId,
              fieldKinds: ['EVIDENCE'],
              outcome,
              division,
            },
          },
        ],
  );
  await recordLooksBy(trx, clock, looks);
}
