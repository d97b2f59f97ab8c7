import { z } from 'zod';
import { CONCLUSIVE_KINDS } from '../evidence/answer.ts';
import type { EvidencePiece } from '../evidence/piece.ts';
import type { Database } from '../platform/database.ts';
import type { FieldVault } from '../protection/field-vault.ts';
import { OBJECTION_OUTCOMES } from './contest.ts';
import type { ObjectionOutcome, StoredContest } from './contest.ts';

/** What an objection says, sealed. */
export const objectionContentSchema = z.strictObject({
  /** Key of the row that it speaks of. */
  key: z.string(),
  /** Facts that it touches: the one of a fact's row, all of an answer's, none of an indicator's. */
  keys: z.array(z.string()),
  what: z.string(),
  why: z.string(),
});
export type ObjectionContent = z.infer<typeof objectionContentSchema>;

/** How it was settled, sealed. */
export const settlementSchema = z.strictObject({ reason: z.string(), keys: z.array(z.string()) });
export type Settlement = z.infer<typeof settlementSchema>;

const outcomeSchema = z.enum(OBJECTION_OUTCOMES);

/** The contests of cases, by application; a case without any has no entry. */
export async function readContestsOf(
  db: Database,
  vault: FieldVault,
  applicationIds: readonly string[],
): Promise<ReadonlyMap<string, readonly StoredContest[]>> {
  if (applicationIds.length === 0) return new Map();
  const rows = await db.selectFrom('objection').selectAll().where('application_id', 'in', applicationIds).execute();
  const contests = rows.map((row): StoredContest => {
    const content = openContent(vault, row.id, row.content_cipher);
    const settlement = row.settlement_cipher === null ? null : openSettlement(vault, row.id, row.settlement_cipher);
    const outcome = row.outcome === null ? null : outcomeSchema.parse(row.outcome);
    return {
      id: row.id,
      number: row.number,
      kind: 'OBJECTION',
      applicationId: row.application_id,
      verificationId: row.verification_id,
      personId: row.person_id,
      what: content.what,
      why: content.why,
      filedAt: row.filed_at,
      state: row.state,
      outcome,
      reason: settlement?.reason ?? null,
      settledAt: row.settled_at,
      effect: setsAside(outcome) ? 'SET_ASIDE' : 'NONE',
      touches: { keys: settlement?.keys ?? content.keys },
      askedAgain: outcome === 'SOURCE_CORRECTED' ? row.asked_again : null,
    };
  });
  return Map.groupBy(contests, ({ applicationId }) => applicationId);
}

/** Whether an objection that ends so takes its facts out of the computation. */
function setsAside(outcome: ObjectionOutcome | null): boolean {
  return outcome === 'SOURCE_CORRECTED' || outcome === 'NOT_THIS_PERSON';
}

/** The lookups by which sources of this check were asked again, and have corrected what they said. */
export function askedAgainFor(verificationId: string, contests: readonly StoredContest[]): readonly string[] {
  return contests.flatMap((one) =>
    one.verificationId === verificationId && one.askedAgain !== null ? [one.askedAgain] : [],
  );
}

/** Evidence in which what a body answered to the question put again stands for what it had answered before. */
export function withAnswersAgain(
  evidence: readonly EvidencePiece[],
  again: readonly EvidencePiece[],
): readonly EvidencePiece[] {
  if (again.length === 0) return evidence;
  const conclusive = again.filter(({ kind }) => kind !== null && CONCLUSIVE_KINDS.has(kind));
  return evidence.map(
    (piece) =>
      conclusive.findLast(
        (one) =>
          one.personId === piece.personId && one.sourceId === piece.sourceId && one.institution === piece.institution,
      ) ?? piece,
  );
}

function openContent(vault: FieldVault, id: string, cipher: Buffer): ObjectionContent {
  return objectionContentSchema.parse(JSON.parse(vault.openText(objectionCell(id, 'content_cipher'), cipher)));
}

function openSettlement(vault: FieldVault, id: string, cipher: Buffer): Settlement {
  return settlementSchema.parse(JSON.parse(vault.openText(objectionCell(id, 'settlement_cipher'), cipher)));
}

/** Where a part of an objection lies sealed. */
function objectionCell(row: string, column: 'content_cipher' | 'settlement_cipher') {
  return { table: 'objection', row, column };
}
