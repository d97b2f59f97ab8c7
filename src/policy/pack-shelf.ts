import type { PolicyLayer, PolicyPack } from './pack.ts';

/**
 * The packs that an installation holds, as far as this process has seen them. Packs are only ever added, so what is on the
 * shelf stays right; what was loaded since is seen by {@link PackShelf.renew}. `Database` is the reader of the tables,
 * which this room does not know.
 */
export type PackShelf<Database> = Iterable<PolicyPack> & {
  /** Rules of the nation and of provinces, which packs inherit. */
  readonly layers: Iterable<PolicyLayer>;
  /** Sees what has been loaded since; before a pack is chosen for a case. */
  renew(db: Database): Promise<void>;
  /** Makes sure that these packs are on the shelf; asks the tables only where one is not. */
  hold(db: Database, ids: readonly string[]): Promise<void>;
};
