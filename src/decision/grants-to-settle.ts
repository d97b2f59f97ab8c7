import { divisionPrefix } from '../application/list.ts';
import type { RegionCode } from '../identity/region.ts';
import type { Database } from '../platform/database.ts';
import { RULE_WORDS } from '../policy/rule-words.ts';
import type { PolicyPack } from '../policy/pack.ts';
import type { VerificationServices } from '../verification/services.ts';
import { findPack } from '../verification/pack-of.ts';

/** The lines that decide about a household; a grant may rest on them before they are confirmed. */
const LINES = [
  'dibaoStandardFen',
  'edgeMultiple',
  'financialMonths',
  'rigidRatioPercent',
  'homesAllowed',
  'vehiclesAllowed',
  'enterprisesAllowed',
] as const;

/** A grant in force whose pack holds lines that are 待确认, to be settled when they are confirmed. */
export type GrantToSettle = {
  readonly applicationId: string;
  readonly packId: string;
  /** Names of the rules. */
  readonly pending: readonly { readonly rule: string; readonly zh: string }[];
};

/** Grants of a place that rest on a pack with pending lines, by the newest decision of each case, at most 500. */
export async function readGrantsToSettle(
  { packs }: Pick<VerificationServices, 'packs'>,
  db: Database,
  place: RegionCode,
): Promise<readonly GrantToSettle[]> {
  const rows = await db
    .selectFrom('decision as d')
    .innerJoin('verification as v', 'v.id', 'd.verification_id')
    .distinctOn('d.application_id')
    .select(['d.application_id', 'd.kind', 'v.pack_id'])
    .where('d.division', 'like', `${divisionPrefix(place)}%`)
    .orderBy('d.application_id')
    .orderBy('d.sequence', 'desc')
    .execute();
  const granted = rows.filter(({ kind }) => kind === 'APPROVED' || kind === 'AMOUNT_CHANGED');
  await packs.hold(
    db,
    granted.map(({ pack_id: id }) => id),
  );
  const pendingOf = new Map<string, GrantToSettle['pending']>();
  return granted
    .flatMap(({ application_id: applicationId, pack_id: packId }): GrantToSettle[] => {
      const pending = pendingOf.get(packId) ?? pendingLines(findPack(packs, packId));
      pendingOf.set(packId, pending);
      return pending.length === 0 ? [] : [{ applicationId, packId, pending }];
    })
    .slice(0, 500);
}

function pendingLines({ rules }: PolicyPack): GrantToSettle['pending'] {
  return LINES.filter((rule) => !rules[rule].verified).map((rule) => ({ rule, zh: RULE_WORDS[rule].zh }));
}
