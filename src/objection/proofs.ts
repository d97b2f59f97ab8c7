import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { checkScan, judgeScans, SCAN_MEDIA_TYPES } from '../authorisation/scan.ts';
import type { ScanInput, ScanMediaType } from '../authorisation/scan.ts';
import { shanghaiDate } from '../platform/calendar-date.ts';
import type { CalendarDate } from '../platform/calendar-date.ts';
import type { Database } from '../platform/database.ts';
import { Problem } from '../platform/problem.ts';
import type { FieldVault } from '../protection/field-vault.ts';
import type { Retention } from '../protection/retention.ts';

const RETENTION: Retention = 'CASE_FILE';
const MOST_AT_ONCE = 10;
const mediaType = z.enum(SCAN_MEDIA_TYPES);

/** The objection or dispute that a proof belongs to. */
export type Contested = { readonly objectionId: string } | { readonly disputeId: string };

/** A proof as listed; its bytes are read one proof at a time. */
export type Proof = {
  readonly id: string;
  readonly mediaType: ScanMediaType;
  readonly handedInOn: CalendarDate;
  readonly addedBy: string;
};

/** A proof whose format has been examined. */
export type CheckedProof = { readonly mediaType: ScanMediaType; readonly bytes: Uint8Array };

/** Examines proofs before an act locks its case; {@link checkProofs} returns the result. */
export async function judgeProofs(proofs: readonly ScanInput[]): Promise<void> {
  if (proofs.length <= MOST_AT_ONCE) await judgeScans(proofs.map((scan, index) => ({ scan, field: fieldOf(index) })));
}

function fieldOf(index: number): string {
  return `proofs[${index}]`;
}

/** @throws Problem INVALID_INPUT with the path of the first unusable scan, or where there are too many. */
export async function checkProofs(proofs: readonly ScanInput[]): Promise<readonly CheckedProof[]> {
  if (proofs.length > MOST_AT_ONCE) {
    const [zh, en] = [`一次最多提交 ${MOST_AT_ONCE} 份证明`, `at most ${MOST_AT_ONCE} proofs at once`];
    throw new Problem({ code: 'INVALID_INPUT', field: 'proofs', zh, en });
  }
  const checked: CheckedProof[] = [];
  // Sequential, so that the refusal names the first unusable scan.
  for (const [index, proof] of proofs.entries()) {
    checked.push({ mediaType: await checkScan(proof, fieldOf(index)), bytes: proof.bytes });
  }
  return checked;
}

/** Stores proofs encrypted; they are never changed. */
export async function storeProofsInTrx(
  trx: Database,
  vault: FieldVault,
  contested: Contested,
  proofs: readonly CheckedProof[],
  by: { readonly subject: string; readonly division: string; readonly at: Date },
): Promise<void> {
  if (proofs.length === 0) return;
  const rows = proofs.map((proof) => {
    const id = randomUUID();
    return {
      id,
      objection_id: 'objectionId' in contested ? contested.objectionId : null,
      dispute_id: 'disputeId' in contested ? contested.disputeId : null,
      media_type: proof.mediaType,
      proof_cipher: vault.seal(cellOf(id), proof.bytes),
      handed_in_on: shanghaiDate(by.at),
      added_by: by.subject,
      added_at: by.at,
      division: by.division,
      retention: RETENTION,
    };
  });
  await trx.insertInto('contest_proof').values(rows).execute();
}

/** The proofs of one objection or dispute, oldest first, without their bytes. */
export async function listProofs(db: Database, contested: Contested): Promise<readonly Proof[]> {
  const [column, id] =
    'objectionId' in contested
      ? (['objection_id', contested.objectionId] as const)
      : (['dispute_id', contested.disputeId] as const);
  const rows = await db
    .selectFrom('contest_proof')
    .select(['id', 'media_type', 'handed_in_on', 'added_by'])
    .where(column, '=', id)
    .orderBy('added_at')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    mediaType: mediaType.parse(row.media_type),
    handedInOn: row.handed_in_on,
    addedBy: row.added_by,
  }));
}

/** The bytes of one proof. Callers that show them append a `READ_PROOF` entry to the audit log. */
export async function readProof(db: Database, vault: FieldVault, id: string): Promise<Uint8Array> {
  const row = await db
    .selectFrom('contest_proof')
    .select('proof_cipher')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return vault.open(cellOf(id), row.proof_cipher);
}

function cellOf(row: string) {
  return { table: 'contest_proof', row, column: 'proof_cipher' };
}
