import { z } from 'zod';
import type { Database } from '../platform/database.ts';
import { STEP_WORDS } from './step.ts';
import type { CaseStep, StepKind } from './step.ts';

/** Every kind of step, in the order of the procedure. */
const STEP_KINDS = Object.keys(STEP_WORDS) as StepKind[];
const kindSchema = z.enum(STEP_KINDS);

/** The steps of applications in the order in which they happened, by application; one without any has no entry. */
export async function readStepsOf(
  db: Database,
  applicationIds: readonly string[],
): Promise<ReadonlyMap<string, readonly CaseStep[]>> {
  if (applicationIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('case_step')
    .select(['application_id', 'kind', 'happened_at', 'recorded_by', 'recorded_at'])
    .where('application_id', 'in', applicationIds)
    .orderBy('happened_at')
    .orderBy('recorded_at')
    .execute();
  const groups = Map.groupBy(rows, (row) => row.application_id);
  return new Map(
    [...groups].map(([id, group]) => [
      id,
      group.map((row) => ({
        kind: kindSchema.parse(row.kind),
        at: row.happened_at,
        recordedBy: row.recorded_by,
        recordedAt: row.recorded_at,
      })),
    ]),
  );
}

/** The step that this person recorded under this key. */
export async function getStepByKey(
  db: Database,
  { subject, idempotencyKey }: { readonly subject: string; readonly idempotencyKey: string },
): Promise<CaseStep> {
  const row = await db
    .selectFrom('case_step')
    .select(['kind', 'happened_at', 'recorded_at'])
    .where('recorded_by', '=', subject)
    .where('idempotency_key', '=', idempotencyKey)
    .executeTakeFirstOrThrow();
  return { kind: kindSchema.parse(row.kind), at: row.happened_at, recordedBy: subject, recordedAt: row.recorded_at };
}
