import { sql } from 'kysely';
import { z } from 'zod';
import { divisionPrefix } from '../application/list.ts';
import { parseRegion } from '../identity/region.ts';
import { shanghaiDate } from '../platform/calendar-date.ts';
import type { CalendarDate } from '../platform/calendar-date.ts';
import type { Database } from '../platform/database.ts';
import { Problem } from '../platform/problem.ts';
import type { PolicyPack } from '../policy/pack.ts';
import { VaultError } from '../protection/field-vault.ts';
import type { ReportInput } from '../report/input.ts';
import { evidenceOfMembers } from '../report/obligors.ts';
import { gatherInputs } from '../verification/compose-report.ts';
import type { VerificationServices } from '../verification/services.ts';
import { readVerifications } from '../verification/store.ts';
import type { Verification } from '../verification/verification.ts';
import { isChosen } from './is-chosen.ts';
import { propose, replay } from './standing.ts';
import type { Replay } from './standing.ts';
import { staleSources } from './stale.ts';
import type { StaleSource } from './stale.ts';

/** Why a case with a report cannot be judged again from what is kept. */
export type NotReplayed = 'SEALED_WITH_ANOTHER_KEY' | 'ALTERED' | 'PACK_NOT_HELD' | 'RULE_NOT_HELD';

/** One case of the stock and what a pack would make of it. */
export type StockCase = {
  readonly applicationId: string;
  readonly number: string;
  readonly division: string;
  readonly verificationId: string | null;
  readonly outcome:
    | ({ readonly kind: 'REPLAYED'; readonly stale: readonly StaleSource[] } & Replay)
    /** Accepted, and no report has been drawn up yet: the pack will judge it when it is. */
    | { readonly kind: 'NO_REPORT' }
    | { readonly kind: 'NOT_REPLAYED'; readonly reason: NotReplayed };
};

/** Cases read and judged at once: a few megabytes, however large the city. */
const PAGE = 100;

/**
 * Every case that a pack would govern from its first day on, by the newest report of each, judged from what is stored.
 * Nobody is asked anything, and nothing is written. A page at a time: memory does not grow with the stock.
 * @param day as of which evidence is stale: the present, or the first day of the pack where that is later.
 */
export async function* stockUnder(
  services: VerificationServices,
  trx: Database,
  pack: PolicyPack,
  day: CalendarDate,
): AsyncGenerator<StockCase> {
  const proposal = propose(pack);
  const packs = [...[...services.packs].filter(({ id }) => id !== pack.id), pack];
  for (let after = ''; ;) {
    const rows = await readPage(trx, pack, after);
    const governed = rows.filter((row) => isGoverned(packs, pack, row));
    const ids = governed.flatMap(({ verification_id }) => verification_id ?? []);
    const verifications = await readVerifications(trx, ids);
    const inputs = await openInputs(services, trx, verifications);
    for (const row of governed) {
      const found = row.verification_id === null ? null : inputs.get(row.verification_id);
      yield {
        applicationId: row.id,
        number: row.number,
        division: row.division,
        verificationId: row.verification_id,
        outcome: outcomeOf(found ?? null),
      };
    }
    const last = rows.at(-1);
    if (last === undefined || rows.length < PAGE) return;
    after = last.id;
  }

  function outcomeOf(found: ReportInput | NotReplayed | null): StockCase['outcome'] {
    if (found === null) return { kind: 'NO_REPORT' };
    if (typeof found === 'string') return { kind: 'NOT_REPLAYED', reason: found };
    try {
      const stale = staleSources(evidenceOfMembers(found.household, found.evidence), services.sources, day);
      return { kind: 'REPLAYED', ...replay(found, proposal), stale };
    } catch (thrown) {
      if (thrown instanceof Problem && thrown.code === 'UNKNOWN_VERSION') {
        return { kind: 'NOT_REPLAYED', reason: 'RULE_NOT_HELD' };
      }
      throw thrown;
    }
  }
}

type StockRow = Awaited<ReturnType<typeof readPage>>[number];

/** Applications of the pack's place, each with the newest check that has a report. */
function readPage(trx: Database, pack: PolicyPack, after: string) {
  return trx
    .selectFrom('application as a')
    .leftJoinLateral(
      (join) =>
        join
          .selectFrom('verification')
          .select('verification.id')
          .whereRef('verification.application_id', '=', 'a.id')
          .where('verification.kind', '=', 'CHECK')
          .where('verification.state', 'in', ['ISSUED_COMPLETE', 'ISSUED_INCOMPLETE'])
          .orderBy('verification.base_date', 'desc')
          .orderBy('verification.created_at', 'desc')
          .limit(1)
          .as('v'),
      (on) => on.onTrue(),
    )
    .select(['a.id', 'a.number', 'a.division', 'a.residence', 'a.accepted_at', 'v.id as verification_id'])
    .where('a.state', '<>', 'WITHDRAWN')
    .where('a.division', 'like', `${divisionPrefix(parseRegion(pack.region))}%`)
    .$if(after !== '', (query) => query.where('a.id', '>', after))
    .orderBy(sql`a.id`)
    .limit(PAGE)
    .execute();
}

/** Whether a case of this place would be judged by the pack on its first day, and not by a nearer one. */
function isGoverned(packs: readonly PolicyPack[], pack: PolicyPack, row: StockRow): boolean {
  const day = pack.effectiveFrom > pack.knownSince ? pack.effectiveFrom : pack.knownSince;
  const dates = { application: shanghaiDate(row.accepted_at), base: pack.effectiveFrom, decision: day };
  return isChosen(packs, pack, row, dates);
}

/**
 * The inputs of reports, by verification. An input that cannot be decrypted does not prevent the others from being
 * read.
 */
async function openInputs(
  services: VerificationServices,
  trx: Database,
  verifications: readonly Verification[],
): Promise<ReadonlyMap<string, ReportInput | NotReplayed>> {
  await services.packs.hold(
    trx,
    verifications.map(({ packId }) => packId),
  );
  const known = new Set([...services.packs].map(({ id }) => id));
  const held = verifications.filter(({ packId }) => known.has(packId));
  const gone = verifications.filter((one) => !held.includes(one));
  const found = new Map<string, ReportInput | NotReplayed>(gone.map(({ id }) => [id, 'PACK_NOT_HELD']));
  try {
    for (const [id, input] of await inputsOf(services, trx, held)) found.set(id, input);
    return found;
  } catch (thrown) {
    whyClosed(thrown);
  }
  for (const one of held) {
    try {
      for (const [id, input] of await inputsOf(services, trx, [one])) found.set(id, input);
    } catch (thrown) {
      found.set(one.id, whyClosed(thrown));
    }
  }
  return found;
}

async function inputsOf(
  services: VerificationServices,
  trx: Database,
  verifications: readonly Verification[],
): Promise<readonly (readonly [string, ReportInput])[]> {
  const identity = { number: '', version: 1, preliminary: false, previous: null };
  const inputs = await gatherInputs(
    services,
    trx,
    verifications.map((verification) => ({ verification, identity })),
    services.clock.now(),
  );
  return inputs.map((input) => [input.verification.id, input]);
}

/** @throws whatever is no matter of the row itself */
function whyClosed(thrown: unknown): NotReplayed {
  if (thrown instanceof VaultError) return thrown.fault === 'UNKNOWN_KEY' ? 'SEALED_WITH_ANOTHER_KEY' : 'ALTERED';
  if (thrown instanceof z.ZodError) return 'ALTERED';
  throw thrown;
}
