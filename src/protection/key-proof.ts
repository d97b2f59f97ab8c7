import { Buffer } from 'node:buffer';
import { FieldVault, VaultError } from './field-vault.ts';
import type { Keyring } from './keyring.ts';
import { publicKeyOf } from './signer.ts';

/** The use of a key: to encrypt values, to find people by a keyed fingerprint, or to sign. */
export type KeyKind = 'SEAL' | 'BLIND_INDEX' | 'SIGN';

/** One key of a keyring, with a proof that it is the same key as at an earlier start. */
export type ProvableKey = {
  readonly kind: KeyKind;
  /** Empty for the key of the blind index, which has no id. */
  readonly keyId: string;
  /** Its path in the keyring's JSON, e.g. `keys.key-1f`. */
  readonly entry: string;
  /** Bytes that only this key produces and that reveal nothing about it. */
  prove(): Buffer;
  fits(proof: Buffer): boolean;
};

const FIXED_TEXT = 'hedui key proof';

/** Every key of the keyring, with its proof. */
export function provableKeys(keyring: Keyring): readonly ProvableKey[] {
  return [
    ...[...keyring.keys.keys()].map((keyId) => sealingKey(keyring, keyId)),
    fixed(
      'BLIND_INDEX',
      '',
      'blindIndexKey',
      new FieldVault(keyring).fingerprint('key proof', Buffer.from(FIXED_TEXT)),
    ),
    ...keyring.signing.keys.map((key) => {
      const { algorithm, publicKey } = publicKeyOf(key);
      return fixed('SIGN', key.id, `signing.keys.${key.id}`, Buffer.from(`${algorithm} ${publicKey}`));
    }),
  ];
}

function sealingKey(keyring: Keyring, keyId: string): ProvableKey {
  const vault = new FieldVault({ ...keyring, current: keyId });
  const cell = { table: 'key_proof', row: keyId, column: 'proof' };
  return {
    kind: 'SEAL',
    keyId,
    entry: `keys.${keyId}`,
    prove: () => vault.seal(cell, FIXED_TEXT),
    fits(proof) {
      try {
        return vault.openText(cell, proof) === FIXED_TEXT;
      } catch (thrown) {
        if (thrown instanceof VaultError) return false;
        throw thrown;
      }
    },
  };
}

function fixed(kind: KeyKind, keyId: string, entry: string, proof: Buffer): ProvableKey {
  return { kind, keyId, entry, prove: () => proof, fits: (stored) => stored.equals(proof) };
}
