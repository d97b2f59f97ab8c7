import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { startEmbeddedProvider } from '../../../src/access/embedded-provider.ts';
import type { EmbeddedProvider } from '../../../src/access/embedded-provider.ts';
import { createTokenVerifier, remoteKeys } from '../../../src/access/verify-token.ts';
import { silentLog } from '../../../src/platform/log.ts';
import { Problem } from '../../../src/platform/problem.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { STAFF_ROLES } from '../../../src/audit/actor.ts';

const undo: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).toReversed()) await step();
});

async function start(dataDir: string, port = 0): Promise<EmbeddedProvider> {
  const provider = await startEmbeddedProvider({ dataDir, port, host: '127.0.0.1', audience: 'hedui', log: silentLog });
  undo.push(() => provider.stop());
  return provider;
}

async function newFolder(): Promise<string> {
  const folder = await temporaryFolder();
  undo.push(() => folder.remove());
  return folder.path;
}

const askToken = (provider: EmbeddedProvider, id: string, secret: string) =>
  fetch(provider.tokenUrl, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  });

describe('the embedded identity provider', () => {
  it('gives every demo account a token that our verifier takes, and says nothing on the terminal', async () => {
    const spoken = [vi.spyOn(console, 'warn'), vi.spyOn(console, 'info'), vi.spyOn(console, 'error')];
    const provider = await start(await newFolder());
    const verify = createTokenVerifier({
      issuer: provider.issuer,
      audience: 'hedui',
      keys: remoteKeys(provider.jwksUrl),
    });
    const applicant = { personId: crypto.randomUUID(), applicationId: crypto.randomUUID() };
    provider.nameApplicant(applicant);
    for (const { id, secret, roles, division, partner } of provider.accounts) {
      const { access_token: token } = (await (await askToken(provider, id, secret)).json()) as { access_token: string };
      const { principal } = await verify(`Bearer ${token}`);
      expect(principal).toEqual(
        roles.includes('APPLICANT')
          ? { kind: 'APPLICANT', subject: id, ...applicant }
          : partner === undefined
            ? { kind: 'STAFF', subject: id, division, roles }
            : { kind: 'PARTNER', subject: id, partnerId: partner, agreements: [] },
      );
    }
    // Every role of staff, and two people where one of them may not do both.
    const held = provider.accounts.flatMap(({ roles }) => roles);
    expect(new Set(held)).toEqual(new Set([...STAFF_ROLES, 'PARTNER', 'APPLICANT']));
    for (const role of ['REVIEWER', 'POLICY_OFFICER']) expect(held.filter((one) => one === role)).toHaveLength(2);
    for (const spy of spoken) expect(spy).not.toHaveBeenCalled();
    vi.restoreAllMocks();
  });

  it('gives nothing for a wrong secret', async () => {
    const provider = await start(await newFolder());
    const response = await askToken(provider, 'caseworker-liangxi', 'guess');
    expect(response.status).toBe(401);
  });

  it('keeps its key and secrets in a file of its owner’s, so that a second start knows the same accounts', async () => {
    const folder = await newFolder();
    const [first, second] = await Promise.all([start(folder), start(folder)]);
    expect(first.accounts).toEqual(second.accounts);
    const { mode } = await stat(join(folder, 'identity-provider.json'));
    expect(mode & 0o777).toBe(0o600);
    expect(await (await fetch(first.jwksUrl)).json()).toEqual(await (await fetch(second.jwksUrl)).json());
    expect(JSON.stringify(await (await fetch(first.jwksUrl)).json())).not.toContain('"d"');
  });

  it('knows an account that is younger than the file, by a secret that stays the same', async () => {
    const folder = await newFolder();
    const { accounts } = await start(folder);
    const path = join(folder, 'identity-provider.json');
    const stored = JSON.parse(await readFile(path, 'utf8')) as { secrets: Record<string, string> };
    delete stored.secrets['reviewer-liangxi-2'];
    await writeFile(path, JSON.stringify(stored));
    const secretOf = (list: typeof accounts, id: string) => list.find((one) => one.id === id)?.secret;
    const [again, later] = [await start(folder), await start(folder)];
    const secret = secretOf(again.accounts, 'reviewer-liangxi-2') ?? '';
    expect(secret).toMatch(/^[\w-]{43}$/);
    expect(secretOf(later.accounts, 'reviewer-liangxi-2')).toBe(secret);
    expect(secretOf(again.accounts, 'reviewer-liangxi')).toBe(secretOf(accounts, 'reviewer-liangxi'));
    expect((await askToken(later, 'reviewer-liangxi-2', secret)).status).toBe(200);
  });

  it('refuses a damaged file and a port in use with one sentence', async () => {
    const folder = await newFolder();
    const provider = await start(folder);
    const taken = await start(folder, Number(new URL(provider.issuer).port)).catch((thrown: unknown) => thrown);
    expect(taken).toBeInstanceOf(Problem);
    expect((taken as Problem).details).toMatchObject({ code: 'BAD_CONFIGURATION', field: 'HEDUI_PORT' });
    const damaged = await newFolder();
    await writeFile(join(damaged, 'identity-provider.json'), '{"signingKey": "secret-of-someone"');
    const refused = await start(damaged).catch((thrown: unknown) => thrown);
    expect((refused as Problem).details).toMatchObject({ code: 'BAD_CONFIGURATION', field: 'HEDUI_DATA_DIR' });
    expect((refused as Problem).message).not.toContain('secret-of-someone');
  });
});
