import { canonicalBytes, sha256 } from '../../report/canonical.ts';
import type { Database } from '../../platform/database.ts';
import type { FieldVault } from '../../protection/field-vault.ts';
import type { Retention } from '../../protection/retention.ts';

const RETENTION: Retention = 'CASE_FILE';

/** A caller, an act and the key that the caller chose for it. */
export type ActKey = { readonly subject: string; readonly act: string; readonly idempotencyKey: string };

/**
 * A keyed fingerprint of a whole input: two inputs have the same exactly when every field of them is the same. It is
 * keyed because names and numbers in a form can be guessed.
 */
export function fingerprintOf(vault: FieldVault, act: string, input: unknown): Buffer {
  return vault.fingerprint(`act ${act}`, canonicalBytes(plain(input)));
}

/** The fingerprint of the earlier wish under this key; `undefined` where there is none. */
export async function readFingerprint(db: Database, key: ActKey): Promise<Buffer | undefined> {
  const row = await db
    .selectFrom('act_key')
    .select('fingerprint')
    .where('subject', '=', key.subject)
    .where('act', '=', key.act)
    .where('idempotency_key', '=', key.idempotencyKey)
    .executeTakeFirst();
  return row?.fingerprint;
}

/** Keeps keys with what was asked for under them; a key that is taken breaks the transaction. */
export async function keepKeysInTrx(
  trx: Database,
  at: Date,
  keys: readonly (ActKey & { readonly fingerprint: Buffer; readonly division: string })[],
): Promise<void> {
  if (keys.length === 0) return;
  const rows = keys.map(({ subject, act, idempotencyKey, fingerprint, division }) => ({
    subject,
    act,
    idempotency_key: idempotencyKey,
    fingerprint,
    at,
    division,
    retention: RETENTION,
  }));
  await trx.insertInto('act_key').values(rows).execute();
}

/** The input as plain JSON: instants as text, papers by their digest, text without its edges, absent what was not given. */
function plain(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array) return sha256(value);
  if (typeof value === 'string') return value.trim();
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).filter(([, field]) => field !== undefined && field !== null);
  return Object.fromEntries(fields.map(([name, field]) => [name, plain(field)]));
}
