import type { Acting } from '../audit/acting.ts';
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
 * for one decision. It changes nothing for a family. A later list stands beside the earlier.
 *
 * @param acting its transaction sees one state of the stock (repeatable read).
 */
export async function takeEffectInTrx(
  services: VerificationServices,
  acting: Acting,
  pack: PolicyPack,
): Promise<PolicyEffect> {
  const { vault } = services;
  const { trx, at, actor } = acting;
  const id = crypto.randomUUID();
  const asOf = staleDay(services, pack);
  const tally = emptyTally();
  let batch: PolicyEffectCase[] = [];
  const write = async (): Promise<void> => {
    await storeEffectCasesInTrx(trx, vault, id, batch);
    lookAtReassessed(acting, batch);
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
    drawnUpAt: at,
    tally,
    division: pack.region,
  };
  await storeEffectInTrx(trx, effect, actor.checkId);
  return effect;
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

/** Each case whose evidence was opened leaves an entry. */
function lookAtReassessed(acting: Acting, cases: readonly PolicyEffectCase[]): void {
  for (const { applicationId, verificationId, division, outcome } of cases) {
    if (verificationId === null) continue;
    acting.look({
      act: 'REASSESS_CASE',
      purpose: 'REVERIFICATION',
      applicationId,
      verificationId,
      fieldKinds: ['EVIDENCE'],
      outcome,
      division,
    });
  }
}
