import type { Actor } from '../audit/actor.ts';
import type { LookEntry } from '../audit/look-log.ts';
import type { AnswerKind } from '../evidence/answer.ts';
import type { Question } from '../question/question.ts';
import type { NewProgress } from './progress-log.ts';
import type { Verification } from './verification.ts';

/** The progress row for a change of a question. */
export function progressOf(question: Question, event: NewProgress['event'], kind?: AnswerKind): NewProgress {
  return {
    verificationId: question.verificationId,
    event,
    sourceId: question.sourceId,
    institution: question.institution,
    questionId: question.id,
    ...(kind === undefined ? {} : { kind }),
  };
}

/** The audit entry of an act on a question of a verification. */
export function lookOf(
  actor: Actor,
  verification: Verification,
  question: Question,
  did: Pick<LookEntry, 'act' | 'fieldKinds' | 'outcome' | 'letterNumber'> & {
    /** The request id of the question that was sent, where this one shares its answer. Default: its own. */
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
      personId: question.personId,
      sourceId: question.sourceId,
      ...(question.institution === null ? {} : { institution: question.institution }),
      requestId: question.requestId,
      ...did,
      division,
    },
  };
}
