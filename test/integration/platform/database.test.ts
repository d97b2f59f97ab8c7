import { createServer } from 'node:net';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { explainConnectionFault } from '../../../src/platform/database-fault.ts';
import { assertNotOwner, openDatabase } from '../../../src/platform/database.ts';
import type { Database } from '../../../src/platform/database.ts';
import { Problem } from '../../../src/platform/problem.ts';
import { createTestDatabase } from '../../support/database.ts';
import type { TestDatabase } from '../../support/database.ts';

let database: TestDatabase;
let db: Database;

beforeAll(async () => {
  database = await createTestDatabase();
  db = openDatabase(database.appUrl);
});
afterAll(async () => {
  await db.destroy();
  await database.drop();
});

async function answer(expression: string): Promise<unknown> {
  const { rows } = await sql<{ answer: unknown }>`SELECT ${sql.raw(expression)} AS answer`.execute(db);
  return rows[0]?.answer;
}

async function problemOf(url: string): Promise<Problem> {
  const broken = openDatabase(url);
  try {
    await sql`SELECT 1`.execute(broken);
  } catch (thrown) {
    if (thrown instanceof Problem) return thrown;
    throw thrown;
  } finally {
    await broken.destroy();
  }
  throw new Error('the connection was accepted');
}

function changed(part: 'password' | 'username' | 'pathname' | 'port' | 'hostname', value: string): string {
  const url = new URL(database.appUrl);
  url[part] = value;
  return url.href;
}

describe('values', () => {
  it('reads int8 as a number and refuses one beyond 2^53', async () => {
    expect(await answer('9007199254740991::int8')).toBe(Number.MAX_SAFE_INTEGER);
    expect(await answer('ARRAY[1, NULL, -3]::int8[]')).toEqual([1, null, -3]);
    await expect(answer('9007199254740992::int8')).rejects.toThrow(RangeError);
  });

  it('reads a calendar date as text in any zone of the machine, and an instant as a Date', async () => {
    expect(await answer(`DATE '2018-02-28'`)).toBe('2018-02-28');
    expect(await answer(`ARRAY[DATE '2018-02-28', NULL]`)).toEqual(['2018-02-28', null]);
    expect(await answer(`TIMESTAMPTZ '2018-02-28 08:00+08'`)).toEqual(new Date('2018-02-28T00:00:00Z'));
  });

  it('keeps text, jsonb and bytes', async () => {
    expect(await answer(`'𠮷野家'::text`)).toBe('𠮷野家');
    expect(await answer(`'{"a": [1]}'::jsonb`)).toEqual({ a: [1] });
    expect(await answer(`'\\x00ff'::bytea`)).toEqual(Buffer.from([0, 255]));
  });
});

describe('a connection that fails is one sentence without the password', () => {
  it('for an address that is none', () => {
    expect(() => openDatabase('mysql://x')).toThrow(/DATABASE_URL 不是有效的数据库地址/);
  });

  it.each<[string, () => string, string, RegExp]>([
    ['a wrong password', () => changed('password', 'guessed-word'), 'BAD_CONFIGURATION', /用户名或密码不对/],
    ['an unknown user', () => changed('username', 'nobody'), 'BAD_CONFIGURATION', /用户名或密码不对/],
    ['an unknown database', () => changed('pathname', '/nowhere'), 'BAD_CONFIGURATION', /没有这个数据库/],
    ['an unknown host', () => changed('hostname', 'no-such-host.invalid'), 'BAD_CONFIGURATION', /找不到这台主机/],
    ['a closed port', () => changed('port', '1'), 'UNAVAILABLE', /没有服务在该端口应答/],
  ])('for %s', async (_what, url, code, sentence) => {
    const problem = await problemOf(url());
    expect(problem.code).toBe(code);
    expect(problem.details.zh).toMatch(/^连不上数据库 .*。$/);
    expect(problem.details.zh).toMatch(sentence);
    expect(problem.message).not.toContain(new URL(database.appUrl).password);
    expect(problem.message).not.toContain('guessed-word');
  });

  it('for a password that is missing', () => {
    // The driver leaves this connection half open, so it is not provoked on the shared cluster.
    const fault = new Error('SASL: SCRAM-SERVER-FIRST-MESSAGE: client password must be a string');
    expect(explainConnectionFault(fault, database.appUrl).details.zh).toMatch(/用户名或密码不对/);
  });

  it('for a server that is not PostgreSQL', async () => {
    const server = createServer((socket) => socket.destroy());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    expect((await problemOf(changed('port', String(port)))).code).toBe('UNAVAILABLE');
    server.close();
  });
});

describe('the role of the application', () => {
  it('is accepted', async () => {
    await expect(assertNotOwner(db)).resolves.toBeUndefined();
  });

  it.each<[string, () => string, RegExp]>([
    ['the owner', () => database.ownerUrl, /是表的所有者；请改用 hedui_app/],
    ['a superuser', () => database.adminUrl, /是超级用户；请改用 hedui_app/],
  ])('may not be %s', async (_who, url, sentence) => {
    const other = openDatabase(url(), { max: 1 });
    await expect(assertNotOwner(other)).rejects.toThrow(sentence);
    await other.destroy();
  });

  it.each([
    'CREATE TABLE mine (n int)',
    'DROP TABLE person',
    'ALTER TABLE person DISABLE TRIGGER ALL',
    'TRUNCATE person',
  ])('cannot %s', async (statement) => {
    await expect(sql.raw(statement).execute(db)).rejects.toMatchObject({ code: '42501' });
  });
});
