import { parseCalendarDate } from '../platform/calendar-date.ts';
import type { ClaimedQuestion } from './claim-questions.ts';
import { openHouseholdsOf } from './households.ts';
import type { VerificationServices } from './services.ts';
import { readVerifications } from './store.ts';

/** A question as it was asked; nothing is asked by it again. */
export type AskedQuestion = Omit<ClaimedQuestion, 'dueAt'>;

/**
 * Questions that were asked, as their source saw them, by id. One whose household cannot be opened is absent, and so is
 * one that never left.
 */
export async function readAsked(
  services: VerificationServices,
  questionIds: readonly string[],
): Promise<ReadonlyMap<string, AskedQuestion>> {
  if (questionIds.length === 0) return new Map();
  const { db } = services;
  const rows = await db
    .selectFrom('question as q')
    .innerJoin('letter as l', 'l.id', 'q.letter_id')
    .selectAll('q')
    .select('l.letter_number')
    .where('q.id', 'in', questionIds)
    .execute();
  const verifications = await readVerifications(db, [...new Set(rows.map((row) => row.verification_id))]);
  const { households } = await openHouseholdsOf(services, db, verifications);
  return new Map(
    rows.flatMap((row): [string, AskedQuestion][] => {
      const members = households.get(row.verification_id)?.members ?? [];
      const member = members.find(({ personId }) => personId === row.person_id);
      if (member === undefined) return [];
      const asked = {
        questionId: row.id,
        verificationId: row.verification_id,
        requestId: row.request_id,
        sourceId: row.source_id,
        institution: row.institution === '' ? null : row.institution,
        certificate: member.certificate,
        name: member.name,
        letterNumber: row.letter_number,
        purpose: row.purpose,
        baseDate: parseCalendarDate(row.base_date),
        ...(row.line_fen === null ? {} : { lineFen: row.line_fen }),
      };
      return [[row.id, asked]];
    }),
  );
}
