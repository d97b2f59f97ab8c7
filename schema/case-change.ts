import { seeApplications } from '../src/access/see/case.ts';
import { watchCase } from '../src/access/watch-changes.ts';
import { CHANGING_ACTS } from '../src/audit/case-changes.ts';
import type { CaseChange } from '../src/audit/case-changes.ts';
import { builder } from './builder.ts';
import { readCursor } from './cursor.ts';
import { readId } from './ids.ts';

const CaseChangeType = builder.objectRef<CaseChange>('CaseChange').implement({
  description: 'Something was done to a case; read again what you show of it.',
  fields: (t) => ({
    cursor: t.string({ description: 'Resume after it.', resolve: ({ seq }) => String(seq) }),
    act: t.field({
      type: builder.enumType('CaseAct', { description: 'Acts that change a case.', values: CHANGING_ACTS }),
      resolve: ({ act }) => act,
    }),
    at: t.expose('at', { type: 'DateTime' }),
  }),
});

builder.subscriptionField('caseChanged', (t) =>
  t.field({
    type: CaseChangeType,
    description:
      'Acts on one case as they happen, whoever performs them: which and when. Each server-sent event carries its cursor as `id:`, and `Last-Event-ID` resumes after it.',
    args: {
      applicationId: t.arg.id({ required: true }),
      after: t.arg.string({ description: 'Cursor of the last change that you have; from now on unless given.' }),
    },
    authScopes: { may: 'READ_CASE' },
    subscribe: async (_root, { applicationId, after }, context) => {
      const [seen] = await seeApplications(context.reader, [readId('Application', applicationId)]);
      if (seen === undefined || seen instanceof Error) throw seen ?? new RangeError('one id gives one answer');
      // A resumed stream repeats the arguments of its first request; what it has seen since is in the header.
      const start = Math.max(readCursor(after), context.lastEventId ?? 0);
      return watchCase(context.reader, seen.id, start === 0 ? null : start, {
        signal: context.signal,
        validForMs: context.tokenValidForMs,
      });
    },
    resolve: (change, _args, { onCursor }) => {
      onCursor(change.seq);
      return change;
    },
  }),
);
