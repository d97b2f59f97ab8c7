import { randomUUID } from 'node:crypto';
import type { Buffer } from 'node:buffer';
import { sql } from 'kysely';
import { CERTIFICATE_TYPES } from '../identity/certificate.ts';
import type { Certificate, CertificateType } from '../identity/certificate.ts';
import type { Database } from '../platform/database.ts';
import { headerOf } from '../protection/field-vault.ts';
import type { FieldVault } from '../protection/field-vault.ts';
import type { Retention } from '../protection/retention.ts';

const RETENTION: Retention = 'PERSON';
/** Version of the sealed certificate: the bare normalised number, empty for people without one. */
const SHAPE_VERSION = 1;

/** Whose rows they are, and since when. */
export type PersonOrigin = { readonly division: string; readonly at: Date };

/**
 * The stable ids of people, in the order of their certificates, in the caller's transaction: people known from any
 * other case are found by blind index, the others are entered. Two cases that enter the same person at once end with
 * one row. People without a certificate are always new.
 */
export async function enterPersonsInTrx(
  trx: Database,
  vault: FieldVault,
  certificates: readonly Certificate[],
  origin: PersonOrigin,
): Promise<readonly string[]> {
  const drafts = certificates.map((certificate) => draft(vault, certificate, origin));
  // One order for everybody: two families that share people would otherwise wait for each other in a circle.
  const ordered = drafts.toSorted((a, b) => (key(a.certificate_blind) < key(b.certificate_blind) ? -1 : 1));
  if (ordered.length === 0) return [];
  await trx
    .insertInto('person')
    .values(ordered)
    .onConflict((conflict) => conflict.column('certificate_blind').doNothing())
    .execute();
  const blinds = drafts.flatMap((row) => (row.certificate_blind === null ? [] : [row.certificate_blind]));
  const known = new Map<string, string>();
  if (blinds.length > 0) {
    const rows = await trx
      .selectFrom('person')
      .select(['id', 'certificate_blind'])
      .where('certificate_blind', 'in', blinds)
      .execute();
    for (const row of rows) known.set(key(row.certificate_blind), row.id);
  }
  return drafts.map((row) => known.get(key(row.certificate_blind)) ?? row.id);
}

function draft(vault: FieldVault, certificate: Certificate, origin: PersonOrigin) {
  const id = randomUUID();
  return {
    id,
    certificate_type: certificate.type,
    certificate_blind: vault.blindIndex(certificate),
    certificate_cipher: vault.seal(cell(id), certificate.number ?? ''),
    shape_version: SHAPE_VERSION,
    division: origin.division,
    retention: RETENTION,
    created_at: origin.at,
  };
}

/** Opens a stored certificate. @throws VaultError when the row was altered outside the application. */
export function openCertificate(
  vault: FieldVault,
  row: { readonly id: string; readonly certificate_type: string; readonly certificate_cipher: Buffer },
): Certificate {
  const type = CERTIFICATE_TYPES.find((known) => known === row.certificate_type) satisfies CertificateType | undefined;
  if (type === undefined) throw new RangeError('a stored certificate has a known type');
  const number = vault.openText(cell(row.id), row.certificate_cipher);
  return { type, number: type === 'NONE' ? null : number };
}

/**
 * The person entered last, as sealed: of those that a key has sealed, or of those with a blind index, where that is
 * asked. Reads the whole table; for a start that does not know its keys yet.
 */
export async function newestSealedPerson(
  db: Database,
  { keyId, withIndex = false }: { readonly keyId?: string; readonly withIndex?: boolean },
) {
  let people = db
    .selectFrom('person')
    .select(['id', 'certificate_type', 'certificate_cipher', 'certificate_blind'])
    .orderBy('created_at', 'desc')
    .limit(1);
  if (withIndex) people = people.where('certificate_blind', 'is not', null);
  if (keyId !== undefined) {
    const header = headerOf(keyId);
    people = people.where(sql<Buffer>`substring(certificate_cipher FROM 1 FOR ${sql.lit(header.length)})`, '=', header);
  }
  return people.executeTakeFirst();
}

function cell(id: string) {
  return { table: 'person', row: id, column: 'certificate_cipher' };
}

function key(blind: Buffer | null): string {
  return blind === null ? '' : blind.toString('hex');
}
