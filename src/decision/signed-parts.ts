import type { Selectable } from 'kysely';
import type { DecisionTable, DoubtOverrideTable, ReportReviewTable } from '../platform/decision-tables.ts';
import type { FieldVault } from '../protection/field-vault.ts';
import { sha256 } from '../report/canonical.ts';
import type { ActParts } from './act-seal.ts';

/** A row as it is stored, its seal left out: what is signed is taken from there, and read from there again. */
type Stored<Table extends { seal_cipher: unknown }> = Omit<Selectable<Table>, 'seal_cipher'>;

/**
 * The parts of a review that are signed. Every column of its rows is in one of them.
 * @param documentSha256 of the version that was reviewed.
 */
export function reviewParts(
  vault: FieldVault,
  row: Stored<ReportReviewTable>,
  overrides: readonly Selectable<DoubtOverrideTable>[],
  documentSha256: Buffer,
): ActParts {
  const { content_cipher: content, reviewed_at: reviewedAt, report_id: reportId, ...review } = row;
  const open = (id: string, column: string, cipher: Buffer): Buffer =>
    vault.open({ table: 'doubt_override', row: id, column }, cipher);
  return {
    REPORT: () => ({ reportId, documentSha256: documentSha256.toString('hex') }),
    REVIEW: () => ({ ...review, reviewedAt: reviewedAt.toISOString() }),
    REMARK: () => vault.openText({ table: 'report_review', row: row.id, column: 'content_cipher' }, content),
    OVERRIDES: () =>
      overrides.map(({ content_cipher: cipher, proof_cipher: _proof, ...override }) => ({
        ...override,
        content: open(override.id, 'content_cipher', cipher).toString('utf8'),
      })),
    PROOFS: () => overrides.map(({ id, proof_cipher: cipher }) => sha256(open(id, 'proof_cipher', cipher))),
  };
}

/** The parts of a decision that are signed; see {@link reviewParts}. */
export function decisionParts(vault: FieldVault, row: Stored<DecisionTable>, documentSha256: Buffer): ActParts {
  const { content_cipher: content, notice_cipher: notice, notice_sha256: noticeSha256, ...rest } = row;
  const { decided_at: decidedAt, report_id: reportId, ...decision } = rest;
  const cell = (column: string) => ({ table: 'decision', row: row.id, column });
  return {
    REPORT: () => ({ reportId, documentSha256: documentSha256.toString('hex') }),
    DECISION: () => ({ ...decision, decidedAt: decidedAt.toISOString() }),
    CONTENT: () => vault.openText(cell('content_cipher'), content),
    NOTICE: () => ({
      sha256: sha256(vault.open(cell('notice_cipher'), notice)),
      kept: noticeSha256.toString('hex'),
    }),
  };
}
