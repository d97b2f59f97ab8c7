import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { exportJWK, generateKeyPair } from 'jose';
import type { JWK } from 'jose';
import { z } from 'zod';
import type { Role } from '../audit/actor.ts';
import { DEMO_DIVISION } from '../identity/divisions.ts';
import { asError, Problem } from '../platform/problem.ts';

/** A demo account of the embedded provider: a confidential client that asks for tokens by its id and secret. */
export type DemoAccount = {
  readonly id: string;
  readonly secret: string;
  readonly roles: readonly Role[];
  /** Empty for an account without a division. */
  readonly division: string;
  /** The department that a partner's account asks for. */
  readonly partner?: string;
  readonly zh: string;
};

/** The secrets that the embedded provider keeps between starts. */
export type ProviderSecrets = { readonly signingKey: JWK; readonly accounts: readonly DemoAccount[] };

const ACCOUNTS: readonly Omit<DemoAccount, 'secret'>[] = [
  { id: 'caseworker-liangxi', roles: ['CASEWORKER'], division: '320213', zh: '梁溪区经办人（演示）' },
  { id: 'caseworker-xinwu', roles: ['CASEWORKER'], division: '320214', zh: '新吴区经办人（演示）' },
  { id: 'county-liangxi', roles: ['COUNTY_OFFICER'], division: '320213', zh: '梁溪区核对中心人员（演示）' },
  { id: 'reviewer-liangxi', roles: ['REVIEWER'], division: '320213', zh: '梁溪区复核人（演示）' },
  // Another reviewer is needed, because the reviewer of a report may not settle an objection to it.
  { id: 'reviewer-liangxi-2', roles: ['REVIEWER'], division: '320213', zh: '梁溪区另一复核人（演示）' },
  { id: 'decider-liangxi', roles: ['DECIDER'], division: '320213', zh: '梁溪区审核确认人（演示）' },
  { id: 'policy-wuxi', roles: ['POLICY_OFFICER'], division: DEMO_DIVISION, zh: '无锡市政策管理人员（演示）' },
  // Another person is needed, because nobody may confirm their own list or value.
  { id: 'policy-wuxi-2', roles: ['POLICY_OFFICER'], division: DEMO_DIVISION, zh: '无锡市另一政策管理人员（演示）' },
  { id: 'duty-wuxi', roles: ['DUTY_OFFICER'], division: DEMO_DIVISION, zh: '无锡市值班人员（演示）' },
  { id: 'auditor-wuxi', roles: ['AUDITOR'], division: DEMO_DIVISION, zh: '无锡市审计人员（演示）' },
  { id: 'operator-wuxi', roles: ['OPERATOR'], division: DEMO_DIVISION, zh: '运维人员（演示）' },
  { id: 'partner-medical', roles: ['PARTNER'], division: '', partner: 'medical', zh: '医疗保障部门（演示）' },
  // Speaks for the applicant of the case that the demonstration registers at its start.
  { id: 'applicant-demo', roles: ['APPLICANT'], division: '', zh: '申请人（演示）' },
];

const FILE = 'identity-provider.json';
const storedSchema = z.object({
  signingKey: z.object({
    kty: z.literal('EC'),
    crv: z.string(),
    x: z.string(),
    y: z.string(),
    d: z.string(),
    kid: z.string(),
  }),
  secrets: z.record(z.string(), z.string()),
});

/**
 * The provider's signing key and the accounts' secrets, created at the first start and kept in a file that only its
 * owner may read. Processes that start at the same time agree on one file.
 *
 * @throws Problem BAD_CONFIGURATION when the file cannot be written, read or parsed.
 */
export async function readOrCreateSecrets(dataDir: string): Promise<ProviderSecrets> {
  const path = join(dataDir, FILE);
  let text: string;
  try {
    text = (await readIfThere(path)) ?? (await create(dataDir, path));
  } catch (thrown) {
    throw unusable(path, '无法读写，请检查权限', 'cannot be read or written; check its permissions', thrown);
  }
  const stored = storedSchema.safeParse(parseJson(text, path));
  if (!stored.success) throw damaged(path);
  const { signingKey, secrets } = stored.data;
  const accounts = ACCOUNTS.map((account) => ({
    ...account,
    // The account is newer than the file: its secret is derived from a secret in the file.
    secret: secrets[account.id] ?? createHmac('sha256', signingKey.d).update(account.id).digest('base64url'),
  }));
  return { signingKey: { ...signingKey, alg: 'ES256', use: 'sig' }, accounts };
}

async function readIfThere(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (thrown) {
    if (codeOf(thrown) === 'ENOENT') return null;
    throw thrown;
  }
}

async function create(dataDir: string, path: string): Promise<string> {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  const signingKey = { ...(await exportJWK(privateKey)), kid: randomUUID() };
  const secrets = Object.fromEntries(ACCOUNTS.map(({ id }) => [id, randomBytes(24).toString('base64url')]));
  await mkdir(dataDir, { recursive: true });
  const draft = `${path}.${randomUUID()}`;
  await writeFile(draft, JSON.stringify({ signingKey, secrets }), { mode: 0o600, flag: 'wx' });
  try {
    // A hard link appears complete or not at all, and never replaces the file of another process.
    await link(draft, path);
  } catch (thrown) {
    if (codeOf(thrown) !== 'EEXIST') throw thrown;
  } finally {
    await rm(draft, { force: true });
  }
  return readFile(path, 'utf8');
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The parser's message quotes the text, which holds secrets, so it is not kept as the cause.
    throw damaged(path);
  }
}

function codeOf(thrown: unknown): unknown {
  const fault = asError(thrown);
  return 'code' in fault ? fault.code : undefined;
}

function damaged(path: string): Problem {
  return unusable(path, '内容不完整，请删除后重新启动', 'is damaged; remove it and start again');
}

function unusable(path: string, zh: string, en: string, cause?: unknown): Problem {
  return new Problem(
    {
      code: 'BAD_CONFIGURATION',
      field: 'HEDUI_DATA_DIR',
      zh: `演示身份文件 ${path} ${zh}。`,
      en: `The demo identity file ${path} ${en}.`,
    },
    { cause },
  );
}
