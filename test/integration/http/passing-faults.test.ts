import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../src/platform/database.ts';
import { LIANGXI, openAppRoom } from './app-room.ts';
import type { AppRoom } from './app-room.ts';
import { letterOf, RECORD, REGISTER, registration, REQUEST } from './case-forms.ts';

let room: AppRoom;
/** A check that the caller may see. */
let checkId: string;

beforeAll(async () => {
  room = await openAppRoom();
  const { application, household } = await room.room.register();
  const people = household.members.map(({ personId }) => personId);
  await room.ask(RECORD, { variables: { input: letterOf(application.id, people, 'L-1') } });
  const { data } = await room.ask(REQUEST, {
    variables: { input: { applicationId: application.id, purpose: 'APPLICATION', idempotencyKey: 'one' } },
  });
  checkId = /"Verification:([^"]+)"/.exec(JSON.stringify(data))?.[1] ?? '';
});
afterAll(() => room.close());

/** From now on every audit entry, and with it every act and read, meets this fault of PostgreSQL. */
async function breakLooks(fault: string): Promise<void> {
  const owner = openDatabase(room.room.database.ownerUrl);
  await sql
    .raw(
      `CREATE OR REPLACE FUNCTION break_look() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN ${fault}; RETURN NEW; END $$;
       CREATE OR REPLACE TRIGGER break_look BEFORE INSERT ON look_log FOR EACH ROW EXECUTE FUNCTION break_look()`,
    )
    .execute(owner);
  await owner.destroy();
}

const raising = (state: string) => `RAISE EXCEPTION 'raised' USING ERRCODE = '${state}'`;
const PASSING = [
  ['the server shuts down', raising('57P01')],
  ['the server crashed', raising('57P02')],
  ['the disk is full', raising('53100')],
  ['memory is short', raising('53200')],
  ['connections are short', raising('53300')],
  ['deadlocks do not end', raising('40P01')],
  ['serialisation fails again and again', raising('40001')],
  ['the connection is cut', 'PERFORM pg_terminate_backend(pg_backend_pid())'],
] as const;

describe.each(PASSING)('when %s, callers are asked to try again', (_what, fault) => {
  it('in GraphQL', async () => {
    await breakLooks(fault);
    const { errors } = await room.ask(REGISTER, { variables: { input: registration() } });
    expect(errors).toHaveLength(1);
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'UNAVAILABLE', en: expect.stringMatching(/try again/) });
  });

  it('on a route', async () => {
    await breakLooks(fault);
    const response = await room.app.request(`/verifications/${checkId}/progress`, {
      headers: { authorization: `Bearer ${await room.token(LIANGXI)}` },
    });
    expect(response.status).toBe(503);
    expect(JSON.stringify(await response.json())).toContain('"code":"UNAVAILABLE"');
  });
});

describe('any other fault of the database', () => {
  it('stays an internal fault', async () => {
    await breakLooks(raising('23514'));
    const { errors } = await room.ask(REGISTER, { variables: { input: registration() } });
    expect(errors?.[0]?.extensions['code']).toBe('INTERNAL');
  });
});
