import { regionCovers, parseRegion } from '../../identity/region.ts';
import { listOpenContests } from '../../objection/contest-queue.ts';
import type { ContestPage } from '../../objection/contest-queue.ts';
import { assertMay, assertServes, placeOf } from '../may.ts';
import { look } from '../reader.ts';
import type { Reader } from '../reader.ts';

/**
 * Open contests of a division, the earliest due first, with an audit entry for each. It shows numbers and times; the
 * content of a contest is read in its case.
 *
 * @param page.division within the caller's own division, which is the default.
 * @throws Problem FORBIDDEN with field `division` for a division that the caller does not serve; INVALID_REGION;
 * INVALID_INPUT
 */
export async function seeOpenContests(
  reader: Reader,
  page: {
    readonly division: string | null;
    readonly first: number;
    readonly after: string | null;
    readonly overdueOnly: boolean;
  },
): Promise<ContestPage> {
  assertMay(reader.principal, 'READ_VERIFICATION');
  const division = page.division === null ? placeOf(reader.principal) : parseRegion(page.division);
  assertServes(reader.principal, division, 'division');
  const found = await listOpenContests(reader.services.db, {
    division,
    first: page.first,
    after: page.after,
    dueBefore: page.overdueOnly ? reader.services.clock.now() : null,
  });
  const edges = found.edges.filter(({ contest }) => regionCovers(division, contest.division));
  await look(
    reader,
    edges.map(({ contest }) => ({
      act: 'READ_CONTEST' as const,
      applicationId: contest.applicationId,
      fieldKinds: [contest.kind],
      division: contest.division,
    })),
  );
  return { ...found, edges };
}
