import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase } from '../support/database.ts';
import { closed, portOf, takePortBeforeFreeOne } from '../support/ports.ts';
import { processesNaming, startProgram } from '../support/program.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

describe('npm start', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  beforeAll(async () => {
    folder = await temporaryFolder();
  });
  afterAll(() => folder.remove());

  it('prints addresses, accounts and a query, and stops everything at Ctrl-C', async () => {
    const data = join(folder.path, 'data');
    const house = startProgram('start', { HEDUI_DATA_DIR: data, HEDUI_PORT: '0' });
    await house.says('Ctrl-C 停止');
    expect(house.output()).toMatch(/GraphQL\s+http:\/\/127\.0\.0\.1:\d+\/graphql/);
    expect(house.output()).toContain('caseworker-liangxi');
    expect(house.output()).toContain('requestVerification');
    expect((await processesNaming(data)).length).toBeGreaterThan(0);
    house.child.kill('SIGINT');
    expect(await house.ended).toBe(0);
    expect(await processesNaming(data)).toEqual([]);
  });

  it('stops everything when Ctrl-C comes while it is starting', async () => {
    const data = join(folder.path, 'early');
    const house = startProgram('start', { HEDUI_DATA_DIR: data, HEDUI_PORT: '0' });
    await new Promise((resolve) => setTimeout(resolve, 900));
    house.child.kill('SIGINT');
    await house.ended;
    expect(await processesNaming(data)).toEqual([]);
  });
});

describe('a program that cannot start', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  beforeAll(async () => {
    folder = await temporaryFolder();
  });
  afterAll(() => folder.remove());

  async function refusal(name: string, env: Record<string, string>): Promise<string> {
    const program = startProgram(name, env);
    const code = await program.ended;
    expect(code, program.output()).not.toBe(0);
    expect(program.output()).not.toMatch(/^\s+at /m);
    return program.output().trim();
  }

  /** One sentence in each language. */
  function expectOneSentence(text: string, about: RegExp): void {
    const lines = text.split('\n').filter((line) => line.trim() !== '');
    expect(lines, text).toHaveLength(2);
    expect(lines[0]).toMatch(/[\u4e00-\u9fff]/);
    expect(text).toMatch(about);
  }

  it('names the port that is in use', async () => {
    // The identity provider takes the next one.
    const server = await takePortBeforeFreeOne();
    const port = String(portOf(server));
    const text = await refusal('start', { HEDUI_DATA_DIR: join(folder.path, 'port'), HEDUI_PORT: port });
    await closed(server);
    expectOneSentence(text, new RegExp(port));
  });

  it('names the folder that cannot be written', async () => {
    const file = join(folder.path, 'file');
    await writeFile(file, '');
    expectOneSentence(await refusal('start', { HEDUI_DATA_DIR: join(file, 'data') }), /HEDUI_DATA_DIR|file/);
  });

  it('names a variable that it does not know, with the nearest that it knows', async () => {
    expectOneSentence(await refusal('start', { HEDUI_PROT: '4000' }), /HEDUI_PROT.*HEDUI_PORT/);
  });

  it('says what is wrong with a DATABASE_URL: its form, its server, its password', async () => {
    const database = await createTestDatabase();
    const wrong = new URL(database.appUrl);
    wrong.password = 'not-the-password';
    const data = { HEDUI_DEMO: '1', HEDUI_DATA_DIR: join(folder.path, 'url') };
    expectOneSentence(await refusal('start', { ...data, DATABASE_URL: 'mysql://x' }), /DATABASE_URL/);
    expectOneSentence(
      await refusal('start', { ...data, DATABASE_URL: 'postgres://a:b@127.0.0.1:1/x' }),
      /127\.0\.0\.1/,
    );
    const refused = await refusal('start', { ...data, DATABASE_URL: wrong.href });
    expectOneSentence(refused, /DATABASE_URL|密码/);
    expect(refused).not.toContain('not-the-password');
    await database.drop();
  });

  it('says that Redis is missing', async () => {
    const text = await refusal('start', {
      HEDUI_DATA_DIR: join(folder.path, 'redis'),
      HEDUI_PORT: '0',
      REDIS_URL: 'redis://127.0.0.1:1',
    });
    expectOneSentence(text, /REDIS_URL|Redis/);
  });

  it('refuses demo parts beside a real database that nobody called a demo', async () => {
    const text = await refusal('start', { DATABASE_URL: 'postgres://a:b@127.0.0.1:1/x' });
    expectOneSentence(text, /HEDUI_DEMO/);
  });

  it('refuses a second house on the same data', async () => {
    const data = join(folder.path, 'shared');
    const first = startProgram('start', { HEDUI_DATA_DIR: data, HEDUI_PORT: '0' });
    await first.says('Ctrl-C 停止');
    expectOneSentence(await refusal('start', { HEDUI_DATA_DIR: data, HEDUI_PORT: '0' }), /Hedui/);
    first.child.kill('SIGINT');
    expect(await first.ended).toBe(0);
  });
});
