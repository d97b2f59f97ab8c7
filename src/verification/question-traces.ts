import type { Selectable } from 'kysely';
import type { Actor } from '../audit/actor.ts';
import type { LookEntry } from '../audit/look-log.ts';
import type { AnswerKind } from '../evidence/answer.ts';
import type { QuestionTable } from '../platform/tables.ts';
import type { NewProgress } from './progress-log.ts';
import type { Verification } from './verification.ts';

type Question = Selectable<QuestionTable>;

/** The line of progress that something became of a question. */
export function progressOf(question: Question, event: NewProgress['event'], kind?: AnswerKind): NewProgress {
  return {
    verificationId: question.verification_id,
    event,
    sourceId: question.source_id,
    institution: question.institution === '' ? null : question.institution,
    questionId: question.id,
    ...(kind === undefined ? {} : { kind }),
  };
}

/** The entry in the log of looks that somebody did something about a question of a check. */
export function lookOf(
  actor: Actor,
  verification: Verification,
  question: Question,
  did: Pick<LookEntry, 'act' | 'fieldKinds' | 'outcome' | 'letterNumber'> & {
    /** Of the question that left, where this one shares its answer; its own unless given. */
    readonly requestId?: string;
  },
): { readonly actor: Actor; readonly entry: LookEntry } {
  const { checkId, division } = verification;
  return {
    actor: { ...actor, checkId, division },
    entry: {
      purpose: question.purpose,
      applicationId: verification.applicationId,
      verificationId: verification.id,
      personId: question.person_id,
      sourceId: question.source_id,
      ...(question.institution === '' ? {} : { institution: question.institution }),
      requestId: question.request_id,
      ...did,
      division,
    },
  };
}
