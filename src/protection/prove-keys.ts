import { Buffer } from 'node:buffer';
import type { FieldVault } from './field-vault.ts';
import type { Signer } from './signer.ts';

const CELL = { table: 'none', row: 'none', column: 'proof' } as const;
const CONTENT = Buffer.from('hedui');

/**
 * Seals a value and opens it again, signs it and verifies the signature, with the keys in force.
 *
 * @throws Error when the keys don't fit one another; it says nothing of them.
 */
export function proveKeys(vault: FieldVault, signer: Signer): void {
  if (!vault.open(CELL, vault.seal(CELL, CONTENT)).equals(CONTENT)) throw new Error('a sealed value opens as another');
  if (!signer.hasSigned(CONTENT, signer.sign(CONTENT))) throw new Error('an own signature does not fit');
}
