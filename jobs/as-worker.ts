import { perform } from '../src/access/acts/perform.ts';
import type { ProgramAct } from '../src/access/acts/program-act.ts';
import type { Principal } from '../src/access/principal.ts';
import type { VerificationServices } from '../src/verification/services.ts';

/** The principal of every worker. No token makes it. */
export const WORKING: Principal = { kind: 'SYSTEM', program: 'hedui-worker' };

/** The request id of work on many checks; the entries of each check bear its own. */
const REQUEST_ID = 'worker';

/** Performs an act of the programs as a worker: the only way in which a job writes. */
export function asWorker<Input, Output, Held>(
  services: VerificationServices,
  act: ProgramAct<VerificationServices, Input, Output, Held>,
  input: Input,
): Promise<Output> {
  return perform(services, WORKING, REQUEST_ID, act, input);
}
