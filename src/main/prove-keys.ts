import { newestSealedPerson, openCertificate } from '../household/person-store.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import { Problem } from '../platform/problem.ts';
import { isUniqueViolation } from '../platform/unique-violation.ts';
import { FieldVault, keyIdOf, VaultError } from '../protection/field-vault.ts';
import { provableKeys } from '../protection/key-proof.ts';
import type { ProvableKey } from '../protection/key-proof.ts';
import type { Keyring } from '../protection/keyring.ts';
import { Signer } from '../protection/signer.ts';
import { canonicalBytes } from '../report/canonical.ts';

/**
 * Refuses a keyring other than the one that filled this database. The first start stores a proof of each key; a key
 * without a proof is accepted when it decrypts or verifies its newest data here.
 *
 * @throws Problem BAD_CONFIGURATION naming the entry of the keyring that does not fit, never a key.
 */
export async function proveKeys(db: Database, keyring: Keyring, clock: Clock): Promise<void> {
  const keys = provableKeys(keyring);
  const proven = await compare(db, keys);
  const unproven = keys.filter((key) => !proven.has(key));
  if (unproven.length === 0) return;
  if (proven.size === 0) await requireNewestKey(db, keyring);
  for (const key of unproven) {
    if (!(await fitsWhatIsThere(db, keyring, key))) throw another(key.entry);
  }
  await keepProofs(db, unproven, clock);
  await compare(db, keys);
}

/**
 * When two keyrings start at once on an empty database, only one wins; the other's insert conflicts and stores
 * nothing.
 */
async function keepProofs(db: Database, keys: readonly ProvableKey[], clock: Clock): Promise<void> {
  const at = clock.now();
  const rows = keys.map((key) => ({ kind: key.kind, key_id: key.keyId, proof: key.prove(), recorded_at: at }));
  try {
    await db.insertInto('key_proof').values(rows).execute();
  } catch (thrown) {
    if (!isUniqueViolation(thrown)) throw thrown;
  }
}

/** The keys that have a proof. @throws Problem for the first key whose proof belongs to another key. */
async function compare(db: Database, keys: readonly ProvableKey[]): Promise<ReadonlySet<ProvableKey>> {
  const rows = await db.selectFrom('key_proof').select(['kind', 'key_id', 'proof']).execute();
  const proven = new Set<ProvableKey>();
  for (const key of keys) {
    const row = rows.find(({ kind, key_id: id }) => kind === key.kind && id === key.keyId);
    if (row === undefined) continue;
    if (!key.fits(row.proof)) throw another(key.entry);
    proven.add(key);
  }
  return proven;
}

function fitsWhatIsThere(db: Database, keyring: Keyring, key: ProvableKey): Promise<boolean> {
  switch (key.kind) {
    case 'SEAL':
      return opensNewest(db, keyring, key.keyId);
    case 'BLIND_INDEX':
      return findsNewest(db, keyring);
    case 'SIGN':
      return hasSignedNewest(db, keyring, key.keyId);
  }
}

async function opensNewest(db: Database, keyring: Keyring, keyId: string): Promise<boolean> {
  const person = await newestSealedPerson(db, { keyId });
  return person === undefined || opened(keyring, person) !== null;
}

async function findsNewest(db: Database, keyring: Keyring): Promise<boolean> {
  const person = await newestSealedPerson(db, { withIndex: true });
  if (person === undefined || !keyring.keys.has(keyIdOf(person.certificate_cipher))) return true;
  const certificate = opened(keyring, person);
  // Data that cannot be decrypted are reported as a wrong encryption key, not here.
  if (certificate === null || person.certificate_blind === null) return true;
  return new FieldVault(keyring).blindIndex(certificate)?.equals(person.certificate_blind) ?? false;
}

function opened(keyring: Keyring, person: Parameters<typeof openCertificate>[1]) {
  try {
    return openCertificate(new FieldVault(keyring), person);
  } catch (thrown) {
    if (thrown instanceof VaultError) return null;
    throw thrown;
  }
}

async function hasSignedNewest(db: Database, { signing }: Keyring, keyId: string): Promise<boolean> {
  const seal = await db
    .selectFrom('report_seal')
    .select(['head', 'algorithm', 'signature'])
    .where('key_id', '=', keyId)
    .orderBy('sealed_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  const key = signing.keys.find(({ id, algorithm }) => id === keyId && algorithm === seal?.algorithm);
  if (seal === undefined) return true;
  if (key === undefined) return false;
  const signature = { algorithm: key.algorithm, keyId, value: seal.signature };
  return new Signer(key).hasSigned(canonicalBytes(JSON.parse(seal.head)), signature);
}

/** A database of an earlier version has no proofs: the key of its newest person must be in the keyring. */
async function requireNewestKey(db: Database, keyring: Keyring): Promise<void> {
  const newest = await newestSealedPerson(db, {});
  if (newest === undefined) return;
  const keyId = keyIdOf(newest.certificate_cipher);
  if (keyring.keys.has(keyId)) return;
  throw refusal(
    `缺少 keys.${keyId}，本数据库的数据由它密封`,
    `lacks keys.${keyId}, which has sealed the data of this database`,
  );
}

function another(entry: string): Problem {
  return refusal(
    `的 ${entry} 与本数据库所用的不同`,
    `does not fit this database: its ${entry} is another than the one by which the database was filled`,
  );
}

function refusal(zh: string, en: string): Problem {
  return new Problem({
    code: 'BAD_CONFIGURATION',
    field: 'HEDUI_KEYRING_FILE',
    zh: `密钥环${zh}；请从备份恢复本数据库的密钥环文件，或改用与此密钥环对应的数据库。`,
    en: `the keyring ${en}; restore the keyring file of this database from its backup, or name the database that belongs to this keyring`,
  });
}
