import { sql } from 'kysely';
import { divisionPrefix } from '../application/list.ts';
import { parseRegion } from '../identity/region.ts';
import { parseCalendarDate, shanghaiDate } from '../platform/calendar-date.ts';
import type { CalendarDate } from '../platform/calendar-date.ts';
import type { Database } from '../platform/database.ts';
import type { PolicyPack } from '../policy/pack.ts';
import type { VerificationServices } from '../verification/services.ts';
import { isChosen } from './is-chosen.ts';
import { readOnly } from './simulate.ts';

/** A check that would have gone by a pack had the office known it: its report was made by another. */
export type AffectedCase = {
  readonly number: string;
  readonly division: string;
  readonly baseDate: CalendarDate;
  /** By which it was judged. */
  readonly packId: string;
};

const PAGE = 500;

/**
 * The newest check of each case that was requested before a pack was known and would have been judged by it. Read only;
 * nobody's data are opened.
 * @param onCase sees each, in the order of their ids.
 */
export function affectedBy(
  services: Pick<VerificationServices, 'db' | 'packs'>,
  pack: PolicyPack,
  onCase: (one: AffectedCase) => void,
): Promise<void> {
  const packs = [...[...services.packs].filter(({ id }) => id !== pack.id), pack];
  return readOnly(services.db, async (trx) => {
    for (let after = ''; ;) {
      const rows = await readPage(trx, pack, after);
      for (const row of rows) {
        if (row.pack_id === pack.id || shanghaiDate(row.requested_at) >= pack.knownSince) continue;
        if (!wouldChoose(packs, pack, row)) continue;
        const { number, division, pack_id: packId } = row;
        onCase({ number, division, baseDate: parseCalendarDate(row.base_date), packId });
      }
      const last = rows.at(-1);
      if (last === undefined || rows.length < PAGE) return;
      after = last.id;
    }
  });
}

type Row = Awaited<ReturnType<typeof readPage>>[number];

function readPage(trx: Database, pack: PolicyPack, after: string) {
  return trx
    .selectFrom('application as a')
    .innerJoinLateral(
      (join) =>
        join
          .selectFrom('verification')
          .select(['base_date', 'pack_id', 'created_at as requested_at'])
          .whereRef('verification.application_id', '=', 'a.id')
          .where('verification.kind', '=', 'CHECK')
          .where('verification.state', '<>', 'CANCELLED')
          .orderBy('base_date', 'desc')
          .orderBy('created_at', 'desc')
          .limit(1)
          .as('v'),
      (on) => on.onTrue(),
    )
    .select([
      'a.id',
      'a.number',
      'a.division',
      'a.residence',
      'a.accepted_at',
      'v.base_date',
      'v.pack_id',
      'v.requested_at',
    ])
    .where('a.state', '<>', 'WITHDRAWN')
    .where('a.division', 'like', `${divisionPrefix(parseRegion(pack.region))}%`)
    .$if(after !== '', (query) => query.where('a.id', '>', after))
    .orderBy(sql`a.id`)
    .limit(PAGE)
    .execute();
}

/** Whether the pack would be chosen for the check's own dates, if it had been known on the day of the request. */
function wouldChoose(packs: readonly PolicyPack[], pack: PolicyPack, row: Row): boolean {
  const requestedOn = shanghaiDate(row.requested_at);
  const known = packs.map((one) => (one.id === pack.id ? { ...one, knownSince: requestedOn } : one));
  const dates = {
    application: shanghaiDate(row.accepted_at),
    base: parseCalendarDate(row.base_date),
    decision: requestedOn,
  };
  return isChosen(known, pack, row, dates);
}
