import type { Acting } from '../../audit/acting.ts';
import type { Role } from '../../audit/actor.ts';
import type { Database } from '../../platform/database.ts';
import type { VerificationServices } from '../../verification/services.ts';
import type { Act, Place, Traces } from './define-act.ts';

/** The place of such an act: the installation, with what the act holds. */
export type Holding<Held> = Place & { readonly held: Held };

/** The act as `perform` takes it. */
export type ProgramAct<Services, Input, Output, Held> = Act<Services, Input, Output, Holding<Held>>;

/**
 * Defines an act of our own programs: work on many checks at once, on questions in hand, on sources or promises. It
 * costs no statement beside its own: it has no case to hold, no key, and its steps leave the entries.
 *
 * @param terms.hold takes the locks before the instant is taken: checks by id, before everything else.
 * @param terms.roles the programs alone unless given.
 */
export function defineProgramAct<Services extends Pick<VerificationServices, 'office'>, Input, Output, Held>(terms: {
  readonly name: string;
  readonly roles?: readonly Role[];
  readonly traces: Traces;
  readonly hold: (trx: Database, input: Input, services: Services) => Promise<Held>;
  readonly run: (services: Services, acting: Acting, input: Input, held: Held) => Promise<Output>;
}): ProgramAct<Services, Input, Output, Held> {
  const { name, roles = ['SYSTEM'], traces, hold, run } = terms;
  return {
    name,
    roles,
    target: 'NONE',
    keyed: false,
    entry: null,
    traces,
    // Never pointed at: such an act is found by what it holds.
    field: '',
    locate: async (trx, input, services) => ({
      applicationId: null,
      division: services.office.division,
      held: await hold(trx, input, services),
    }),
    run: ({ services, found, ...acting }, input) => run(services, acting, input, found.held),
  };
}
