import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { processesNaming, startProgram } from '../support/program.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

describe('npm run demo', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  beforeAll(async () => {
    folder = await temporaryFolder();
  });
  afterAll(() => folder.remove());

  it('ends with a reviewed report and a decision, twice on the same data, and leaves no process behind', async () => {
    const data = join(folder.path, 'data');
    for (const turn of [1, 2]) {
      const demo = startProgram('demo', { HEDUI_DATA_DIR: data });
      expect(await demo.ended, demo.output()).toBe(0);
      expect(demo.output()).toContain('演示数据');
      expect(demo.output()).toContain('【指标】');
      expect(demo.output()).toContain('666.67');
      expect(demo.output()).toContain('未反馈 3 人');
      const reports = await readdir(join(data, 'reports'));
      expect(reports.filter((name) => name.endsWith('.json'))).toHaveLength(turn);
      expect(demo.output()).toContain('复核通过，准予出具');
      expect(demo.output()).toContain('不予确认同意告知书');
      for (const [kind, pages] of Object.entries({ reports, notices: await readdir(join(data, 'notices')) })) {
        const pdfs = pages.filter((name) => name.endsWith('.pdf'));
        expect(pdfs, kind).toHaveLength(turn);
        expect(pages).toHaveLength(3 * turn);
        expect((await readFile(join(data, kind, pdfs[0] ?? ''))).subarray(0, 5).toString()).toBe('%PDF-');
      }
      expect(await processesNaming(data)).toEqual([]);
    }
  });

  it('leaves a report that can be proven and explained, and a notice that can be printed, at the machine', async () => {
    const data = join(folder.path, 'data');
    const hedui = async (...words: readonly string[]): Promise<string> => {
      const program = startProgram('hedui', { HEDUI_DATA_DIR: data }, words);
      expect(await program.ended, program.output()).toBe(0);
      return program.output();
    };
    const number = async (kind: 'reports' | 'notices') =>
      (await readdir(join(data, kind)))[0]?.replace(/(-v1)?\.json$/, '') ?? '';
    const file = join(folder.path, 'coverage.json');
    const said = await hedui('report', 'coverage', await number('reports'), '--out', file);
    expect(said).toContain('演示数据');
    expect(said).toContain('应查询');
    expect(said).not.toMatch(/陆文斌|有记录|无记录（/);
    expect(await hedui('report', 'verify', file)).toContain('查询覆盖情况与签名一致');
    expect(await hedui('decision', 'verify', await number('reports'))).toContain('决定和告知书：与签名一致');
    const told = await hedui('report', 'explain', await number('reports'));
    expect(told).toMatch(/核对情况说明 {2}演示数据[\s\S]*决定已经作出，请看书面告知书。[\s\S]*【觉得不对怎么办】/);
    const notice = join(folder.path, 'notice.pdf');
    await hedui('notice', 'print', await number('notices'), '--out', notice);
    expect((await readFile(notice)).subarray(0, 5).toString()).toBe('%PDF-');
  });
});
