import type { Database } from '../platform/database.ts';
import type { HolidayBook } from '../platform/working-days.ts';
import type { PackShelf } from '../policy/pack-shelf.ts';
import { isLayer, isPack } from '../policy/pack.ts';
import type { PackOrLayer } from '../policy/pack.ts';
import { POLICY_LAYERS, POLICY_PACKS } from '../policy/registry.ts';
import { renewHolidays } from './holidays.ts';
import { readPacksBeside } from './pack-store.ts';

/**
 * The packs of the release, and what this process has seen of those that were loaded. A pack is kept by its digest and
 * never read twice.
 *
 * @param holidays the book of this process, in which years that were loaded are entered at the same time.
 */
export function openShelf(
  release: Iterable<PackOrLayer> = [...POLICY_PACKS, ...POLICY_LAYERS],
  holidays?: HolidayBook,
): PackShelf<Database> {
  const ofRelease = [...release];
  const loaded = new Map<string, PackOrLayer>();
  const all = () => [...ofRelease, ...loaded.values()];
  const packs = () => all().filter(isPack);
  const renew = async (db: Database): Promise<void> => {
    for (const [sha256, pack] of await readPacksBeside(db, [...loaded.keys()])) loaded.set(sha256, pack);
    if (holidays !== undefined) await renewHolidays(db, holidays);
  };
  return {
    [Symbol.iterator]: () => packs()[Symbol.iterator](),
    layers: { [Symbol.iterator]: () => all().filter(isLayer)[Symbol.iterator]() },
    renew,
    async hold(db, ids) {
      const known = new Set(packs().map(({ id }) => id));
      if (!ids.every((id) => known.has(id))) await renew(db);
    },
  };
}
