import { askAmountsAct } from '../src/access/acts/check-work.ts';
import { asError } from '../src/platform/problem.ts';
import { BANKS, checksToWeigh } from '../src/verification/checks-to-weigh.ts';
import { announce } from './announce.ts';
import { asWorker } from './as-worker.ts';
import type { WorkServices } from './services.ts';

/**
 * Looks, after answers came and when it is the last moment, whether the line needs an amount, so that banks are asked
 * while other departments still take their time. Never rejects: what is lost here is done before the report is issued.
 */
export type WeighLines = (verificationIds: readonly string[]) => Promise<void>;

/** @param couriers filled in once the sources are connected; an amount leaves with the next file of its bank. */
export function createWeighLines(
  services: WorkServices,
  couriers: ReadonlyMap<string, { lay(verificationId: string): Promise<unknown> }>,
): WeighLines {
  return async (verificationIds) => {
    try {
      const ids = await checksToWeigh(services, verificationIds);
      if (ids.length === 0) return;
      const waiting = await asWorker(services, askAmountsAct, { ids });
      announce(services, waiting);
      const courier = couriers.get(BANKS);
      for (const id of waiting) await courier?.lay(id);
    } catch (thrown) {
      services.log.warn('lines not weighed', { count: verificationIds.length, err: asError(thrown) });
    }
  };
}
