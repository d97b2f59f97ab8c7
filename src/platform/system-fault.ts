import { asError, Problem } from './problem.ts';

/** The operating system's and PostgreSQL's codes for a disk, or a quota on it, that is full. */
const FULL: readonly string[] = ['ENOSPC', 'EDQUOT', '53100'];
/** The phrases that PostgreSQL's programs print when the disk is full. */
const FULL_WORDS = /No space left on device|Disk quota exceeded/;
const NOT_PERMITTED: readonly string[] = ['EACCES', 'EPERM', 'EROFS'];

/**
 * Explains in one sentence a fault of the machine that prevents a start: a full disk, even as the cause of another
 * error, or a file that belongs to another user. `null` for any other fault.
 */
export function explainSystemFault(thrown: unknown): Problem | null {
  const fault = asError(thrown);
  const chain = [...causes(fault)];
  const full = chain.find((one) => FULL.includes(codeOf(one)) || FULL_WORDS.test(one.message));
  if (full !== undefined) return diskFull(fault);
  const closed = chain.find((one) => NOT_PERMITTED.includes(codeOf(one)));
  if (closed === undefined || chain.some((one) => one instanceof Problem)) return null;
  const path = 'path' in closed && typeof closed.path === 'string' ? closed.path : null;
  return path === null ? null : notPermitted(path, codeOf(closed), fault);
}

/** A file or folder that this user may not read or write. */
export function notPermitted(path: string, code: string, cause: Error): Problem {
  return new Problem(
    {
      code: 'BAD_CONFIGURATION',
      field: 'HEDUI_DATA_DIR',
      zh: `无权读写 ${path}（${code}）；请以它的所有者运行，或用 chown 改为本用户所有，或把 HEDUI_DATA_DIR 指向自己的文件夹。`,
      en: `${path} may not be read or written by this user (${code}); run as its owner, give it to this user with chown, or let HEDUI_DATA_DIR name a folder of your own`,
    },
    { cause },
  );
}

function diskFull(cause: Error): Problem {
  return new Problem(
    {
      code: 'UNAVAILABLE',
      field: 'HEDUI_DATA_DIR',
      zh: '磁盘已满；请在 HEDUI_DATA_DIR 和数据库所在的磁盘上腾出空间后重新启动，不要删除数据。',
      en: 'the disk is full; free space where HEDUI_DATA_DIR and the database lie and start again, without deleting data',
    },
    { cause },
  );
}

function* causes(fault: Error): Generator<Error> {
  for (let one: unknown = fault; one instanceof Error; one = one.cause) yield one;
}

function codeOf(fault: Error): string {
  return 'code' in fault && typeof fault.code === 'string' ? fault.code : '';
}
