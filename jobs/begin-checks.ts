import { asError } from '../src/platform/problem.ts';
import type { ExchangeCourier } from './exchange-courier.ts';
import type { HeadStart } from './head-start.ts';
import type { Planner } from './planner.ts';
import type { WorkServices } from './services.ts';

/** Begins checks that were just promised. Never rejects. */
export type Beginner = (verificationIds: readonly string[]) => Promise<void>;

/**
 * Plans checks and lays their files as soon as their jobs are with the queue, which hands them out one by one: fifty at
 * once are planned together, and no file waits for the last of them to be handed out. What fails here, or is lost with
 * the process, is done by the check's own job, which begins the same way.
 */
export function createBeginner(
  services: WorkServices,
  plan: Planner,
  couriers: ReadonlyMap<string, ExchangeCourier>,
  headStart: HeadStart,
): Beginner {
  const tell = (done: readonly PromiseSettledResult<unknown>[]): void => {
    for (const one of done) {
      if (one.status === 'rejected') services.log.warn('checks not begun', { err: asError(one.reason) });
    }
  };
  return (verificationIds) =>
    headStart.first(async () => {
      tell(await Promise.allSettled(verificationIds.map((id) => plan(id))));
      const laying = Promise.allSettled([...couriers.values()].map((courier) => courier.lay(null))).then(tell);
      await headStart.laid(laying);
    });
}
