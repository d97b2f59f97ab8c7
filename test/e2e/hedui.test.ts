import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleOf } from '../../src/evidence/format-sample.ts';
import { systemClock } from '../../src/platform/clock.ts';
import { openDatabase } from '../../src/platform/database.ts';
import { noteTroubleInTrx } from '../../src/sources/items.ts';
import { createTestDatabase } from '../support/database.ts';
import { startProgram } from '../support/program.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const WORKER = { subject: 'hedui-worker', role: 'SYSTEM', division: '320200', checkId: 'worker' } as const;

describe('hedui, at the machine', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let database: Awaited<ReturnType<typeof createTestDatabase>>;
  let env: Record<string, string>;
  beforeAll(async () => {
    folder = await temporaryFolder();
    database = await createTestDatabase();
    env = { DATABASE_URL: database.appUrl, HEDUI_DEMO: '1', HEDUI_DATA_DIR: join(folder.path, 'data') };
    const db = openDatabase(database.appUrl, { max: 1 });
    await db.transaction().execute((trx) =>
      noteTroubleInTrx(trx, systemClock.now(), WORKER, {
        sourceId: 'tax',
        institution: '',
        kind: 'FORMAT_CHANGED',
        sample: sampleOf('JSON', 12, { xm: '陆文斌' }, { differences: ['xm INVALID_TYPE'] }),
      }),
    );
    await db.destroy();
  });
  afterAll(async () => {
    await database.drop();
    await folder.remove();
  });

  async function hedui(...words: readonly string[]): Promise<{ code: number | null; text: string }> {
    const program = startProgram('hedui', env, words);
    const code = await program.ended;
    return { code, text: program.output().trim() };
  }

  it('tells every source with what is the matter, and nothing of an answer', async () => {
    const { code, text } = await hedui('sources');
    expect(code, text).toBe(0);
    for (const word of ['housing-fund', '税务局', '格式变更', '≠ xm INVALID_TYPE', 'xm  TEXT 3-3', '未接入']) {
      expect(text).toContain(word);
    }
    expect(text).not.toContain('陆文斌');
    const json = JSON.parse((await hedui('sources', '--json')).text) as { source: { id: string }; state: string }[];
    expect(json.find(({ source }) => source.id === 'tax')?.state).toBe('FORMAT_CHANGED');
  });

  it('notes a reminder, with who gave it', async () => {
    expect(await hedui('remind', '--source', 'tax')).toEqual({ code: 0, text: '已登记 / noted' });
    expect((await hedui('sources')).text).toContain('催办 reminders 1');
  });

  it('tries, simulates and puts into effect a policy pack', async () => {
    const id = 'wuxi-urban-2017-07-3';
    const json = async (...words: readonly string[]): Promise<unknown> => {
      const { code, text } = await hedui(...words);
      expect(code, text).toBe(0);
      return JSON.parse(text);
    };
    const tally = { inScope: 0, moved: 0 };
    const [simulated, taken, evaluated] = await Promise.all([
      json('simulate', '--policy', id, '--cases', '--json'),
      json('policy', 'take-effect', id, '--json'),
      json('evaluate', '--policy', id, 'docs/examples/case.json'),
    ]);
    expect(simulated).toMatchObject({ packId: id, tally, cases: [] });
    expect(taken).toMatchObject({ packId: id, tally });
    expect(evaluated).toMatchObject({ overall: 'DATA_INCOMPLETE' });
  });

  it.each([
    [['policy', 'take-effect', 'nothing'], 1, 'no policy pack of the house has this id'],
    [['nothing'], 2, 'there is no such command'],
    [['remind', '--source', 'housing-fund'], 1, 'nothing is the matter'],
    [['remind', '--source', 'tax', '--expected', 'tomorrow'], 1, '--expected takes an instant'],
    [['replay', '--source', 'tax'], 1, 'HEDUI_SOURCES_FILE'],
  ] as const)('refuses %j with one sentence in each language', async (words, code, sentence) => {
    const refused = await hedui(...words);
    expect(refused.code, refused.text).toBe(code);
    expect(refused.text.split('\n')).toHaveLength(2);
    expect(refused.text).toMatch(/[一-鿿]/);
    expect(refused.text).toContain(sentence);
  });
});
