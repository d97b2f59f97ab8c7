import { planChecksAct } from '../src/access/acts/check-work.ts';
import { createBatcher } from '../src/platform/batcher.ts';
import { holdPacks } from '../src/verification/pack-of.ts';
import { getVerification, readVerifications } from '../src/verification/store.ts';
import type { Verification } from '../src/verification/verification.ts';
import { asWorker } from './as-worker.ts';
import type { WorkServices } from './services.ts';

/** Plans one check unless it is planned already, and tells how it stands. @throws Problem NOT_FOUND */
export type Planner = (verificationId: string) => Promise<Verification>;

/** One door for all planning of a process: a burst of checks is planned by the batch, in one transaction. */
export function createPlanner(services: WorkServices): Planner {
  const plan = createBatcher(
    async (ids: readonly string[]) => {
      const known = await readVerifications(services.db, [...new Set(ids)]);
      // Also for verifications that another process has planned, because the next step needs their packs.
      await holdPacks(services, services.db, known);
      const requested = known.filter(({ state }) => state === 'REQUESTED').map(({ id }) => id);
      const planned = requested.length === 0 ? [] : await asWorker(services, planChecksAct, { ids: requested });
      const byId = new Map([...known, ...planned].map((verification) => [verification.id, verification]));
      return ids.map((id) => byId.get(id));
    },
    { alone: true },
  );
  return async (id) => (await plan(id)) ?? getVerification(services.db, id);
}
