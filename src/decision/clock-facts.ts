import { sql } from 'kysely';
import type { Application } from '../application/application.ts';
import type { Database } from '../platform/database.ts';
import type { FieldVault } from '../protection/field-vault.ts';
import type { ClockFacts } from './clock-rules.ts';
import { readContestTerms } from './contest-terms.ts';
import { readGraceEnds } from './decision-store.ts';
import { readStepsOf } from './step-store.ts';

/** The facts that determine the terms of these cases, by the id of the application. */
export async function readClockFacts(
  db: Database,
  vault: FieldVault,
  applications: readonly Application[],
): Promise<ReadonlyMap<string, ClockFacts>> {
  const ids = applications.map(({ id }) => id);
  if (ids.length === 0) return new Map();
  const steps = await readStepsOf(db, ids);
  const checks = Map.groupBy(await readChecks(db, ids), (row) => row.application_id);
  const decisions = Map.groupBy(await readDecisions(db, ids), (row) => row.application_id);
  const graceEnds = await readGraceEnds(db, vault, ids);
  const contests = await readContestTerms(db, ids);
  return new Map(
    applications.map(({ id, acceptedAt, delegated, category }) => [
      id,
      {
        acceptedAt,
        delegated,
        category,
        steps: steps.get(id) ?? [],
        checks: (checks.get(id) ?? []).map((row) => ({
          purpose: row.purpose,
          requestedAt: row.created_at,
          deadline: { at: row.deadline_at, provisional: row.deadline_provisional },
          reportedAt: row.reported_at,
        })),
        decisions: (decisions.get(id) ?? []).map((row) => ({
          kind: row.kind,
          decidedAt: row.decided_at,
          recheck: row.recheck,
          until: graceEnds.get(row.id) ?? null,
        })),
        contests: contests.get(id) ?? [],
      },
    ]),
  );
}

/** Verifications that were not cancelled, oldest first. */
function readChecks(db: Database, ids: readonly string[]) {
  return db
    .selectFrom('verification')
    .leftJoin('report', (join) =>
      join.onRef('report.verification_id', '=', 'verification.id').on('report.version', '=', sql.lit(1)),
    )
    .select([
      'verification.application_id',
      'verification.purpose',
      'verification.created_at',
      'verification.deadline_at',
      'verification.deadline_provisional',
      'report.issued_at as reported_at',
    ])
    .where('verification.application_id', 'in', ids)
    .where('verification.kind', '=', 'CHECK')
    .where('verification.state', '<>', 'CANCELLED')
    .orderBy('verification.created_at')
    .orderBy('verification.id')
    .execute();
}

function readDecisions(db: Database, ids: readonly string[]) {
  return db
    .selectFrom('decision')
    .select(['id', 'application_id', 'kind', 'decided_at', 'recheck'])
    .where('application_id', 'in', ids)
    .orderBy('sequence')
    .execute();
}
