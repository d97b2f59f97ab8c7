import { randomBytes } from 'node:crypto';
import type { Database } from '../platform/database.ts';
import { basisOf, readBasis, writeBasis } from '../report/basis.ts';
import type { Basis } from '../report/basis.ts';
import { canonicalBytes, sha256 } from '../report/canonical.ts';
import type { ReportInput } from '../report/input.ts';
import { sealReport } from '../report/seal.ts';
import type { Seal, SealHead } from '../report/seal.ts';
import { SIGNATURE_ALGORITHMS } from '../protection/signer.ts';
import type { FieldVault } from '../protection/field-vault.ts';
import { newCheckCode } from './check-code.ts';
import type { NewReport } from './report-store.ts';
import type { VerificationServices } from './services.ts';

/** The inputs of a version, and the version with which it was compared. */
export type MadeOf = { readonly input: ReportInput; readonly previousVersion: number | null };

/** The seal of a stored version, with the version's inputs. */
export type StoredSeal = { readonly seal: Seal; readonly checkCode: string; readonly basis: Basis };

const SALT_BYTES = 32;

/**
 * Signs versions in the transaction that stores them, so that no version lacks a signature. @param ids of the stored
 * rows.
 */
export async function sealReportsInTrx(
  { vault, signer }: Pick<VerificationServices, 'vault' | 'signer'>,
  trx: Database,
  at: Date,
  reports: readonly (NewReport & MadeOf)[],
  ids: readonly string[],
): Promise<void> {
  if (reports.length === 0) return;
  const rows = reports.map(({ verification, document, bytes, input, previousVersion }, index) => {
    const id = ids[index] ?? '';
    const basis = writeBasis(basisOf(input, randomBytes(SALT_BYTES).toString('hex'), previousVersion));
    const { head, signature } = sealReport(document, basis, signer, bytes);
    return {
      report_id: id,
      head: new TextDecoder().decode(canonicalBytes(head)),
      algorithm: signature.algorithm,
      key_id: signature.keyId,
      signature: signature.value,
      check_code: newCheckCode(),
      basis_cipher: vault.seal({ table: 'report_seal', row: id, column: 'basis_cipher' }, basis),
      sealed_at: at,
      division: verification.division,
      retention: 'CASE_FILE',
    };
  });
  await trx.insertInto('report_seal').values(rows).execute();
}

/**
 * The seal of a stored version; `null` where it is missing, although every version is stored with one.
 * @throws VaultError when the version's inputs were altered; SyntaxError when the head is no longer JSON.
 */
export async function readSeal(db: Database, vault: FieldVault, reportId: string): Promise<StoredSeal | null> {
  const row = await db.selectFrom('report_seal').selectAll().where('report_id', '=', reportId).executeTakeFirst();
  if (row === undefined) return null;
  const bytes = vault.open({ table: 'report_seal', row: reportId, column: 'basis_cipher' }, row.basis_cipher);
  return {
    seal: sealOf(row),
    checkCode: row.check_code,
    basis: readBasis(bytes),
  };
}

/** Reads a seal from its columns. @throws SyntaxError when the head is no longer JSON. */
export function sealOf(row: {
  readonly head: string;
  readonly algorithm: string;
  readonly key_id: string;
  readonly signature: string;
}): Seal {
  const head: SealHead = JSON.parse(row.head);
  const algorithm = SIGNATURE_ALGORITHMS.find((one) => one === row.algorithm) ?? 'Ed25519';
  return { head, signature: { algorithm, keyId: row.key_id, value: row.signature } };
}

/** The part of a seal that is printed with the version. */
export type PrintedSeal = { readonly checkCode: string; readonly keyId: string; readonly algorithm: string };

/** `null` where the seal is missing, although every version is stored with one. */
export async function findPrintedSeal(db: Database, reportId: string): Promise<PrintedSeal | null> {
  const row = await db
    .selectFrom('report_seal')
    .select(['check_code', 'key_id', 'algorithm'])
    .where('report_id', '=', reportId)
    .executeTakeFirst();
  return row === undefined ? null : { checkCode: row.check_code, keyId: row.key_id, algorithm: row.algorithm };
}

/** Whether the basis is the signed one. */
export function basisHolds({ seal, basis }: StoredSeal): boolean {
  return sha256(writeBasis(basis)) === seal.head.basisSha256;
}
