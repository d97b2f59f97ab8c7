import { recordStepAct } from '../src/access/acts/decision.ts';
import { seeClocks, seeDueWork, seeSteps } from '../src/access/see/clocks.ts';
import type { DueWork } from '../src/access/see/clocks.ts';
import { CLOCK_STATES } from '../src/decision/due-clock.ts';
import type { DueClock } from '../src/decision/due-clock.ts';
import { STEP_WORDS } from '../src/decision/step.ts';
import type { CaseStep, StepKind } from '../src/decision/step.ts';
import { shanghaiDate } from '../src/platform/calendar-date.ts';
import { printLastDay } from '../src/platform/missing-holidays.ts';
import { TERM_UNITS } from '../src/policy/deadline-schema.ts';
import { ApplicationType } from './application.ts';
import { builder } from './builder.ts';
import { readId } from './ids.ts';
import { answering } from './problems.ts';

const ClockType = builder.objectRef<DueClock>('Clock').implement({
  description:
    'A term of the law as it stands in a case; a function of what is recorded, of the law of that day and of the calendar.',
  fields: (t) => ({
    kind: t.string({ description: 'Which term, e.g. `WHOLE_PROCESS`.', resolve: ({ term }) => term.kind }),
    zh: t.string({ resolve: ({ term }) => term.zh }),
    count: t.int({ resolve: ({ term }) => term.count }),
    unit: t.field({
      type: builder.enumType('TermUnit', { values: TERM_UNITS }),
      description: '天 in the law are calendar days, 工作日 working days.',
      resolve: ({ term }) => term.unit,
    }),
    document: t.string({ resolve: ({ term }) => term.document }),
    article: t.string({ resolve: ({ term }) => term.article }),
    verified: t.boolean({
      description: 'False: no text of law that applies here has been seen.',
      resolve: ({ term }) => term.verified,
    }),
    about: t.exposeString('about', {
      nullable: true,
      description: 'Number of the objection, dispute or ticket for which it runs; null for a term of the case itself.',
    }),
    startedAt: t.expose('startedAt', { type: 'DateTime' }),
    dueAt: t.expose('dueAt', { type: 'DateTime' }),
    provisional: t.exposeBoolean('provisional', {
      description: 'Counts days for which no holiday notice has been published.',
    }),
    dueZh: t.string({
      description: 'The last day as it is printed: 不早于 … where it is provisional.',
      resolve: ({ dueAt, provisional }) => printLastDay({ day: shanghaiDate(dueAt), provisional }).zh,
    }),
    endedAt: t.expose('endedAt', { type: 'DateTime', nullable: true }),
    pausedDays: t.exposeInt('pausedDays', { description: 'Days in which the family owed papers; they do not count.' }),
    state: t.expose('state', {
      type: builder.enumType('ClockState', {
        values: CLOCK_STATES,
        description: 'RUN_OUT: a publicity has run its full time, and what waited for it may be done.',
      }),
    }),
    daysLeft: t.exposeInt('daysLeft', {
      nullable: true,
      description: 'Working days where the term is in them, else calendar days; negative: overdue.',
    }),
  }),
});

const StepKindEnum = builder.enumType('StepKind', {
  description: 'Steps of the procedure that are recorded as facts.',
  values: Object.fromEntries(
    Object.entries(STEP_WORDS).map(([kind, { zh, en }]) => [kind, { description: `${zh}: ${en}.` }]),
  ) as Record<StepKind, { description: string }>,
});
const StepType = builder.objectRef<CaseStep>('CaseStep').implement({
  fields: (t) => ({
    kind: t.expose('kind', { type: StepKindEnum }),
    zh: t.string({ resolve: ({ kind }) => STEP_WORDS[kind].zh }),
    happenedAt: t.expose('at', { type: 'DateTime' }),
    recordedBy: t.exposeString('recordedBy'),
    recordedAt: t.expose('recordedAt', { type: 'DateTime' }),
  }),
});

builder.objectFields(ApplicationType, (t) => ({
  clocks: t.field({
    type: [ClockType],
    description: 'Every term that runs or ran in this case, in the order of the procedure.',
    complexity: { field: 10 },
    resolve: async (application, _args, { reader, services }) => [...(await seeClocks(reader, services, application))],
  }),
  steps: t.field({
    type: [StepType],
    description: 'Recorded steps, as they happened.',
    resolve: async (application, _args, { reader }) => [...(await seeSteps(reader, application))],
  }),
}));

const DueWorkType = builder.objectRef<DueWork>('DueWork').implement({
  fields: (t) => ({
    application: t.field({ type: ApplicationType, resolve: ({ application }) => application }),
    clock: t.expose('clock', { type: ClockType }),
  }),
});

builder.queryField('dueWork', (t) =>
  t.field({
    type: [DueWorkType],
    description:
      'What is due in the open cases of a place (of more than 5,000 those accepted first), the first due first; what waits for the family’s papers is left out.',
    args: {
      division: t.arg.string({ description: 'Within your own place, which it is unless given.' }),
      first: t.arg.int({ required: true, defaultValue: 20, description: '1 to 100.' }),
      overdueOnly: t.arg.boolean({ required: true, defaultValue: false }),
    },
    authScopes: { may: 'READ_CASE' },
    complexity: ({ first }) => ({ field: 20, multiplier: first }),
    resolve: async (_root, { division, first, overdueOnly }, { reader, services }) => [
      ...(await seeDueWork(reader, services, { division: division ?? null, first, overdueOnly })),
    ],
  }),
);

const RecordStepInput = builder.inputType('RecordStepInput', {
  fields: (t) => ({
    applicationId: t.id({ required: true }),
    kind: t.field({ type: StepKindEnum, required: true }),
    happenedAt: t.field({ type: 'DateTime', description: 'The present unless given.' }),
    idempotencyKey: t.string({ required: true }),
  }),
});

builder.mutationField('recordStep', (t) =>
  t.field({
    type: StepType,
    description: 'Records a step of the procedure by which the clocks run. It is never changed.',
    args: { input: t.arg({ type: RecordStepInput, required: true }) },
    authScopes: { perform: recordStepAct },
    errors: {
      union: { name: 'RecordStepResult' },
      result: { name: 'RecordStepSuccess' },
      dataField: { name: 'step' },
    },
    resolve: (_root, { input }, { perform }) =>
      answering(async () =>
        perform(recordStepAct, {
          applicationId: readId('Application', input.applicationId),
          kind: input.kind,
          happenedAt: input.happenedAt instanceof Date ? input.happenedAt : null,
          idempotencyKey: input.idempotencyKey,
        }),
      ),
  }),
);
