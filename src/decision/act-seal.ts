import { z } from 'zod';
import { VaultError } from '../protection/field-vault.ts';
import type { FieldVault } from '../protection/field-vault.ts';
import { SIGNATURE_ALGORITHMS, signatureFits } from '../protection/signer.ts';
import type { PublicKey, Signer } from '../protection/signer.ts';
import { canonicalBytes, digestOf } from '../report/canonical.ts';

/** The acts on a version of a report that are signed. */
export type SignedAct = 'REVIEW' | 'DECISION';

/**
 * The parts of an act by name, each as plain JSON when it is read. A later alteration is reported by the name of its
 * part.
 */
export type ActParts = Readonly<Record<string, () => unknown>>;

const sealSchema = z.strictObject({
  head: z.strictObject({
    statement: z.enum(['hedui review', 'hedui decision']),
    format: z.literal(1),
    id: z.string(),
    /** SHA-256 of each part's canonical bytes, hex. */
    parts: z.record(z.string(), z.string()),
  }),
  signature: z.strictObject({ algorithm: z.enum(SIGNATURE_ALGORITHMS), keyId: z.string(), value: z.string() }),
});
type Seal = z.infer<typeof sealSchema>;

const STATEMENTS = { REVIEW: 'hedui review', DECISION: 'hedui decision' } as const;
const TABLES = { REVIEW: 'report_review', DECISION: 'decision' } as const;

/**
 * Signs an act over the digests of its parts. The seal itself is encrypted, because a short part, such as a verdict
 * or an amount, could be guessed from its digest.
 */
export function sealAct(
  { vault, signer }: { readonly vault: FieldVault; readonly signer: Signer },
  act: SignedAct,
  id: string,
  parts: ActParts,
): Buffer {
  const head: Seal['head'] = { statement: STATEMENTS[act], format: 1, id, parts: digestsOf(parts) };
  const seal: Seal = { head, signature: signer.sign(canonicalBytes(head)) };
  return vault.seal(cellOf(act, id), canonicalBytes(seal));
}

/**
 * Whether a stored act has a signature. `BEFORE_SIGNING` 未签名: made before acts were signed, according to the list
 * that the migration wrote. `MISSING` 签名缺失: it was signed, but its signature is gone.
 */
export type ActSignature = 'SIGNED' | 'BEFORE_SIGNING' | 'MISSING';

/** @param beforeSigning the act's entry in the list of acts made before signing; `null` where it has none. */
export function signatureOf(sealCipher: Buffer | null, beforeSigning: string | null): ActSignature {
  if (sealCipher !== null) return 'SIGNED';
  return beforeSigning === null ? 'MISSING' : 'BEFORE_SIGNING';
}

/** Whether a stored act is signed, and the names of the parts that differ from what was signed. */
export type ActStanding = { readonly signed: boolean; readonly altered: readonly string[] };

/**
 * Compares a stored act with its signature.
 * @param parts each as it is read now; a part that cannot be decrypted counts as altered.
 * @returns in `altered` also `MISSING` (its seal is gone), `SEAL` (cannot be decrypted), `SIGNATURE` (does not fit)
 * and `KEY` (none of these keys made it).
 */
export function examineAct(
  vault: FieldVault,
  stored: {
    readonly act: SignedAct;
    readonly id: string;
    readonly sealCipher: Buffer | null;
    readonly beforeSigning: string | null;
  },
  parts: ActParts,
  keys: readonly PublicKey[],
): ActStanding {
  const { act, id, sealCipher, beforeSigning } = stored;
  if (sealCipher === null) return { signed: false, altered: beforeSigning === null ? ['MISSING'] : [] };
  const seal = readable(() => sealSchema.parse(JSON.parse(vault.openText(cellOf(act, id), sealCipher))));
  if (seal === undefined) return { signed: true, altered: ['SEAL'] };
  const { head, signature } = seal;
  const key = keys.find(({ keyId }) => keyId === signature.keyId);
  if (key === undefined) return { signed: true, altered: ['KEY'] };
  const isOurs = head.statement === STATEMENTS[act] && head.id === id;
  if (!isOurs || !signatureFits(signature, canonicalBytes(head), key)) return { signed: true, altered: ['SIGNATURE'] };
  const names = new Set([...Object.keys(head.parts), ...Object.keys(parts)]);
  const altered = [...names].filter((name) => {
    const read = parts[name];
    const digest = read === undefined ? undefined : readable(() => digestOf(read()));
    return digest === undefined || digest !== head.parts[name];
  });
  return { signed: true, altered };
}

function digestsOf(parts: ActParts): Record<string, string> {
  return Object.fromEntries(Object.entries(parts).map(([name, read]) => [name, digestOf(read())]));
}

/** `undefined` for a part that was altered so that it cannot be decrypted or parsed. */
function readable<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (thrown) {
    if (thrown instanceof VaultError || thrown instanceof SyntaxError || thrown instanceof z.ZodError) return undefined;
    throw thrown;
  }
}

function cellOf(act: SignedAct, row: string) {
  return { table: TABLES[act], row, column: 'seal_cipher' };
}
