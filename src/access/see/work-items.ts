import { parseRegion, regionCovers } from '../../identity/region.ts';
import type { RegionCode } from '../../identity/region.ts';
import { listWorkItems } from '../../work-items/read-items.ts';
import type { WorkFilter, WorkPage } from '../../work-items/read-items.ts';
import { assertMay, assertServes, placeOf } from '../may.ts';
import { look, realIds } from '../reader.ts';
import type { Reader } from '../reader.ts';

/**
 * Work items of a division, the earliest due first; an audit entry for each.
 *
 * @param filter.division within the caller's own division, which is the default.
 * @throws Problem FORBIDDEN with field `division` for a division that the caller does not serve; INVALID_REGION;
 * INVALID_INPUT
 */
export async function seeWorkItems(
  reader: Reader,
  filter: Omit<WorkFilter, 'division'> & { readonly division: string | null },
  page: { readonly first: number; readonly after: string | null },
): Promise<WorkPage> {
  assertMay(reader.principal, 'READ_WORK_ITEMS');
  const division = placeWithin(reader, filter.division);
  // A text that is no id matches no case.
  if (filter.applicationId !== undefined && realIds([filter.applicationId]).length === 0) {
    return { edges: [], hasNextPage: false };
  }
  const found = await listWorkItems(reader.services.db, { ...filter, division }, page);
  const edges = found.edges.filter(({ item }) => regionCovers(division, item.division));
  await look(
    reader,
    edges.map(({ item }) => ({
      act: 'READ_WORK_ITEMS' as const,
      ...(item.applicationId === null ? {} : { applicationId: item.applicationId }),
      fieldKinds: [item.reason],
      division: item.division,
    })),
  );
  return { ...found, edges };
}

/**
 * The named division, or the caller's own by default.
 * @throws Problem FORBIDDEN with field `division` where the caller does not serve it, INVALID_REGION
 */
export function placeWithin({ principal }: Reader, named: string | null): RegionCode {
  const division = named === null ? placeOf(principal) : parseRegion(named);
  assertServes(principal, division, 'division');
  return division;
}
