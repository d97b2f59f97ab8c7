import { createBatcher } from '../src/platform/batcher.ts';
import { getVerification } from '../src/verification/store.ts';
import type { Verification } from '../src/verification/verification.ts';
import { ensurePlanned } from '../src/verification/write-plan.ts';
import { workerOf } from './services.ts';
import type { WorkServices } from './services.ts';

/** Plans one check unless it is planned already, and tells how it stands. @throws Problem NOT_FOUND */
export type Planner = (verificationId: string) => Promise<Verification>;

/** One door for all planning of a process: a burst of checks is planned by the batch, in one transaction. */
export function createPlanner(services: WorkServices): Planner {
  const plan = createBatcher(
    async (ids: readonly string[]) => {
      const planned = await ensurePlanned(services, workerOf(services), [...new Set(ids)]);
      return ids.map((id) => planned.get(id));
    },
    { alone: true },
  );
  return async (id) => (await plan(id)) ?? getVerification(services.db, id);
}
