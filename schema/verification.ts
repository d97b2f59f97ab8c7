import {
  seeEvidence,
  seePreliminaryReport,
  seeProgress,
  seeReport,
  seeReportVersions,
  seeVerifications,
} from '../src/access/see/verification.ts';
import type { EvidencePiece } from '../src/evidence/piece.ts';
import { placeName } from '../src/identity/region.ts';
import { VERIFICATION_PURPOSES } from '../src/policy/pack.ts';
import { VERIFICATION_STATES } from '../src/verification/state.ts';
import type { Verification } from '../src/verification/verification.ts';
import { builder } from './builder.ts';
import { readCursor } from './cursor.ts';
import { readId } from './ids.ts';
import { AnswerKindEnum, ProgressEntryType } from './progress.ts';
import { ReportType, ReportVersionType } from './report.ts';

const StateEnum = builder.enumType('VerificationState', { values: VERIFICATION_STATES });
export const PurposeEnum = builder.enumType('VerificationPurpose', { values: VERIFICATION_PURPOSES });

const EvidenceType = builder.objectRef<EvidencePiece>('Evidence').implement({
  description: 'One question to one body about one person, and what became of it.',
  fields: (t) => ({
    questionId: t.exposeID('questionId'),
    requestId: t.exposeString('requestId', {
      description: 'Under which the question was sent, the same on every retry.',
    }),
    personId: t.exposeID('personId'),
    sourceId: t.exposeString('sourceId'),
    institution: t.exposeString('institution', { nullable: true }),
    kind: t.expose('kind', {
      type: AnswerKindEnum,
      nullable: true,
      description: 'Absent while the answer is outstanding.',
    }),
    territory: t.string({ nullable: true, resolve: ({ coverage }) => coverage?.territory ?? null }),
    territoryName: t.string({
      nullable: true,
      resolve: ({ coverage }) => (coverage === null ? null : placeName(coverage.territory)),
    }),
    periodFrom: t.field({
      type: 'CalendarDate',
      nullable: true,
      resolve: ({ coverage }) => coverage?.period.from ?? null,
    }),
    periodTo: t.field({ type: 'CalendarDate', nullable: true, resolve: ({ coverage }) => coverage?.period.to ?? null }),
    askedAt: t.expose('askedAt', { type: 'DateTime', nullable: true }),
    answeredAt: t.expose('answeredAt', { type: 'DateTime', nullable: true }),
    dataDate: t.expose('dataDate', { type: 'CalendarDate', nullable: true }),
    letterNumber: t.exposeString('letterNumber', { nullable: true }),
    commitment: t.exposeString('commitment', {
      nullable: true,
      description: 'SHA-256, hex, over 32 random bytes and the raw answer.',
    }),
  }),
});

export const VerificationType = builder.loadableNode('Verification', {
  description: 'One check 核对 of one application: its questions, its deadline and where it stands.',
  id: { resolve: (verification: Verification) => verification.id },
  load: (ids: string[], { reader }) => seeVerifications(reader, ids),
  fields: (t) => ({
    kind: t.expose('kind', {
      type: builder.enumType('VerificationKind', {
        values: {
          CHECK: { description: '核对: asks everything, and ends with a report.' },
          LOOKUP: { description: '即时查询: asks what a query wants to see, and ends with the answers.' },
        },
      }),
    }),
    state: t.expose('state', { type: StateEnum }),
    purpose: t.expose('purpose', { type: PurposeEnum }),
    baseDate: t.expose('baseDate', { type: 'CalendarDate' }),
    requestedAt: t.expose('requestedAt', { type: 'DateTime' }),
    deadlineAt: t.expose('deadlineAt', {
      type: 'DateTime',
      description: 'At this instant the report is issued, complete or not.',
    }),
    deadlineProvisional: t.exposeBoolean('deadlineProvisional', {
      description: 'Counts days for which no holiday notice has been published.',
    }),
    settledAt: t.expose('settledAt', { type: 'DateTime', nullable: true }),
    householdVersion: t.exposeInt('householdVersion'),
    packId: t.exposeString('packId', { description: 'The policy pack by which it is judged.' }),
    evidence: t.field({
      type: [EvidenceType],
      complexity: { field: 10 },
      resolve: async (verification, _args, { reader }) => [...(await seeEvidence(reader, verification))],
    }),
    progress: t.field({
      type: [ProgressEntryType],
      description: 'Progress after a cursor, oldest first; for those who poll.',
      args: { after: t.arg.string(), first: t.arg.int({ defaultValue: 100, required: true }) },
      resolve: async (verification, { after, first }, { reader }) => {
        const limit = Math.min(Math.max(first, 1), 500);
        return [...(await seeProgress(reader, verification, readCursor(after), limit))];
      },
    }),
    report: t.field({
      type: ReportType,
      nullable: true,
      description: 'An issued version of the report, the newest unless named.',
      args: { version: t.arg.int() },
      complexity: { field: 20 },
      resolve: async (verification, { version }, { reader }) =>
        (await seeReport(reader, verification, version ?? undefined))?.document ?? null,
    }),
    reports: t.field({
      type: [ReportVersionType],
      resolve: async (verification, _args, { reader }) => [...(await seeReportVersions(reader, verification))],
    }),
    preliminary: t.field({
      type: ReportType,
      description: 'What is known by now; never issued.',
      complexity: { field: 20 },
      resolve: (verification, _args, { reader, services }) => seePreliminaryReport(reader, services, verification),
    }),
  }),
});

builder.queryField('verification', (t) =>
  t.field({
    type: VerificationType,
    nullable: true,
    args: { id: t.arg.id({ required: true }) },
    authScopes: { may: 'READ_VERIFICATION' },
    resolve: (_root, { id }) => readId('Verification', id),
  }),
);
