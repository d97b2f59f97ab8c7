import { seeVerification } from '../src/access/see/verification.ts';
import { watchProgress } from '../src/access/watch-progress.ts';
import { ANSWER_KINDS } from '../src/evidence/answer.ts';
import { PROGRESS_EVENTS } from '../src/verification/progress.ts';
import type { ProgressEntry } from '../src/verification/progress-log.ts';
import { builder } from './builder.ts';
import { readCursor } from './cursor.ts';
import { readId } from './ids.ts';

export const AnswerKindEnum = builder.enumType('AnswerKind', {
  description: 'What became of a question. A missing answer is never a clean answer.',
  values: ANSWER_KINDS,
});
const ProgressEventEnum = builder.enumType('ProgressEvent', { values: PROGRESS_EVENTS });

export const ProgressEntryType = builder.objectRef<ProgressEntry>('ProgressEntry').implement({
  description: 'One line of progress; names sources and kinds, never people.',
  fields: (t) => ({
    cursor: t.string({ description: 'Resume after it.', resolve: ({ seq }) => String(seq) }),
    event: t.expose('event', { type: ProgressEventEnum }),
    sourceId: t.exposeString('sourceId', { nullable: true }),
    institution: t.exposeString('institution', { nullable: true }),
    questionId: t.exposeID('questionId', { nullable: true }),
    kind: t.expose('kind', { type: AnswerKindEnum, nullable: true }),
    at: t.expose('at', { type: 'DateTime' }),
  }),
});

builder.subscriptionField('verificationProgress', (t) =>
  t.field({
    type: ProgressEntryType,
    description:
      'Progress as it happens, whichever process makes it; ends after the report was issued or the check cancelled, or, with `late`, once the report is complete. Each server-sent event carries its cursor as `id:`, and `Last-Event-ID` resumes after it.',
    args: {
      id: t.arg.id({ required: true }),
      after: t.arg.string({ description: 'Cursor of the last line that you have.' }),
      late: t.arg.boolean({
        required: true,
        defaultValue: false,
        description:
          'Stay after an incomplete report: late answers come, and `REPORT_ISSUED` of each version that they make.',
      }),
    },
    authScopes: { may: 'READ_VERIFICATION' },
    subscribe: async (_root, { id, after, late }, context) => {
      const verification = await seeVerification(context.reader, readId('Verification', id));
      // A resumed stream repeats the arguments of its first request; what it has seen since is in the header.
      const start = Math.max(readCursor(after), context.lastEventId ?? 0);
      return watchProgress({ ...context.services, subscribe: context.subscribe }, verification.id, start, {
        signal: context.signal,
        validForMs: context.tokenValidForMs,
        late,
      });
    },
    resolve: (entry, _args, { onCursor }) => {
      onCursor(entry.seq);
      return entry;
    },
  }),
);
