import { z } from 'zod';
import type { PublicKey } from '../protection/signer.ts';
import { canonicalBytes } from './canonical.ts';
import type { CoverageStatement } from './coverage-statement.ts';
import { coverageSchema } from './document-schema.ts';
import { publicKeySchema, readCanonical, sealSchema } from './report-file.ts';
import type { ReportFile, Seal } from './seal.ts';
import { verifyCoverage } from './verify.ts';
import type { Alteration } from './verify.ts';

/**
 * The coverage statement of a report 覆盖情况 as a file of its own: who had to be asked and was, under the signature of the
 * whole report, for an auditor who may see nobody's data.
 */
export type CoverageFile = {
  readonly format: 'hedui-coverage';
  readonly formatVersion: 1;
  readonly coverage: CoverageStatement;
  readonly seal: Seal;
  readonly publicKey: PublicKey;
};

const fileSchema = z.strictObject({
  format: z.literal('hedui-coverage'),
  formatVersion: z.literal(1),
  coverage: coverageSchema,
  seal: sealSchema,
  publicKey: publicKeySchema,
});

/** Takes the statement out of a report's file, as canonical JSON. */
export function writeCoverageFile({ document, seal, publicKey }: ReportFile): Uint8Array {
  const file: CoverageFile = {
    format: 'hedui-coverage',
    formatVersion: 1,
    coverage: document.coverage,
    seal,
    publicKey,
  };
  return canonicalBytes(file);
}

/**
 * Reads a coverage statement and compares it with the seal of its report, offline.
 * @param keys the platform's public keys; empty uses the file's own.
 * @returns `null` for a file that is no coverage statement.
 */
export function verifyCoverageFile(
  bytes: Uint8Array,
  keys: readonly PublicKey[],
): { readonly file: CoverageFile; readonly altered: readonly Alteration[] } | null {
  const read = fileSchema.safeParse(readCanonical(bytes));
  if (!read.success) return null;
  const file: CoverageFile = read.data;
  return { file, altered: verifyCoverage(file.coverage, file.seal, keys.length === 0 ? [file.publicKey] : keys) };
}
