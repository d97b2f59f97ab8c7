import { createHash, createHmac, createPublicKey, verify } from 'node:crypto';
import { sm2 } from 'sm-crypto-v2';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createGatekeeper } from '../../../adapters/sandbox/gatekeeper.ts';
import type { Refusal } from '../../../adapters/sandbox/gatekeeper.ts';
import { knownApp, signatureFits, signedHeaders } from '../../../adapters/transports/signature.ts';
import type { AppCredential } from '../../../adapters/transports/signature.ts';
import { checkSecret, httpEndpointShape, postSigned } from '../../../adapters/transports/signed-post.ts';
import { isSm2PrivateKey, signSm2, sm2PublicKeyOf, sm2SignatureFits } from '../../../src/platform/sm2-signature.ts';
import { ManualClock } from '../../../src/platform/clock.ts';
import { credential, patience, ports } from './asking.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

/** GM/T 0003.5-2012, annex A: key, user id 1234567812345678, message, signature. */
const STANDARD = {
  privateKey: '3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8',
  publicKey:
    '0409f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13',
  message: bytes('message digest'),
  signature:
    'f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa',
};
const sm2Credential: AppCredential = { appKey: 'hedui-test', appSecret: STANDARD.privateKey, signature: 'SM2' };

describe('published vectors', () => {
  it.each([
    ['abc', '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0'],
    ['abcd'.repeat(16), 'debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732'],
  ])('SM3 of GB/T 32905-2016, annex A: %s', (message, digest) => {
    expect(createHash('sm3').update(message).digest('hex')).toBe(digest);
  });

  it('HMAC-SM3 of GM/T 0042-2015, annex D', () => {
    const key = Buffer.from(Array.from({ length: 32 }, (_, index) => index + 1));
    const message = 'abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq'.repeat(2);
    expect(createHmac('sm3', key).update(message).digest('hex')).toBe(
      'ca05e144ed05d1857840d1f318a4a8669e559fc8391f414485bfdf7bb408963a',
    );
  });

  it('SM2 of GM/T 0003.5-2012, annex A: public key and signature', () => {
    expect(sm2PublicKeyOf(STANDARD.privateKey)).toBe(STANDARD.publicKey);
    expect(sm2SignatureFits(STANDARD.message, STANDARD.signature, STANDARD.publicKey)).toBe(true);
  });
});

describe('SM2', () => {
  it('signs with the standard’s user id: a verifier with another one refuses', () => {
    const signature = signSm2(STANDARD.message, STANDARD.privateKey);
    const options = { hash: true };
    expect(sm2SignatureFits(STANDARD.message, signature, STANDARD.publicKey)).toBe(true);
    expect(
      sm2.doVerifySignature(STANDARD.message, signature, STANDARD.publicKey, {
        ...options,
        userId: 'ALICE123@YAHOO.COM',
      }),
    ).toBe(false);
  });

  it('is not left to Node, which verifies with an empty user id only', () => {
    const spki = `3059301306072a8648ce3d020106082a811ccf5501822d034200${STANDARD.publicKey}`;
    const key = createPublicKey({ key: Buffer.from(spki, 'hex'), format: 'der', type: 'spki' });
    const outcomes = ['', '1234567812345678'].map((userId) => {
      const signature = sm2.doSignature(STANDARD.message, STANDARD.privateKey, { hash: true, der: true, userId });
      return verify('sm3', STANDARD.message, key, Buffer.from(signature, 'hex'));
    });
    expect(outcomes).toEqual([true, false]);
  });

  it.each([
    ['nothing', ''],
    ['no digits', 'z'.repeat(128)],
    ['a digit less', STANDARD.signature.slice(1)],
    ['a digit more', `${STANDARD.signature}0`],
    ['zeros', '0'.repeat(128)],
    ['numbers beyond the order', 'f'.repeat(128)],
    ['another r', STANDARD.signature.replace(/^f/, 'e')],
    ['another s', STANDARD.signature.replace(/a$/, 'b')],
  ])('takes %s for no signature', (_case, signature) => {
    expect(sm2SignatureFits(STANDARD.message, signature, STANDARD.publicKey)).toBe(false);
  });

  it('knows a private key, and names none that is wrong', () => {
    const order = 'fffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123';
    expect(isSm2PrivateKey(STANDARD.privateKey)).toBe(true);
    expect(isSm2PrivateKey(STANDARD.privateKey.toUpperCase())).toBe(true);
    for (const wrong of ['', '0'.repeat(64), order, 'f'.repeat(64), 'a secret that is none']) {
      expect(isSm2PrivateKey(wrong)).toBe(false);
      expect(() => signSm2(STANDARD.message, wrong)).toThrow(/^not an SM2 private key: 64 hexadecimal digits/);
    }
  });
});

describe.each([
  ['HMAC-SM3', credential],
  ['SM2', sm2Credential],
] as const)('a request signed by %s', (_kind, signer) => {
  const request = { method: 'POST', path: '/query?x=1', body: bytes('{"name":"𠮷"}') };
  const clock = new ManualClock(ports.clock.now());
  const sent = (by: AppCredential = signer) => ({ ...request, headers: signedHeaders(request, by, clock.now()) });

  it('is heard once, and its replay refused', () => {
    const gatekeeper = createGatekeeper(signer, clock);
    const knock = sent();
    const outcomes: (Refusal | null)[] = [gatekeeper(knock), gatekeeper(knock), gatekeeper(sent())];
    expect(outcomes).toEqual([null, 'REPLAYED', null]);
  });

  it('is refused when anything of it is changed, and an old one too', () => {
    const gatekeeper = createGatekeeper(signer, clock);
    const knock = sent();
    for (const change of [
      { body: bytes('{"name":"吉"}') },
      { path: '/query?x=2' },
      { method: 'PUT' },
      { headers: { ...knock.headers, 'x-nonce': crypto.randomUUID() } },
      { headers: { ...knock.headers, 'x-signature': `${knock.headers['x-signature']}0` } },
    ]) {
      expect(gatekeeper({ ...knock, ...change })).toBe('BAD_SIGNATURE');
    }
    const old = sent();
    clock.advance(301_000);
    expect(gatekeeper(old)).toBe('STALE_TIMESTAMP');
  });

  it('is not what the other kind signs', () => {
    const other = signer.appSecret === credential.appSecret ? sm2Credential : credential;
    expect(createGatekeeper(signer, clock)(sent({ ...other, appKey: signer.appKey }))).toBe('BAD_SIGNATURE');
  });
});

describe('the keys', () => {
  it('of SM2: the department keeps the public half only', () => {
    const app = knownApp(sm2Credential);
    expect(JSON.stringify(app)).not.toContain(STANDARD.privateKey);
    const parts = { method: 'POST', path: '/', timestamp: '', nonce: '', body: bytes('') };
    expect(signatureFits(parts, app, '0'.repeat(128))).toBe(false);
  });

  const entrySchema = z.strictObject(httpEndpointShape).superRefine(checkSecret);
  const entry = { url: 'http://127.0.0.1:9/', appKey: 'k', appSecret: credential.appSecret };

  it('in an entry: HMAC-SM3 where nothing is said, SM2 with a key only', () => {
    expect(entrySchema.parse(entry).signature).toBe('HMAC-SM3');
    expect(entrySchema.parse({ ...entry, ...sm2Credential }).signature).toBe('SM2');
    const wrong = entrySchema.safeParse({ ...entry, signature: 'SM2' });
    expect(wrong.error?.issues.map(({ path }) => path)).toEqual([['appSecret']]);
    expect(JSON.stringify(wrong.error)).not.toContain(credential.appSecret);
    expect(entrySchema.safeParse({ ...entry, signature: 'MD5' }).success).toBe(false);
  });

  it('that are none send nothing, and are not tried again', async () => {
    const asked = postSigned({
      endpoint: { ...entry, signature: 'SM2' },
      headers: {},
      body: bytes(''),
      signal: patience(),
      clock: ports.clock,
    });
    await expect(asked).rejects.toMatchObject({ reason: 'UNREACHABLE', retryable: false });
  });
});
