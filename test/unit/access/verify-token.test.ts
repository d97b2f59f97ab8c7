import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import type { JWTVerifyGetKey } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { createTokenVerifier, localKeys, remoteKeys } from '../../../src/access/verify-token.ts';
import { ManualClock } from '../../../src/platform/clock.ts';
import { Problem } from '../../../src/platform/problem.ts';

const START = new Date('2026-01-05T00:00:00Z');
let keys: JWTVerifyGetKey;
let sign: (claims?: Record<string, unknown>, seconds?: number, typ?: string) => Promise<string>;
beforeAll(async () => {
  const { publicKey, privateKey } = await generateKeyPair('ES256');
  keys = localKeys({ keys: [{ ...(await exportJWK(publicKey)), alg: 'ES256' }] });
  sign = (claims = {}, seconds = 600, typ = 'at+jwt') =>
    new SignJWT({ role: 'AUDITOR', division: '３２０２００', ...claims })
      .setProtectedHeader({ alg: 'ES256', typ })
      .setSubject('somebody')
      .setIssuer('https://id.test')
      .setAudience('hedui')
      .setExpirationTime(START.getTime() / 1_000 + seconds)
      .sign(privateKey);
});

const verifier = (options: { clock: ManualClock; keys?: JWTVerifyGetKey }) =>
  createTokenVerifier({ issuer: 'https://id.test', audience: 'hedui', keys, ...options });
const codeOf = async (work: Promise<unknown>) => {
  const thrown = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  return thrown instanceof Problem ? thrown.code : thrown;
};

describe('verifying a token', () => {
  it('gives the caller that its claims speak of, the division in one form', async () => {
    const verify = verifier({ clock: new ManualClock(START) });
    expect(await verify(`bearer  ${await sign()}`)).toEqual({
      principal: { kind: 'STAFF', roles: ['AUDITOR'], subject: 'somebody', division: '320200' },
      validForMs: 600_000,
    });
  });

  it('reads the ids of an applicant in the form in which they are stored, however the issuer writes them', async () => {
    const [person, application] = ['6f1f6c1e-0d8e-4b7e-9a43-2f0a5d1c7b90', '9496ee91-7c1c-4f3a-8d5e-0b9a4c2d1e6f'];
    const claims = { role: 'APPLICANT', person: person.toUpperCase(), application: application.toUpperCase() };
    const { principal } = await verifier({ clock: new ManualClock(START) })(`Bearer ${await sign(claims)}`);
    expect(principal).toMatchObject({ kind: 'APPLICANT', personId: person, applicationId: application });
  });

  it('refuses an ID token of the same issuer, unless told that the issuer cannot say what a token is', async () => {
    const token = `Bearer ${await sign({}, 600, 'JWT')}`;
    const clock = new ManualClock(START);
    expect(await codeOf(verifier({ clock })(token))).toBe('UNAUTHENTICATED');
    const lenient = createTokenVerifier({
      issuer: 'https://id.test',
      audience: 'hedui',
      keys,
      clock,
      anyTokenType: true,
    });
    expect(await lenient(token)).toMatchObject({ principal: { kind: 'STAFF', roles: ['AUDITOR'] } });
  });

  it('asks for the keys once for a token, until it expires', async () => {
    let asked = 0;
    const clock = new ManualClock(START);
    const counting: JWTVerifyGetKey = (header, token) => {
      asked += 1;
      return keys(header, token);
    };
    const verify = verifier({ clock, keys: counting });
    const token = `Bearer ${await sign()}`;
    await verify(token);
    clock.advance(599_000);
    await verify(token);
    expect(asked).toBe(1);
    clock.advance(60_000);
    expect(await codeOf(verify(token))).toBe('UNAUTHENTICATED');
    expect(await codeOf(verify(token))).toBe('UNAUTHENTICATED');
  });

  it.for([
    { role: undefined },
    { role: 'SYSTEM' },
    { division: undefined },
    { division: '999999' },
    { division: 320200 },
  ])('refuses claims without a usable role and place: %o', async (claims) => {
    expect(await codeOf(verifier({ clock: new ManualClock(START) })(`Bearer ${await sign(claims)}`))).toBe(
      'UNAUTHENTICATED',
    );
  });

  it('says that the keys are out of reach, not that the token is wrong', async () => {
    const verify = verifier({ clock: new ManualClock(START), keys: remoteKeys('http://127.0.0.1:9/jwks') });
    expect(await codeOf(verify(`Bearer ${await sign()}`))).toBe('UNAVAILABLE');
  });

  it('never repeats the token', async () => {
    const token = await sign({}, -600);
    const thrown = await verifier({ clock: new ManualClock(START) })(`Bearer ${token}`).catch(
      (reason: unknown) => reason,
    );
    expect(thrown).toBeInstanceOf(Problem);
    expect(JSON.stringify((thrown as Problem).details)).not.toContain(token.slice(0, 20));
  });
});
