import { userInfo } from 'node:os';
import { actorOf } from '../../access/principal.ts';
import type { Principal } from '../../access/principal.ts';
import type { Actor } from '../../audit/actor.ts';
import { readConfig } from '../../config.ts';
import { createLogger } from '../../platform/pino-log.ts';
import { layGround } from '../house.ts';
import type { Ground } from '../house.ts';
import type { Lifecycle } from '../lifecycle.ts';

/** What a command works with: the installation's tables, seen from beside its running processes. */
export type Desk = Ground & {
  /** The operator at the machine. */
  readonly principal: Principal;
  /** The same, as the audit log knows them. */
  readonly actor: Actor;
};

/** Opens the installation that the environment describes; an embedded one that runs already is visited. */
export async function openDesk(life: Lifecycle): Promise<Desk> {
  const config = readConfig(process.env);
  const log = createLogger({ level: 'error' });
  // Of the simulators only their names are known here: their addresses are in the process that runs them.
  const ground = await layGround(config, log, life, { simulators: 'NAME', visits: true });
  const subject = `cli:${userInfo().username}`;
  const principal: Principal = { kind: 'STAFF', subject, division: config.division, roles: ['OPERATOR'] };
  return {
    ...ground,
    principal,
    actor: actorOf(principal, crypto.randomUUID()),
  };
}

/** One line, or several, to standard output. */
export function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
