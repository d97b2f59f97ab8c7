import { userInfo } from 'node:os';
import { actorOf } from '../../access/principal.ts';
import type { Principal } from '../../access/principal.ts';
import type { Actor } from '../../audit/actor.ts';
import { readConfig } from '../../config.ts';
import { createLogger } from '../../platform/pino-log.ts';
import { layGround } from '../house.ts';
import type { Ground } from '../house.ts';
import type { Lifecycle } from '../lifecycle.ts';

/** The environment of a command: the installation's tables, opened next to its running processes. */
export type Desk = Ground & {
  /** The operator at the machine. */
  readonly principal: Principal;
  /** The operator as an audit entry names them. */
  readonly actor: Actor;
};

/** Opens the installation that the environment describes; joins an embedded one that already runs. */
export async function openDesk(life: Lifecycle): Promise<Desk> {
  const config = readConfig(process.env);
  const log = createLogger({ level: 'error' });
  // The simulators' addresses are known only to the process that runs them, so a command knows only their names.
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
