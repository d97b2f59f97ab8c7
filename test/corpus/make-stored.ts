// `npm run corpus:stored -- WORK-TREE` makes `test/corpus/stored/86cff67.json.gz` again, with commit 86cff67 itself:
//
//   git worktree add ../hedui-86cff67 86cff67
//   (cd ../hedui-86cff67 && npm ci)
//   npm run corpus:stored -- ../hedui-86cff67
//
// Every later commit must read these rows, so an existing bundle is not overwritten: to replace it, remove it first,
// and the diff shows the change.
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const COMMIT = '86cff67';
/** Bytes. */
const MOST = 2_000_000;
const STORED = fileURLToPath(new URL('stored/', import.meta.url));
const BUNDLE = join(STORED, `${COMMIT}.json.gz`);

process.exitCode = main(process.argv[2]);

function main(tree: string | undefined): number {
  if (tree === undefined) return refuse(`name a work tree of ${COMMIT}, with its packages installed`);
  if (existsSync(BUNDLE)) return refuse(`${BUNDLE} is there already and is never overwritten`);
  const home = resolve(tree);
  const { stdout } = spawnSync('git', ['rev-parse', '--short=7', 'HEAD'], { cwd: home, encoding: 'utf8' });
  if (stdout.trim() !== COMMIT) return refuse(`${home} is not at ${COMMIT}`);
  const maker = join(home, 'test/integration/make-stored.test.ts');
  const folder = mkdtempSync(join(tmpdir(), 'hedui-stored-'));
  const written = join(folder, 'stored.json');
  copyFileSync(join(STORED, 'make-stored.test.ts.txt'), maker);
  try {
    const { status } = spawnSync('npm', ['test', '--', '--project', 'integration', maker], {
      cwd: home,
      stdio: 'inherit',
      env: { ...process.env, STORED_OUT: written },
    });
    if (status !== 0) return 1;
    const bytes = gzipSync(readFileSync(written), { level: 9 });
    if (bytes.length > MOST) return refuse(`${bytes.length} bytes are more than ${MOST}`);
    writeFileSync(BUNDLE, bytes);
    process.stdout.write(`${BUNDLE}: ${bytes.length} bytes\n`);
    return 0;
  } finally {
    rmSync(maker, { force: true });
    rmSync(folder, { recursive: true });
  }
}

function refuse(why: string): number {
  process.stderr.write(`${why}\n`);
  return 1;
}
