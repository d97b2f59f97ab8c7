import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { enterPersonsInTrx } from '../../../src/household/person-store.ts';
import { parseCertificate } from '../../../src/identity/certificate.ts';
import { openCaseRoom } from '../../support/case-room.ts';
import type { CaseRoom } from '../../support/case-room.ts';
import { FATHER, MOTHER, SON } from '../../support/family.ts';

let room: CaseRoom;
beforeAll(async () => {
  room = await openCaseRoom();
});
afterAll(() => room.close());

/** Waits until so many statements of this database wait for another transaction. */
async function untilWaiting(statements: number): Promise<void> {
  for (;;) {
    const { rows } = await sql<{ n: number }>`
      SELECT count(*) AS n FROM pg_stat_activity
      WHERE datname = current_database() AND wait_event_type = 'Lock'`.execute(room.services.db);
    if (rows[0]?.n === statements) return;
    await pause(5);
  }
}

it('two families that enter the same people in opposite orders never wait for each other in a circle', async () => {
  const [father, mother, son] = [FATHER, MOTHER, SON].map(({ certificate }) =>
    parseCertificate({ type: 'CITIZEN_NUMBER', number: certificate.number }),
  );
  if (father === undefined || mother === undefined || son === undefined)
    throw new Error('the family has three numbers');
  const { db, vault, clock } = room.services;
  const origin = { division: '320213', at: clock.now() };
  const enter = (...list: (typeof father)[]) =>
    db.transaction().execute((trx) => enterPersonsInTrx(trx, vault, list, origin));

  // The third holds the person in the middle, so that both others stand still half-way when it lets go.
  const { first, second } = await db.transaction().execute(async (trx) => {
    await enterPersonsInTrx(trx, vault, [mother], origin);
    const started = { first: enter(father, mother, son), second: enter(son, mother, father) };
    await untilWaiting(2);
    return started;
  });
  const [there, back] = await Promise.all([first, second]);
  expect(back.toReversed()).toEqual(there);
  expect(new Set(there).size).toBe(3);
});
