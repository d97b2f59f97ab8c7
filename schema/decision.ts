import { seeDecisions, seeLog, seeSetAsideMark } from '../src/access/see/decisions.ts';
import type { LoggedAct } from '../src/access/see/decisions.ts';
import { DECISION_WORDS, RECHECKS } from '../src/decision/decision-kind.ts';
import type { DecisionKind, Ground } from '../src/decision/decision-kind.ts';
import type { Decision } from '../src/decision/decision.ts';
import type { Notice } from '../src/decision/notice.ts';
import { renderNotice } from '../src/decision/render-notice.ts';
import type { SetAsideMark } from '../src/decision/set-aside.ts';
import { ApplicationType } from './application.ts';
import { builder } from './builder.ts';
import { readCursor } from './cursor.ts';
import { LineSourceType } from './report.ts';
import { WordsType } from './words.ts';

export const DecisionKindEnum = builder.enumType('DecisionKind', {
  values: Object.fromEntries(
    Object.entries(DECISION_WORDS).map(([kind, { zh, en }]) => [kind, { description: `${zh}: ${en}.` }]),
  ) as Record<DecisionKind, { description: string }>,
});
export const RecheckEnum = builder.enumType('Recheck', {
  description: 'How soon the household is verified again: income hardly changes, is stable, or is unsteady.',
  values: RECHECKS,
});

const SetAsideMarkType = builder.objectRef<SetAsideMark>('SetAsideMark').implement({
  description: 'A decision against the family rests on facts that were set aside after it.',
  fields: (t) => ({
    contests: t.stringList({
      description: 'Numbers of the objections and disputes by which they were set aside.',
      resolve: ({ contests }) => [...contests],
    }),
    since: t.expose('since', { type: 'DateTime', description: 'When the first of them was.' }),
    replacedBy: t.exposeString('replacedBy', {
      nullable: true,
      description: 'Number of the decision that took its place; null: it stands and has to be reviewed.',
    }),
    words: t.expose('words', { type: WordsType, description: 'A sentence for a page.' }),
  }),
});

/** A notice with the decision that made it. */
type ShownNotice = Notice & { readonly of: Decision };

const NoticeType = builder.objectRef<ShownNotice>('Notice').implement({
  description: 'The written notice 书面告知: it speaks to the applicant of the household, and of nobody else.',
  fields: (t) => ({
    number: t.exposeString('number'),
    title: t.expose('title', { type: WordsType }),
    demoMark: t.exposeString('demoMark', { nullable: true }),
    addressee: t.exposeString('addressee'),
    date: t.expose('date', { type: 'CalendarDate' }),
    office: t.exposeString('office'),
    paragraphs: t.field({
      type: [WordsType],
      description: 'What was decided, the reasons, how and until when to object.',
      resolve: ({ paragraphs }) => [...paragraphs],
    }),
    law: t.field({ type: [LineSourceType], resolve: ({ law }) => [...law] }),
    text: t.string({
      description:
        'The page for a terminal, in Chinese; `width` in columns, 60 to 240. `standsOnSetAside` of the decision stands above it.',
      args: { width: t.arg.int({ defaultValue: 90, required: true }) },
      resolve: async (notice, { width }, { reader }) => {
        const mark = await seeSetAsideMark(reader, notice.of);
        return renderNotice(notice, mark?.words.zh ?? null, Math.min(Math.max(width, 60), 240));
      },
    }),
    pdfPath: t.string({
      description: 'Where the notice is as a PDF, on this server and with the same token.',
      resolve: ({ number }) => `/decisions/${encodeURIComponent(number)}/notice.pdf`,
    }),
    json: t.field({
      type: 'JSON',
      description: 'The whole notice.',
      resolve: ({ of: _decision, ...notice }) => notice,
    }),
  }),
});

const GroundType = builder.objectRef<Ground>('Ground').implement({
  description: 'A finding of the report, which is a fact, on which a decision against the family rests.',
  fields: (t) => ({
    finding: t.exposeString('finding', { description: 'Id of an indicator, or `INCOME`.' }),
    words: t.expose('words', { type: WordsType }),
    established: t.exposeString('established', {
      nullable: true,
      description: 'What a person established, where the report itself only warns.',
    }),
  }),
});

export const DecisionType = builder.objectRef<Decision>('Decision').implement({
  description:
    'A decision 审核确认 on one reviewed version of a report. It never changes; a correction is the next one.',
  fields: (t) => ({
    number: t.exposeString('number'),
    sequence: t.exposeInt('sequence', { description: 'From 1 in each case.' }),
    kind: t.expose('kind', { type: DecisionKindEnum }),
    reportNumber: t.exposeString('reportNumber'),
    reportVersion: t.exposeInt('reportVersion'),
    reasons: t.exposeString('reasons'),
    grounds: t.field({ type: [GroundType], resolve: ({ grounds }) => [...grounds] }),
    monthlyFen: t.expose('monthlyFen', { type: 'Fen', nullable: true }),
    from: t.expose('from', { type: 'CalendarDate', nullable: true }),
    until: t.expose('until', { type: 'CalendarDate', nullable: true, description: 'Last day of a grace period.' }),
    recheck: t.expose('recheck', { type: RecheckEnum, nullable: true }),
    decidedBy: t.exposeString('decidedBy'),
    decidedAt: t.expose('decidedAt', { type: 'DateTime' }),
    signed: t.boolean({
      description: 'False 未签名: made before decisions were signed, unless its signature is missing.',
      resolve: ({ signature }) => signature === 'SIGNED',
    }),
    signatureMissing: t.boolean({
      description: '签名缺失: it was signed, and its signature is gone; somebody has to look into it.',
      resolve: ({ signature }) => signature === 'MISSING',
    }),
    standsOnSetAside: t.field({
      type: SetAsideMarkType,
      nullable: true,
      description:
        'Set where it is against the family and rests on facts that were set aside after an objection or a dispute. The decision itself does not change; a person reviews it.',
      resolve: (decision, _args, { reader }) => seeSetAsideMark(reader, decision),
    }),
    notice: t.field({ type: NoticeType, resolve: (decision) => ({ ...decision.notice, of: decision }) }),
  }),
});

const LoggedActType = builder.objectRef<LoggedAct>('LoggedAct').implement({
  description:
    'One entry of the audit log: who did what in a case, and with which result. Never a name, number or amount.',
  fields: (t) => ({
    cursor: t.string({ resolve: ({ seq }) => String(seq) }),
    at: t.expose('at', { type: 'DateTime' }),
    actor: t.exposeString('actor'),
    role: t.exposeString('role'),
    act: t.exposeString('act'),
    purpose: t.exposeString('purpose'),
    outcome: t.exposeString('outcome'),
    personId: t.exposeID('personId', { nullable: true }),
    verificationId: t.exposeID('verificationId', { nullable: true }),
    sourceId: t.exposeString('sourceId', { nullable: true }),
    letterNumber: t.exposeString('letterNumber', { nullable: true }),
    fieldKinds: t.stringList({ resolve: ({ fieldKinds }) => [...fieldKinds] }),
    checkId: t.exposeString('checkId'),
  }),
});

builder.objectFields(ApplicationType, (t) => ({
  decisions: t.field({
    type: [DecisionType],
    description: 'What was decided, oldest first.',
    complexity: { field: 10 },
    resolve: async (application, _args, { reader }) => [...(await seeDecisions(reader, application))],
  }),
  log: t.field({
    type: [LoggedActType],
    description: 'For supervision: every act in this case, in order. Reading it is an act of its own.',
    args: {
      after: t.arg.string({ description: 'A `cursor`; from the beginning unless given.' }),
      first: t.arg.int({ required: true, defaultValue: 100, description: '1 to 500.' }),
      actsOnly: t.arg.boolean({ required: true, defaultValue: true, description: 'Leaves out what was only read.' }),
    },
    authScopes: { may: 'READ_LOG' },
    complexity: { field: 20, multiplier: 1 },
    resolve: async (application, { after, first, actsOnly }, { reader }) => [
      ...(await seeLog(reader, application, { after: readCursor(after), first, actsOnly })),
    ],
  }),
}));
