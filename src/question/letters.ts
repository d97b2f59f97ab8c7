import { sql } from 'kysely';
import type { Database } from '../platform/database.ts';
import { toQuestion } from './question.ts';
import type { Question } from './question.ts';

/** These questions with the number of the authorisation letter of each; a question without a letter is absent. */
export async function findAsked(
  db: Database,
  questionIds: readonly string[],
): Promise<readonly { readonly question: Question; readonly letterNumber: string }[]> {
  const rows = await db
    .selectFrom('question as q')
    .innerJoin('letter as l', 'l.id', 'q.letter_id')
    .selectAll('q')
    .select('l.letter_number')
    .where('q.id', 'in', questionIds)
    .execute();
  return rows.map(({ letter_number: letterNumber, ...row }) => ({ question: toQuestion(row), letterNumber }));
}

/** The questions among these whose letter is no longer valid for their person: it has ended, or the person withdrew. */
export async function findWithoutLetter(
  trx: Database,
  questionIds: readonly string[],
  now: Date,
): Promise<ReadonlySet<string>> {
  if (questionIds.length === 0) return new Set();
  const rows = await withLetters(trx)
    .select('q.id')
    .where(sql<boolean>`q.id = ANY(${questionIds}::uuid[])`)
    .where((eb) => eb.or([eb('l.ended_at', '<=', now), eb('g.withdrawn_at', '<=', now)]))
    .execute();
  return new Set(rows.map(({ id }) => id));
}

/**
 * For each of these questions, the numbers of the valid letters of the questions that joined it, in the order in
 * which they joined.
 */
export async function findLettersWaiting(
  trx: Database,
  firstIds: readonly string[],
  now: Date,
): Promise<ReadonlyMap<string, readonly string[]>> {
  if (firstIds.length === 0) return new Map();
  const rows = await withLetters(trx)
    .select([sql<string>`q.answered_as`.as('first_id'), 'l.letter_number'])
    .where(sql<boolean>`q.answered_as = ANY(${firstIds}::uuid[])`)
    .where('q.taken_answer', 'is', null)
    .where('q.open', '=', true)
    .where((eb) => eb.or([eb('l.ended_at', 'is', null), eb('l.ended_at', '>', now)]))
    .where((eb) => eb.or([eb('g.withdrawn_at', 'is', null), eb('g.withdrawn_at', '>', now)]))
    .orderBy(sql`q.asked_at, l.letter_number`)
    .execute();
  const byFirst = Map.groupBy(rows, (row) => row.first_id);
  return new Map([...byFirst].map(([id, group]) => [id, group.map((row) => row.letter_number)]));
}

/** Questions, each with its letter and the grant that its person signed. */
function withLetters(trx: Database) {
  return trx
    .selectFrom('question as q')
    .innerJoin('letter as l', 'l.id', 'q.letter_id')
    .leftJoin('letter_grant as g', (join) =>
      join.onRef('g.letter_id', '=', 'l.id').onRef('g.person_id', '=', 'q.person_id'),
    );
}
