import { readFile } from 'node:fs/promises';
import { readConfig } from '../../config.ts';
import { asError, Problem } from '../../platform/problem.ts';
import { publicKeyOf } from '../../protection/signer.ts';
import type { PublicKey, Signature } from '../../protection/signer.ts';
import type { Alteration } from '../../report/verify.ts';
import { verifyCoverageFile } from '../../report/coverage-file.ts';
import { publicKeySchema, verifyFile } from '../../report/report-file.ts';
import { readKeyring } from '../foundation.ts';
import { say } from './at-the-desk.ts';
import { textOf } from './command.ts';
import type { Command } from './command.ts';

const ALTERED = 3;

/**
 * `hedui report verify`: compares a report file, or a coverage statement, with its signature. Needs no database and
 * no network.
 */
export const reportVerifyCommand: Command = {
  name: 'report verify',
  zh: '离线核验报告文件或覆盖情况文件的签名；被改动的部分逐一指出',
  en: 'verify the signature of a report file, or of a coverage statement, offline; whatever was altered is named',
  usage: '<file> [--key <public key file>]',
  options: { key: { type: 'string' } },
  words: ['file'],
  required: ['file'],
  async run(given) {
    const bytes = await read(textOf(given, 'file') ?? '', 'file');
    const keyFile = textOf(given, 'key');
    const keys = keyFile === undefined ? [] : [await readPublicKey(keyFile)];
    const { title, altered, agree, signature } = verifyCoverage(bytes, keys) ?? verifyReport(bytes, keys);
    if (title !== null) say(title);
    for (const { part, words } of altered) say(`✗ ${part}  ${words.zh} / ${words.en}`);
    if (altered.length > 0) return ALTERED;
    say(`✓ ${agree}  (${signature?.algorithm}, ${signature?.keyId})`);
    if (keyFile === undefined) {
      say(
        '未给出平台公钥：只说明文件前后一致，不能说明由谁签名 / no public key was given: the file is of one piece, by whomever',
      );
    }
    return 0;
  },
};

/** `hedui report key`: the public key of this installation, for verification elsewhere. */
export const reportKeyCommand: Command = {
  name: 'report key',
  zh: '输出本平台报告签名的公钥',
  en: 'print the public key by which reports of this installation are verified',
  usage: '[--id <key id>]',
  options: { id: { type: 'string' } },
  required: [],
  async run(given) {
    const { signing } = await readKeyring(readConfig(process.env));
    const wanted = textOf(given, 'id') ?? signing.current.id;
    const key = signing.keys.find(({ id }) => id === wanted);
    if (key === undefined) throw noSuchKey();
    say(JSON.stringify(publicKeyOf(key)));
    return 0;
  },
};

/** The result of verifying a file. */
type Verified = {
  readonly title: string | null;
  readonly altered: readonly Alteration[];
  readonly agree: string;
  readonly signature: Signature | null;
};

function verifyReport(bytes: Uint8Array, keys: readonly PublicKey[]): Verified {
  const { file, altered } = verifyFile(bytes, keys);
  return {
    title: file === null ? null : `${file.document.title}  ${file.document.number}  第 ${file.document.version} 版`,
    altered,
    agree: '正文、承诺值与签名一致 / document, commitments and signature agree',
    signature: file?.seal.signature ?? null,
  };
}

/** `null` for a file that is no coverage statement. */
function verifyCoverage(bytes: Uint8Array, keys: readonly PublicKey[]): Verified | null {
  const verified = verifyCoverageFile(bytes, keys);
  if (verified === null) return null;
  const { head, signature } = verified.file.seal;
  return {
    title: `查询覆盖情况  报告 ${head.number}  第 ${head.version} 版`,
    altered: verified.altered,
    agree: '查询覆盖情况与签名一致 / the coverage statement and the signature agree',
    signature,
  };
}

async function readPublicKey(path: string): Promise<PublicKey> {
  const bytes = await read(path, '--key');
  try {
    return publicKeySchema.parse(JSON.parse(bytes.toString('utf8')));
  } catch (thrown) {
    throw new Problem(
      {
        code: 'INVALID_INPUT',
        field: '--key',
        zh: '不是公钥文件；hedui report key 输出的内容即是。',
        en: 'this is no public key; it is what `hedui report key` prints',
      },
      { cause: asError(thrown) },
    );
  }
}

async function read(path: string, field: string) {
  try {
    return await readFile(path);
  } catch (thrown) {
    throw new Problem(
      { code: 'NOT_FOUND', field, zh: `读不到文件 ${path}。`, en: `the file ${path} cannot be read` },
      { cause: asError(thrown) },
    );
  }
}

function noSuchKey(): Problem {
  return new Problem({
    code: 'NOT_FOUND',
    field: '--id',
    zh: '密钥环中没有这个签名密钥。',
    en: 'the keyring holds no such signing key',
  });
}
