import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROOT, topLevel } from '../../.config/tree.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** A copy of the tree under git, so that everything written in it is seen. */
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
const git = (...args: string[]) => execFileSync('git', args, { cwd: folder.path, encoding: 'utf8' });
const run = (file: string, ...args: string[]) =>
  spawnSync(process.execPath, [file, ...args], { cwd: folder.path, encoding: 'utf8' });
const lay = (...args: string[]) => run('.config/new-source.ts', ...args);

beforeAll(async () => {
  folder = await temporaryFolder();
  for (const name of topLevel()) cpSync(join(ROOT, name), join(folder.path, name), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(folder.path, 'node_modules'));
  git('init', '-q');
  git('add', '-A');
  git('-c', 'user.name=test', '-c', 'user.email=test@localhost', 'commit', '-qm', 'before');
});
afterAll(() => folder.remove());

describe('laying a new source', () => {
  it('writes nothing where it refuses', () => {
    const { status, stderr } = lay('tax', '--zh', '补贴中心', '--transport', 'json');
    expect({ status, lines: stderr.trim().split('\n').length }).toEqual({ status: 2, lines: 2 });
    expect(git('status', '--porcelain')).toBe('');
  });

  it('writes what docs/adapters.md shows', () => {
    const page = readFileSync(join(ROOT, 'docs/adapters.md'), 'utf8');
    const [, command = ''] = /npm run new:source -- (rent-subsidies .*)/.exec(page) ?? [];
    const [, shown = ''] = /```diff\n(.*?)```/s.exec(page) ?? [];
    expect(lay(...command.split(' ')).status).toBe(0);
    git('add', '-AN');
    const added = (diff: string) => diff.split('\n').filter((line) => line.startsWith('+'));
    expect(added(shown)).toEqual(added(git('diff', '--', 'adapters')));
  });

  const MORE = [
    ['school-soap', 'soap', 'SCHOOL_ENROLMENT'],
    ['land-batch', 'batch', 'CONTRACTED_LAND'],
  ] as const;
  it('type-checks, and passes the kit as laid, for each transport', () => {
    for (const [name, transport, fact] of MORE) {
      expect(lay(name, '--zh', '补贴中心', '--transport', transport, '--fact', fact).status).toBe(0);
    }
    // The laid files with all that they are entered in; the rest of the tree is as it was.
    const include = git('ls-files', '-m', '-o', '--exclude-standard', '*.ts').trim().split('\n');
    writeFileSync(join(folder.path, 'laid.json'), JSON.stringify({ extends: './tsconfig.json', include }));
    const types = spawnSync(join(ROOT, 'node_modules/.bin/tsc'), ['-p', 'laid.json', '--pretty', 'false'], {
      cwd: folder.path,
    });
    expect(types.stdout.toString()).toBe('');
    for (const name of ['rent-subsidies', ...MORE.map(([id]) => id)]) {
      const { status, stdout } = run('test/conformance/run.ts', name);
      expect({ name, status, last: stdout.trim().split('\n').at(-1) }).toEqual({
        name,
        status: 0,
        last: expect.stringContaining(' 0 failed'),
      });
    }
  });

  it('leaves a demo that runs: with the laid sources, and with a simulator whose source was taken out again', () => {
    const registry = join(folder.path, 'adapters/registry.ts');
    const lines = readFileSync(registry, 'utf8').split('\n');
    writeFileSync(registry, lines.filter((line) => !line.includes('schoolSoap')).join('\n'));
    rmSync(join(folder.path, 'adapters/school-soap.ts'));
    const { status, stdout, stderr } = run('src/main/demo.ts');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain('补贴中心');
    const log = readFileSync(join(folder.path, '.data/hedui.log'), 'utf8');
    expect(log).toContain('simulator without a source');
  }, 120_000);
});
