import type { Database } from '../platform/database.ts';
import type { Actor } from './actor.ts';
import type { LookEntry } from './look-log.ts';

/**
 * An act under way: its transaction, its one instant, and who performs it. Functions that change a case take one, so
 * that none of them opens a transaction or reads a clock of its own; `src/access/acts/perform.ts` makes it.
 */
export type Acting = {
  readonly trx: Database;
  /** The instant of the whole act; everything that it writes carries it. */
  readonly at: Date;
  readonly actor: Actor;
  /** Leaves audit entries, which are written in the transaction of the act. */
  look(...entries: readonly LookEntry[]): void;
};
