import { setTimeout as pause } from 'node:timers/promises';
import type { Database } from '../../src/platform/database.ts';

const OPEN = ['REQUESTED', 'ASKING'];

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
