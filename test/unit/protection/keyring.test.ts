import { chmod, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Problem } from '../../../src/platform/problem.ts';
import { readKeyringFile, readOrCreateKeyringFile } from '../../../src/protection/keyring-file.ts';
import { generateKeyring, parseKeyring } from '../../../src/protection/keyring.ts';

const KEY_A = Buffer.alloc(32, 1).toString('base64');
const KEY_B = Buffer.alloc(32, 2).toString('base64');
const signing = { current: 's', keys: { s: { algorithm: 'Ed25519', privateKey: '0a'.repeat(32) } } };
const sound = { current: 'a', keys: { a: KEY_A }, blindIndexKey: KEY_B, signing };

function withKey(key: object): string {
  return JSON.stringify({ ...sound, signing: { current: 's', keys: { s: key } } });
}

function refusal(json: string): Problem {
  try {
    parseKeyring(json);
  } catch (thrown) {
    if (thrown instanceof Problem) return thrown;
    throw thrown;
  }
  throw new Error('the keyring was accepted');
}

describe('a keyring', () => {
  it('is read as it was generated, and differs each time', () => {
    const json = generateKeyring();
    const keyring = parseKeyring(json);
    expect(keyring.keys.get(keyring.current)).toHaveLength(32);
    expect(keyring.blindIndexKey).toHaveLength(32);
    expect(generateKeyring()).not.toBe(json);
  });

  it.each([
    ['text that is not JSON', 'no json', '不是 JSON'],
    ['a missing part', JSON.stringify({ current: 'a', keys: {} }), 'blindIndexKey'],
    ['an unknown part', JSON.stringify({ ...sound, more: 1 }), 'current, keys, blindIndexKey'],
    ['a current key that is not there', JSON.stringify({ ...sound, current: 'b' }), '“b”'],
    ['a short key', JSON.stringify({ ...sound, keys: { a: Buffer.alloc(31).toString('base64') } }), 'keys.a'],
    ['a key that is not base64', JSON.stringify({ ...sound, keys: { a: `${KEY_A.slice(0, -2)}!=` } }), 'keys.a'],
    ['no key to sign with', JSON.stringify({ ...sound, signing: undefined }), 'signing'],
    ['a signing key that is none', withKey({ algorithm: 'SM2', privateKey: 'ff'.repeat(32) }), 'signing.keys.s'],
    [
      'a current signing key that is not there',
      JSON.stringify({ ...sound, signing: { ...signing, current: 't' } }),
      '“t”',
    ],
    ['one key for two uses', JSON.stringify({ ...sound, blindIndexKey: KEY_A }), '互不相同'],
  ])('refuses %s in one sentence', (_, json, names) => {
    const problem = refusal(json);
    expect(problem.code).toBe('BAD_CONFIGURATION');
    expect(problem.details.zh).toContain(names);
  });

  it('never repeats a key in a refusal, its cause included', () => {
    const problem = refusal(`{"current": "a", "keys": {"a": "${KEY_A}" oops`);
    expect(JSON.stringify([problem.message, String(problem.cause)])).not.toContain(KEY_A.slice(0, 8));
  });
});

describe('a keyring file', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hedui-keyring-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('is made once by starters that come at once, for its owner only', async () => {
    const path = join(folder, 'keyring.json');
    const rings = await Promise.all(Array.from({ length: 8 }, () => readOrCreateKeyringFile(path)));
    expect(new Set(rings.map(({ current }) => current)).size).toBe(1);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await readdir(folder)).toEqual(['keyring.json']);
  });

  it('that others than its owner may read is refused with its mend, where only its owner may', async () => {
    const open = join(folder, 'open.json');
    await writeFile(open, generateKeyring());
    for (const mode of [0o640, 0o604, 0o620, 0o602]) {
      await chmod(open, mode);
      await expect(readKeyringFile(open, { ownerOnly: true })).rejects.toThrow(`chmod 600 ${open}`);
      await readKeyringFile(open);
    }
    for (const mode of [0o600, 0o400]) {
      await chmod(open, mode);
      await readKeyringFile(open, { ownerOnly: true });
    }
    await rm(open);
  });

  it('is refused with its path when it is missing or broken', async () => {
    const broken = join(folder, 'broken.json');
    await writeFile(broken, '{}');
    await expect(readKeyringFile(broken)).rejects.toMatchObject({ code: 'BAD_CONFIGURATION' });
    await expect(readKeyringFile(join(folder, 'none.json'))).rejects.toThrow(/none\.json .*ENOENT/);
    await expect(readOrCreateKeyringFile(join(folder, 'no', 'folder.json'))).rejects.toThrow(/无法创建/);
  });
});
