import { userInfo } from 'node:os';
import { SOURCES } from '../../../adapters/registry.ts';
import { actorOf } from '../../access/principal.ts';
import type { Principal } from '../../access/principal.ts';
import type { Actor } from '../../audit/actor.ts';
import { readConfig } from '../../config.ts';
import { createLogger } from '../../platform/pino-log.ts';
import type { VerificationServices } from '../../verification/services.ts';
import { layFoundation } from '../foundation.ts';
import type { Foundation } from '../foundation.ts';
import type { Lifecycle } from '../lifecycle.ts';
import { readEndpoints, verificationServices } from '../work-services.ts';
import type { Endpoints } from '../work-services.ts';

/** What a command works with: the installation's tables, seen from beside its running processes. */
export type Desk = {
  readonly foundation: Foundation;
  readonly services: VerificationServices;
  readonly endpoints: Endpoints;
  /** The operator at the machine. */
  readonly principal: Principal;
  /** The same, as the audit log knows them. */
  readonly actor: Actor;
};

/** Opens the installation that the environment describes; an embedded one that runs already is visited. */
export async function openDesk(life: Lifecycle): Promise<Desk> {
  const config = readConfig(process.env);
  const log = createLogger({ level: 'error' });
  const foundation = await layFoundation(config, log, life, { visits: true });
  // Of the simulators only their names are known here: their addresses are in the process that runs them.
  const endpoints =
    config.sources.kind === 'file'
      ? await readEndpoints(config.sources.path)
      : Object.fromEntries(SOURCES.map(({ id }) => [id, {}]));
  const subject = `cli:${userInfo().username}`;
  const principal: Principal = { kind: 'STAFF', subject, division: config.division, roles: ['OPERATOR'] };
  return {
    foundation,
    services: verificationServices(foundation, endpoints),
    endpoints,
    principal,
    actor: actorOf(principal, crypto.randomUUID()),
  };
}

/** One line, or several, to standard output. */
export function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
