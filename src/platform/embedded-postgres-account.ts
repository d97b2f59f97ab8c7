import { execFile, spawnSync } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { promisify } from 'node:util';
import { Problem } from './problem.ts';

const run = promisify(execFile);

/** The user that PostgreSQL runs as. Absent fields: the user that we are. */
export type Account = { readonly uid: number; readonly gid: number } | undefined;

const OWN_USER = 'hedui-postgres';
const USERADD = [
  '--system',
  '--user-group',
  '--no-create-home',
  '--home-dir',
  '/nonexistent',
  '--shell',
  '/usr/sbin/nologin',
];

async function idOf(name: string): Promise<Account> {
  try {
    const [user, group] = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])]);
    return { uid: Number(user.stdout), gid: Number(group.stdout) };
  } catch {
    // `id` answers an unknown user with a non-zero exit: not a fault, the next candidate follows.
    return undefined;
  }
}

/**
 * PostgreSQL refuses to run as root: root lends it an unprivileged user.
 *
 * @returns undefined when we aren't root
 * @throws Problem BAD_CONFIGURATION when root has no such user and cannot make one
 */
export async function unprivilegedAccount(): Promise<Account> {
  if (process.getuid?.() !== 0) return undefined;
  const existing = (await idOf('postgres')) ?? (await idOf(OWN_USER));
  if (existing !== undefined && existing.uid !== 0) return existing;
  try {
    await run('useradd', [...USERADD, OWN_USER]);
  } catch (cause) {
    throw new Problem(
      {
        code: 'BAD_CONFIGURATION',
        zh: `PostgreSQL 不能以 root 运行，而系统用户 ${OWN_USER} 无法创建；请以普通用户启动，或先创建用户 postgres，或设置 DATABASE_URL。`,
        en: `PostgreSQL does not run as root and the system user ${OWN_USER} cannot be created; start as an ordinary user, create a user postgres, or set DATABASE_URL.`,
      },
      { cause },
    );
  }
  return idOf(OWN_USER);
}

/** The owner of a data folder made by an earlier start, so that another choice of user today does not lock it out. */
export async function ownerOf(folder: string): Promise<Account> {
  try {
    const { uid, gid } = await stat(folder);
    return uid === 0 ? undefined : { uid, gid };
  } catch {
    // No folder yet: it has no owner.
    return undefined;
  }
}

/**
 * Whether the account can pass to a file or folder. Asked of the kernel as that user: modes of each
 * ancestor, groups, access lists and mounts all count.
 */
export function canReach(account: Account, path: string): boolean {
  const probe = spawnSync('/bin/sh', ['-c', 'test -x "$1"', 'sh', path], { cwd: '/', stdio: 'ignore', ...account });
  return probe.status === 0;
}
