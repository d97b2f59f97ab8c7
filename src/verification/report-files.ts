import type { PublicKey } from '../protection/signer.ts';
import type { ReadFile } from '../report/report-file.ts';
import { readSeal } from './report-seals.ts';
import type { StoredReport } from './report-store.ts';
import type { VerificationServices } from './services.ts';

/** Which check and version a report number stands for; `null` where there is none. */
export async function findVersion(
  { db }: Pick<VerificationServices, 'db'>,
  number: string,
  version?: number,
): Promise<{ readonly verificationId: string; readonly version: number } | null> {
  let query = db.selectFrom('report').select(['verification_id', 'version']).where('number', '=', number);
  if (version !== undefined) query = query.where('version', '=', version);
  const row = await query.orderBy('version', 'desc').limit(1).executeTakeFirst();
  return row === undefined ? null : { verificationId: row.verification_id, version: row.version };
}

/** A stored version as a file that anybody can verify; `null` where its seal is missing. */
export async function reportFileOf(
  { db, vault }: Pick<VerificationServices, 'db' | 'vault'>,
  keys: readonly PublicKey[],
  report: StoredReport,
): Promise<{ readonly file: ReadFile; readonly checkCode: string } | null> {
  const sealed = await readSeal(db, vault, report.id);
  if (sealed === null) return null;
  const { seal, checkCode } = sealed;
  const publicKey = keys.find(({ keyId }) => keyId === seal.signature.keyId);
  if (publicKey === undefined) throw new Error('the keyring keeps every key that signed');
  return { file: { format: 'hedui-report', formatVersion: 1, document: report.document, seal, publicKey }, checkCode };
}
