import { randomUUID } from 'node:crypto';
import { link, readFile, rename, stat, unlink, writeFile } from 'node:fs/promises';
import { asError, Problem } from '../platform/problem.ts';
import { generateKeyring, parseKeyring, withSigningKey } from './keyring.ts';
import type { Keyring } from './keyring.ts';

/** Bits of a file's mode that let its group or everybody read, write or run it. */
const OTHERS = 0o077;

/**
 * Reads the keyring from a file.
 * @param options.ownerOnly refuses a file that anybody but its owner may read or write.
 * @throws Problem BAD_CONFIGURATION when the file cannot be read, is open to others or holds no keyring.
 */
export async function readKeyringFile(
  path: string,
  { ownerOnly = false }: { readonly ownerOnly?: boolean } = {},
): Promise<Keyring> {
  let json: string;
  try {
    if (ownerOnly && ((await stat(path)).mode & OTHERS) !== 0) throw openToOthers(path);
    json = await readFile(path, 'utf8');
  } catch (thrown) {
    throw cannot(thrown, path, '读不到', 'cannot be read');
  }
  try {
    return parseKeyring(json);
  } catch (thrown) {
    if (!(thrown instanceof Problem)) throw thrown;
    const { code, zh, en } = thrown.details;
    throw new Problem(
      { code, field: 'HEDUI_KEYRING_FILE', zh: `${zh}（文件 ${path}）`, en: `${en} (file ${path})` },
      { cause: thrown },
    );
  }
}

/**
 * Reads the keyring from a file that the first start creates, readable by its owner only. Processes that start at
 * the same time agree on one keyring.
 * @throws Problem BAD_CONFIGURATION when the file cannot be read or created.
 */
export async function readOrCreateKeyringFile(path: string): Promise<Keyring> {
  const draft = `${path}.${randomUUID()}`;
  try {
    await addSigningKey(path, draft);
  } catch (thrown) {
    if (codeOf(thrown) !== 'ENOENT') throw cannot(thrown, path, '读不到', 'cannot be read');
    try {
      await writeFile(draft, generateKeyring(), { mode: 0o600, flag: 'wx', flush: true });
      // A hard link appears complete or not at all, and never replaces the file of another process.
      await link(draft, path).catch((fault: unknown) => {
        if (codeOf(fault) !== 'EEXIST') throw fault;
      });
      await unlink(draft);
    } catch (fault) {
      throw cannot(fault, path, '无法创建', 'cannot be created');
    }
  }
  return readKeyringFile(path);
}

/** A keyring of an earlier release of the demonstration has no signing key; it receives one. */
async function addSigningKey(path: string, draft: string): Promise<void> {
  const json = await readFile(path, 'utf8');
  const completed = isJson(json) ? withSigningKey(json) : null;
  if (completed === null) return;
  await writeFile(draft, completed, { mode: 0o600, flag: 'wx', flush: true });
  await rename(draft, path);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    // A text that is no JSON is refused with its own message when it is read as a keyring.
    return false;
  }
}

function codeOf(thrown: unknown): string {
  const fault = asError(thrown);
  return 'code' in fault && typeof fault.code === 'string' ? fault.code : fault.name;
}

function openToOthers(path: string): Problem {
  return new Problem({
    code: 'BAD_CONFIGURATION',
    field: 'HEDUI_KEYRING_FILE',
    zh: `密钥环文件 ${path} 的权限对其他用户开放；请执行 chmod 600 ${path} 后重试。`,
    en: `The keyring file ${path} is open to other users; run chmod 600 ${path} and start again.`,
  });
}

function cannot(thrown: unknown, path: string, zh: string, en: string): Problem {
  if (thrown instanceof Problem) return thrown;
  const code = codeOf(thrown);
  return new Problem(
    {
      code: 'BAD_CONFIGURATION',
      field: 'HEDUI_KEYRING_FILE',
      zh: `密钥环文件 ${path} ${zh}（${code}）；请检查路径和权限。`,
      en: `The keyring file ${path} ${en} (${code}); check path and permissions.`,
    },
    { cause: thrown },
  );
}
