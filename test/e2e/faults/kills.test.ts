import { describe, expect, it } from 'vitest';
import { readRequestLines } from '../../../adapters/sandbox/request-log.ts';
import { FLOW_BACKENDS } from '../../support/backends.ts';
import { createTestDatabase } from '../../support/database.ts';
import { readVerificationEnd } from '../../support/verification-end.ts';
import { killAndRecover } from './kill-and-recover.ts';
import type { Run } from './kill-and-recover.ts';
import { openFaultRoom } from './fault-room.ts';
import { judge } from './judge.ts';
import { KILL_POINT_NAMES } from './kill-points.ts';

const LONGEST_MS = 150_000;
const KILLS: readonly Pick<Run, 'kill' | 'time'>[] = [
  ...[...KILL_POINT_NAMES, 'RANDOM' as const].map((kill) => ({ kill, time: 'REAL' as const })),
  { kill: 'RANDOM', time: 'COMPRESSED' },
];

describe.for(FLOW_BACKENDS)('checks whose worker is killed, on $backend', ({ backend, missing }) => {
  if (missing) {
    it.skip('needs redis-server: npm run setup', () => undefined);
    return;
  }
  it.concurrent.for(KILLS)(
    'end with one report, each question asked once, after kill -9 at $kill ($time)',
    { timeout: LONGEST_MS },
    async (kill, { expect }) => {
      const database = await createTestDatabase();
      try {
        const outcome = await killAndRecover({ ...kill, backend, databaseUrl: database.appUrl, seed: 'ci' });
        expect(outcome.faults, outcome.log).toEqual([]);
      } finally {
        await database.drop();
      }
    },
  );
});

it('would tell a question asked too often, by nobody, or before its audit entry', async () => {
  const database = await createTestDatabase();
  try {
    const room = await openFaultRoom({ backend: 'postgres', time: 'REAL', databaseUrl: database.appUrl });
    try {
      const id = await room.request('dormant-account');
      room.work();
      await readVerificationEnd(room.db, id, 30_000);
      const lines = readRequestLines(room.countsPath);
      const [line] = lines;
      if (line === undefined) throw new Error('the departments were asked');
      const told = (tampered: typeof lines) =>
        judge(room.db, { checkIds: [id], lines: tampered, kills: [], shortDays: false });
      expect(await told(lines)).toEqual([]);
      const [first] = await told([...lines, line]);
      expect(first).toContain('was asked 2 times, with 0 kills between send and storing');
      expect(await told([...lines, { ...line, requestId: 'HD-unknown' }])).toContain(
        'a department was asked under a request id that nobody knows',
      );
      expect(await told([{ ...line, at: '2000-01-01T00:00:00.000Z' }, ...lines.slice(1)])).toEqual([
        `${line.sourceId} was asked without an earlier audit entry`,
      ]);
      expect(await told(lines.slice(1))).toEqual(['an answer to a question that nobody was asked']);
    } finally {
      await room.close();
    }
  } finally {
    await database.drop();
  }
});
