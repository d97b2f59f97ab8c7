import { setTimeout as pause } from 'node:timers/promises';
import type { Database } from '../../src/platform/database.ts';

const OPEN = ['REQUESTED', 'ASKING'];
const LEFT_OPEN_MS = 30_000;

/** Waits until a check has ended and tells its state; fails with what is still open when it does not. */
export async function readVerificationEnd(db: Database, id: string, withinMs: number): Promise<string> {
  const until = performance.now() + withinMs;
  for (;;) {
    const row = await db.selectFrom('verification').select('state').where('id', '=', id).executeTakeFirstOrThrow();
    if (!OPEN.includes(row.state)) return row.state;
    if (performance.now() > until) {
      const open = await db
        .selectFrom('question')
        .select(['source_id', 'institution', 'state', 'last_fault', 'attempts'])
        .where('verification_id', '=', id)
        .where('state', '<>', 'SETTLED')
        .execute();
      throw new Error(`the check is still ${row.state}: ${JSON.stringify(open)}`);
    }
    await pause(25);
  }
}

/** A question that is not settled: whose it is, until when it is waited for, and why it waits. */
export type OpenQuestion = {
  readonly source_id: string;
  readonly institution: string;
  readonly state: string;
  readonly due_at: Date;
  readonly last_fault: string | null;
};

/** Waits until a check is asking and all that is still open of it is what the caller expects to stay so. */
export async function readLeftOpen(
  db: Database,
  id: string,
  expected: (question: OpenQuestion) => boolean,
): Promise<readonly OpenQuestion[]> {
  const until = performance.now() + LEFT_OPEN_MS;
  for (;;) {
    const open = await db
      .selectFrom('question')
      .select(['source_id', 'institution', 'state', 'due_at', 'last_fault'])
      .where('verification_id', '=', id)
      .where('state', '<>', 'SETTLED')
      .execute();
    if (open.length > 0 && open.every(expected)) return open;
    if (performance.now() > until) throw new Error(`open of the check is still ${JSON.stringify(open)}`);
    await pause(25);
  }
}
