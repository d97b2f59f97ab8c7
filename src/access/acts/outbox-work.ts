import type { VerificationServices } from '../../verification/services.ts';
import { holdPromisesInTrx, markDispatchedInTrx, sweepOutboxInTrx } from '../../verification/outbox.ts';
import type { Promised } from '../../verification/outbox.ts';
import { defineProgramAct } from './program-act.ts';

/** Hands promises over before they are marked; handed twice, they are known by their ids. */
export type HandOver = (promised: readonly Promised[]) => Promise<void>;

/** Hands promised work to the queue. @returns the promises handed over. */
export const dispatchPromisesAct = defineProgramAct<
  VerificationServices,
  HandOver,
  readonly Promised[],
  readonly Promised[]
>({
  name: 'DISPATCH_PROMISES',
  traces: 'NO_PERSON',
  hold: holdPromisesInTrx,
  async run(_, acting, handOver, promised) {
    await handOver(promised);
    await markDispatchedInTrx(acting, promised);
    return promised;
  },
});

/** Forgets promises that were kept long ago. */
export const sweepOutboxAct = defineProgramAct<VerificationServices, null, void, null>({
  name: 'SWEEP_OUTBOX',
  traces: 'NO_PERSON',
  hold: () => Promise.resolve(null),
  run: (_, acting) => sweepOutboxInTrx(acting),
});
