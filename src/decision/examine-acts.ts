import type { Words } from '../indicators/outcome.ts';
import type { Database } from '../platform/database.ts';
import type { FieldVault } from '../protection/field-vault.ts';
import type { PublicKey } from '../protection/signer.ts';
import { examineAct } from './act-seal.ts';
import type { ActStanding } from './act-seal.ts';
import { decisionParts, reviewParts } from './signed-parts.ts';

/** The words for each alteration. */
export const ALTERED_WORDS: Readonly<Record<string, Words>> = {
  MISSING: { zh: '签名缺失：应有签名而没有', en: 'it was signed, and its signature is gone' },
  SEAL: { zh: '签名记录被改动，无法解封', en: 'the record of its signature was altered and does not open' },
  SIGNATURE: { zh: '签名不符', en: 'the signature does not fit' },
  KEY: { zh: '不是本平台的签名密钥', en: 'no key of this installation made the signature' },
  REPORT: { zh: '所依据的报告版本被改动', en: 'the version of the report on which it rests was altered' },
  REVIEW: { zh: '复核结论、复核人或时间被改动', en: 'its verdict, reviewer or time was altered' },
  REMARK: { zh: '备注或退回理由被改动', en: 'its remark was altered' },
  OVERRIDES: { zh: '疑点说明被改动、增加或删除', en: 'an overridden doubt was altered, added or taken away' },
  PROOFS: { zh: '证明材料被改动', en: 'a proof was altered' },
  DECISION: { zh: '决定种类、决定人或时间被改动', en: 'its kind, officer or time was altered' },
  CONTENT: { zh: '理由、依据或金额被改动', en: 'its reasons, grounds or amount were altered' },
  NOTICE: { zh: '书面告知被改动', en: 'the written notice was altered' },
};

/** The acts on one version: `null` where there is none. */
export type ExaminedActs = { readonly review: ActStanding | null; readonly decision: ActStanding | null };

/** Compares the stored review and decision of a version, with its notice, with their signatures. */
export async function examineActs(
  { db, vault }: { readonly db: Database; readonly vault: FieldVault },
  keys: readonly PublicKey[],
  { verificationId, version }: { readonly verificationId: string; readonly version: number },
): Promise<ExaminedActs> {
  const report = await db
    .selectFrom('report')
    .select(['id', 'document_sha256'])
    .where('verification_id', '=', verificationId)
    .where('version', '=', version)
    .executeTakeFirstOrThrow();
  const review = await db
    .selectFrom('report_review as act')
    .leftJoin('unsigned_act', 'act_id', 'act.id')
    .selectAll('act')
    .select('act_id as before_signing')
    .where('report_id', '=', report.id)
    .executeTakeFirst();
  const decision = await db
    .selectFrom('decision as act')
    .leftJoin('unsigned_act', 'act_id', 'act.id')
    .selectAll('act')
    .select('act_id as before_signing')
    .where('report_id', '=', report.id)
    .executeTakeFirst();
  return {
    review: review === undefined ? null : await examineReview(db, vault, keys, review, report.document_sha256),
    decision: decision === undefined ? null : examineDecision(vault, keys, decision, report.document_sha256),
  };
}

/** Columns that are not signed: the seal itself, and whether the act was made before signing. */
type BesideParts = { readonly seal_cipher: Buffer | null; readonly before_signing: string | null };
type ReviewRow = Parameters<typeof reviewParts>[1] & BesideParts;
type DecisionRow = Parameters<typeof decisionParts>[1] & BesideParts;

async function examineReview(
  db: Database,
  vault: FieldVault,
  keys: readonly PublicKey[],
  { seal_cipher: sealCipher, before_signing: beforeSigning, ...row }: ReviewRow,
  documentSha256: Buffer,
): Promise<ActStanding> {
  const overrides = await db
    .selectFrom('doubt_override')
    .selectAll()
    .where('review_id', '=', row.id)
    .orderBy('doubt')
    .execute();
  const parts = reviewParts(vault, row, overrides, documentSha256);
  return examineAct(vault, { act: 'REVIEW', id: row.id, sealCipher, beforeSigning }, parts, keys);
}

function examineDecision(
  vault: FieldVault,
  keys: readonly PublicKey[],
  { seal_cipher: sealCipher, before_signing: beforeSigning, ...row }: DecisionRow,
  documentSha256: Buffer,
): ActStanding {
  const parts = decisionParts(vault, row, documentSha256);
  return examineAct(vault, { act: 'DECISION', id: row.id, sealCipher, beforeSigning }, parts, keys);
}
