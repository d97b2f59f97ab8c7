import { shanghaiDate } from '../platform/calendar-date.ts';
import type { CalendarDate } from '../platform/calendar-date.ts';
import type { Database } from '../platform/database.ts';
import type { PolicyPack } from '../policy/pack.ts';
import type { VerificationServices } from '../verification/services.ts';
import { stockUnder } from './stock.ts';
import type { StockCase } from './stock.ts';
import { count, emptyTally } from './tally.ts';
import type { Tally } from './tally.ts';

/** The effects of a pack as of a day. */
export type Simulation = { readonly packId: string; readonly asOf: CalendarDate; readonly tally: Tally };

/**
 * Replays the stock under a pack, be it in force or a proposal, in a transaction that cannot write.
 * @param onCase sees each case, in the order of their ids.
 */
export function simulate(
  services: VerificationServices,
  pack: PolicyPack,
  onCase: (one: StockCase) => void = () => {},
): Promise<Simulation> {
  const asOf = staleDay(services, pack);
  return readOnly(services.db, async (trx) => {
    const tally = emptyTally();
    for await (const one of stockUnder(services, trx, pack, asOf)) {
      count(tally, one);
      onCase(one);
    }
    return { packId: pack.id, asOf, tally };
  });
}

/** The day as of which evidence is stale: the present, or the first day of the pack where that is later. */
export function staleDay({ clock }: Pick<VerificationServices, 'clock'>, pack: PolicyPack): CalendarDate {
  const today = shanghaiDate(clock.now());
  return pack.effectiveFrom > today ? pack.effectiveFrom : today;
}

/** One view of the database as it stands now; PostgreSQL itself refuses to write in it. */
export function readOnly<Value>(db: Database, read: (trx: Database) => Promise<Value>): Promise<Value> {
  return db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(read);
}
