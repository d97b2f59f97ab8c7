import { z } from 'zod';
import type { Acting } from '../audit/acting.ts';
import { CASE_HANDLING } from '../audit/look-log.ts';
import type { Database } from '../platform/database.ts';
import { Problem } from '../platform/problem.ts';

/**
 * Why a letter ends before anybody withdraws. Source: its printed clauses: a failed check ends it, assistance carries
 * it, a change of members or a new application needs a new one.
 */
export const LETTER_END_REASONS = ['CHECK_FAILED', 'ASSISTANCE_ENDED', 'MEMBERS_CHANGED', 'NEW_APPLICATION'] as const;
/** `CASE_ENDED`: with the case, which ended without a decision; nobody ends a letter alone for it. */
export type LetterEndReason = (typeof LETTER_END_REASONS)[number] | 'CASE_ENDED';

/** Which letter ends, and why. */
export type LetterEnding = { readonly letterId: string; readonly reason: LetterEndReason };

/**
 * Ends a letter for everybody who signed it, from now on. What was asked before stays asked.
 *
 * @param acting holds the case.
 * @throws Problem NOT_FOUND; CONFLICT where it has ended already.
 */
export async function endLetterInTrx(acting: Acting, { letterId, reason }: LetterEnding): Promise<void> {
  const { trx, at } = acting;
  const letter = await lockLetterInTrx(trx, letterId);
  if (letter.ended_at !== null) throw over('该授权书已经终止。', 'The letter has ended already.');
  await trx
    .updateTable('letter')
    .set({ ended_at: at, ended_reason: reason, version: letter.version + 1 })
    .where('id', '=', letterId)
    .execute();
  const signers = await trx
    .selectFrom('letter_grant')
    .select('person_id')
    .where('letter_id', '=', letterId)
    .orderBy('person_id')
    .execute();
  const entry = { ...lookAt(letter), act: 'END_LETTER', outcome: reason } as const;
  acting.look(...signers.map(({ person_id: personId }) => ({ ...entry, personId })));
}

/**
 * Withdraws one person's consent, from now on; the others' stand. Source: 个人信息保护法 Art 15.
 *
 * @param acting holds the case.
 * @throws Problem NOT_FOUND; CONFLICT where it was withdrawn already.
 */
export async function withdrawGrantInTrx(
  acting: Acting,
  { letterId, personId }: { readonly letterId: string; readonly personId: string },
): Promise<void> {
  const { trx, at } = acting;
  const letter = await lockLetterInTrx(trx, letterId);
  const grant = isId(personId)
    ? await trx
        .selectFrom('letter_grant')
        .selectAll()
        .where('letter_id', '=', letterId)
        .where('person_id', '=', personId)
        .forUpdate()
        .executeTakeFirst()
    : undefined;
  if (grant === undefined) {
    throw unknown('personId', '该人没有在这份授权书上签名', 'This person has not signed the letter');
  }
  if (grant.withdrawn_at !== null) throw over('该人已经撤回授权。', 'This person has withdrawn already.');
  await trx
    .updateTable('letter_grant')
    .set({ withdrawn_at: at, version: grant.version + 1 })
    .where('id', '=', grant.id)
    .execute();
  acting.look({ ...lookAt(letter), act: 'WITHDRAW_GRANT', personId, outcome: 'DONE' });
}

type LetterRow = Awaited<ReturnType<typeof lockLetterInTrx>>;

async function lockLetterInTrx(trx: Database, letterId: string) {
  const row = isId(letterId)
    ? await trx
        .selectFrom('letter')
        .select(['id', 'application_id', 'letter_number', 'division', 'ended_at', 'version'])
        .where('id', '=', letterId)
        .forUpdate()
        .executeTakeFirst()
    : undefined;
  if (row === undefined)
    throw unknown('letterId', '没有这份授权书，请核对编号', 'There is no such letter; check its id');
  return row;
}

function lookAt(letter: LetterRow) {
  return {
    purpose: CASE_HANDLING,
    applicationId: letter.application_id,
    letterNumber: letter.letter_number,
    fieldKinds: ['SIGNATURE'],
    division: letter.division,
  };
}

function isId(text: string): boolean {
  return z.guid().safeParse(text).success;
}

function unknown(field: string, zh: string, en: string): Problem {
  return new Problem({ code: 'NOT_FOUND', field, zh, en });
}

function over(zh: string, en: string): Problem {
  return new Problem({ code: 'CONFLICT', field: 'letterId', zh, en });
}
