import { expect, it } from 'vitest';
import { generateSigningKey, Signer } from '../../../src/protection/signer.ts';

const content = new TextEncoder().encode('hedui report');

it.each(['Ed25519', 'SM2'] as const)(
  'an installation knows what it signed with an earlier key, and nobody else’s, with %s',
  (algorithm) => {
    const [earlier, present, stranger] = [generateSigningKey(), generateSigningKey(algorithm), generateSigningKey()];
    const signer = new Signer(present, [earlier, present]);
    for (const key of [earlier, present]) expect(signer.hasSigned(content, new Signer(key).sign(content))).toBe(true);
    expect(signer.hasSigned(content, new Signer(stranger).sign(content))).toBe(false);
    expect(signer.hasSigned(new Uint8Array([...content, 1]), signer.sign(content))).toBe(false);
    expect(new Signer(present).hasSigned(content, new Signer(earlier).sign(content))).toBe(false);
  },
);
