import type { Comparable } from '../report/changes.ts';
import type { ReportDocument } from '../report/document.ts';
import { hashOf } from '../report/canonical.ts';
import { REPORT_SHAPE_VERSION } from '../report/document.ts';
import { sql } from 'kysely';
import { documentNumber } from '../office/document-number.ts';
import type { Office } from '../office/office.ts';
import type { Database } from '../platform/database.ts';
import { Problem } from '../platform/problem.ts';
import type { FieldVault } from '../protection/field-vault.ts';
import type { Verification } from './verification.ts';

/** An issued report as stored: one version of one number. */
export type StoredReport = {
  readonly id: string;
  readonly verificationId: string;
  readonly number: string;
  readonly version: number;
  readonly issuedAt: Date;
  readonly completeness: 'COMPLETE' | 'INCOMPLETE';
  readonly document: ReportDocument;
};

/** A stored version that is not what was stored; an internal fault, named where versions are examined. */
export class BrokenReport extends Error {
  override readonly name = 'BrokenReport';
}

/** The next report numbers, one for each place in the order given. */
export async function nextReportNumbersInTrx(
  trx: Database,
  office: Office,
  divisions: readonly string[],
  at: Date,
): Promise<readonly string[]> {
  const { rows } = await sql<{ serial: number }>`
    SELECT nextval('report_serial') AS serial FROM generate_series(1, ${divisions.length})`.execute(trx);
  return rows.map(({ serial }, index) =>
    documentNumber(office, 'REPORT', { division: divisions[index] ?? '', at, serial }),
  );
}

/** A version about to be stored. */
export type NewReport = {
  readonly verification: Verification;
  readonly document: ReportDocument;
  /** The document's canonical bytes: what is stored, hashed and signed. */
  readonly bytes: Uint8Array;
  readonly number: string;
  readonly version: number;
};

/**
 * Stores versions, sealed, with the hash of their canonical bytes; a version is never written twice.
 * @returns their ids, in order.
 */
export async function storeReportsInTrx(
  trx: Database,
  vault: FieldVault,
  reports: readonly NewReport[],
  at: Date,
): Promise<readonly string[]> {
  if (reports.length === 0) return [];
  const ids = reports.map(() => crypto.randomUUID());
  await trx
    .insertInto('report')
    .values(
      reports.map(({ verification, document, bytes, number, version }, index) => {
        const id = ids[index] ?? '';
        return {
          id,
          verification_id: verification.id,
          number,
          version,
          completeness: document.completeness,
          document_cipher: vault.seal({ table: 'report', row: id, column: 'document_cipher' }, bytes),
          document_sha256: hashOf(bytes),
          shape_version: REPORT_SHAPE_VERSION,
          issued_at: at,
          division: verification.division,
          retention: 'CASE_FILE',
        };
      }),
    )
    .execute();
  return ids;
}

/**
 * One version of a check's report, the newest unless named; `null` where there is none yet.
 *
 * @throws BrokenReport when the stored bytes do not have the stored hash; Problem REPORT_OF_OTHER_SHAPE when it was drawn up
 * in a shape that this program does not show.
 */
export async function readReport(
  db: Database,
  vault: FieldVault,
  verificationId: string,
  version?: number,
): Promise<StoredReport | null> {
  const stored = await readStored(db, vault, verificationId, version);
  if (stored === null) return null;
  const { shapeVersion, document, ...row } = stored;
  if (shapeVersion !== REPORT_SHAPE_VERSION) throw otherShape(shapeVersion);
  // The shape version says that it is one.
  return { ...row, document: document as ReportDocument };
}

/** A stored version as far as every shape has it. */
export type LastVersion = Omit<StoredReport, 'document'> & {
  readonly shapeVersion: number;
  readonly document: Comparable;
};

/** One version, in whatever shape it was drawn up; `null` where there is none. */
export async function readVersion(
  db: Database,
  vault: FieldVault,
  verificationId: string,
  version: number,
): Promise<LastVersion | null> {
  return readStored(db, vault, verificationId, version);
}

/** The newest version as the next one is compared with it, in whatever shape it was drawn up. */
export async function readLastVersion(
  db: Database,
  vault: FieldVault,
  verificationId: string,
): Promise<LastVersion | null> {
  return readStored(db, vault, verificationId);
}

async function readStored(
  db: Database,
  vault: FieldVault,
  verificationId: string,
  version?: number,
): Promise<LastVersion | null> {
  let query = db.selectFrom('report').selectAll().where('verification_id', '=', verificationId);
  if (version !== undefined) query = query.where('version', '=', version);
  const row = await query.orderBy('version', 'desc').limit(1).executeTakeFirst();
  if (row === undefined) return null;
  const bytes = vault.open({ table: 'report', row: row.id, column: 'document_cipher' }, row.document_cipher);
  if (!hashOf(bytes).equals(row.document_sha256)) throw new BrokenReport('a stored report does not have its hash');
  const document: Comparable = JSON.parse(bytes.toString('utf8'));
  return {
    id: row.id,
    verificationId: row.verification_id,
    number: row.number,
    version: row.version,
    issuedAt: row.issued_at,
    completeness: row.completeness,
    shapeVersion: row.shape_version,
    document,
  };
}

function otherShape(shapeVersion: number): Problem {
  const [zh, en] =
    shapeVersion < REPORT_SHAPE_VERSION
      ? [
          '由较早版本的系统出具，本系统不能显示；原件仍完好保存，可以更新报告以出具新版本',
          'drawn up by an earlier version of this program, which kept less; it is stored whole, and a new version may be drawn up',
        ]
      : [
          '由较新版本的系统出具，请升级后再查看',
          'drawn up by a later version of this program; upgrade before you read it',
        ];
  return new Problem({
    code: 'REPORT_OF_OTHER_SHAPE',
    field: 'version',
    zh: `该版报告${zh}。`,
    en: `this version of the report was ${en}`,
  });
}
