import { findAsked } from '../question/letters.ts';
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
  const asked = await findAsked(db, questionIds);
  const verifications = await readVerifications(db, [...new Set(asked.map(({ question }) => question.verificationId))]);
  const { households } = await openHouseholdsOf(services, db, verifications);
  return new Map(
    asked.flatMap(({ question, letterNumber }): [string, AskedQuestion][] => {
      const members = households.get(question.verificationId)?.members ?? [];
      const member = members.find(({ personId }) => personId === question.personId);
      if (member === undefined) return [];
      const inquiry = {
        questionId: question.id,
        verificationId: question.verificationId,
        requestId: question.requestId,
        sourceId: question.sourceId,
        institution: question.institution,
        certificate: member.certificate,
        name: member.name,
        letterNumber,
        purpose: question.purpose,
        baseDate: question.baseDate,
        ...(question.lineFen === null ? {} : { lineFen: question.lineFen }),
      };
      return [[question.id, inquiry]];
    }),
  );
}
