import {
  addObjectionProofAct,
  askAgainAct,
  fileObjectionAct,
  settleObjectionAct,
} from '../src/access/acts/objection.ts';
import { seeContestedRows, seeObjections, seeProofs } from '../src/access/see/contests.ts';
import { OBJECTION_OUTCOMES } from '../src/contested/contest.ts';
import type { ObjectionOutcome } from '../src/contested/contest.ts';
import type { ContestedRow } from '../src/objection/contested-row.ts';
import type { Objection } from '../src/objection/objection.ts';
import { outcomeWords } from '../src/report/contest-words.ts';
import { ApplicationType } from './application.ts';
import { builder } from './builder.ts';
import { readId } from './ids.ts';
import { answering } from './problems.ts';
import { ProofType } from './proof.ts';
import { ScanInput } from './scan.ts';
import { VerificationType } from './verification.ts';
import { WordsType } from './words.ts';

const SubjectEnum = builder.enumType('ContestSubject', { values: ['FACT', 'ANSWER', 'INDICATOR'] });
const MEANINGS: Readonly<Record<ObjectionOutcome, string>> = {
  SOURCE_CORRECTED:
    'the objection succeeds (异议成立); the source has mended its record, and what it said is set aside.',
  NOT_THIS_PERSON: 'the objection succeeds (异议成立); the record is about somebody else, and is set aside.',
  EXPLAINED: 'the fact stands and its figures too; the family’s explanation stands beside it.',
  UPHELD: 'the finding is upheld, not the objection (异议不成立); nothing changes.',
};
const OutcomeEnum = builder.enumType('ObjectionOutcome', {
  values: Object.fromEntries(
    OBJECTION_OUTCOMES.map((one) => [one, { description: `${outcomeWords(one).zh}: ${MEANINGS[one]}` }]),
  ) as Record<ObjectionOutcome, { description: string }>,
});
export const ContestStateEnum = builder.enumType('ContestState', { values: ['OPEN', 'SETTLED'] });

const ContestedRowType = builder.objectRef<ContestedRow>('ContestableRow').implement({
  description: 'A row of the newest version that can be objected to: an indicator, an answer, or a fact behind it.',
  fields: (t) => ({
    key: t.exposeString('key', { description: 'Stays the same for as long as the department says the same.' }),
    subject: t.expose('subject', { type: SubjectEnum }),
    personId: t.exposeID('personId', { nullable: true }),
    sourceId: t.exposeString('sourceId', { nullable: true }),
    text: t.exposeString('what'),
  }),
});
builder.objectField(VerificationType, 'contestable', (t) =>
  t.field({
    type: [ContestedRowType],
    complexity: { field: 20 },
    resolve: async (verification, _args, { reader }) => [...(await seeContestedRows(reader, verification))],
  }),
);

const ObjectionType = builder.objectRef<Objection>('Objection').implement({
  description: 'An objection 异议 to a row of a report.',
  fields: (t) => ({
    id: t.exposeID('id'),
    number: t.exposeString('number'),
    subject: t.expose('subject', { type: SubjectEnum }),
    key: t.exposeString('key'),
    personId: t.exposeID('personId', { nullable: true }),
    sourceId: t.exposeString('sourceId', { nullable: true }),
    what: t.exposeString('what', { description: 'What the report said there.' }),
    why: t.exposeString('why'),
    state: t.expose('state', { type: ContestStateEnum }),
    filedBy: t.exposeString('filedBy'),
    filedAt: t.expose('filedAt', { type: 'DateTime' }),
    dueAt: t.expose('dueAt', { type: 'DateTime', description: 'By the policy pack in use when it was filed.' }),
    dueProvisional: t.exposeBoolean('dueProvisional'),
    overdue: t.boolean({
      resolve: ({ state, dueAt }, _args, { services }) => state === 'OPEN' && services.clock.now() > dueAt,
    }),
    outcome: t.expose('outcome', { type: OutcomeEnum, nullable: true }),
    outcomeWords: t.field({ type: WordsType, resolve: ({ outcome }) => outcomeWords(outcome) }),
    reason: t.exposeString('reason', { nullable: true }),
    settledBy: t.exposeString('settledBy', { nullable: true }),
    settledAt: t.expose('settledAt', { type: 'DateTime', nullable: true }),
    verification: t.field({ type: VerificationType, resolve: ({ verificationId }) => verificationId }),
    askedAgain: t.field({
      type: VerificationType,
      nullable: true,
      description: 'The lookup by which the source was asked once more.',
      resolve: ({ askedAgain }) => askedAgain,
    }),
    proofs: t.field({
      type: [ProofType],
      resolve: async ({ id, applicationId, division }, _args, { reader }) => {
        const owner = { objectionId: id, applicationId, division };
        return (await seeProofs(reader, owner)).map((proof) => ({ ...proof, owner }));
      },
    }),
  }),
});
builder.objectField(ApplicationType, 'objections', (t) =>
  t.field({
    type: [ObjectionType],
    resolve: async (application, _args, { reader }) => [...(await seeObjections(reader, application))],
  }),
);

const FileObjectionInput = builder.inputType('FileObjectionInput', {
  fields: (t) => ({
    verificationId: t.id({ required: true }),
    key: t.string({ required: true, description: 'Of a row under `contestable`.' }),
    why: t.string({ required: true }),
    proofs: t.field({ type: [ScanInput] }),
    idempotencyKey: t.string({ required: true }),
  }),
});
builder.mutationField('fileObjection', (t) =>
  t.field({
    type: ObjectionType,
    description: 'Files an objection for the applicant. It changes no figure until it is settled.',
    args: { input: t.arg({ type: FileObjectionInput, required: true }) },
    authScopes: { perform: fileObjectionAct },
    errors: {
      union: { name: 'FileObjectionResult' },
      result: { name: 'FileObjectionSuccess' },
      dataField: { name: 'objection' },
    },
    resolve: (_root, { input }, { perform }) =>
      answering(async () =>
        perform(fileObjectionAct, {
          verificationId: readId('Verification', input.verificationId),
          key: input.key,
          why: input.why,
          proofs: input.proofs ?? [],
          idempotencyKey: input.idempotencyKey,
        }),
      ),
  }),
);

builder.mutationField('addObjectionProof', (t) =>
  t.field({
    type: ObjectionType,
    args: { objectionId: t.arg.id({ required: true }), proofs: t.arg({ type: [ScanInput], required: true }) },
    authScopes: { perform: addObjectionProofAct },
    errors: {
      union: { name: 'AddObjectionProofResult' },
      result: { name: 'AddObjectionProofSuccess' },
      dataField: { name: 'objection' },
    },
    resolve: (_root, input, { perform }) => answering(() => perform(addObjectionProofAct, input)),
  }),
);

builder.mutationField('askAgain', (t) =>
  t.field({
    type: ObjectionType,
    description: 'Asks the one source of an objection once more, under a letter that allows it.',
    args: { objectionId: t.arg.id({ required: true }) },
    authScopes: { perform: askAgainAct },
    errors: {
      union: { name: 'AskAgainResult' },
      result: { name: 'AskAgainSuccess' },
      dataField: { name: 'objection' },
    },
    resolve: (_root, input, { perform }) => answering(() => perform(askAgainAct, input)),
  }),
);

const SettleObjectionInput = builder.inputType('SettleObjectionInput', {
  fields: (t) => ({
    objectionId: t.id({ required: true }),
    outcome: t.field({ type: OutcomeEnum, required: true }),
    reason: t.string({ required: true }),
    facts: t.stringList({
      description: 'Keys of the facts that are set aside; unless given, all that the objection touches.',
    }),
  }),
});
builder.mutationField('settleObjection', (t) =>
  t.field({
    type: ObjectionType,
    description: 'Settles an objection, and draws up the version in which it ended.',
    args: { input: t.arg({ type: SettleObjectionInput, required: true }) },
    authScopes: { perform: settleObjectionAct },
    errors: {
      union: { name: 'SettleObjectionResult' },
      result: { name: 'SettleObjectionSuccess' },
      dataField: { name: 'objection' },
    },
    resolve: (_root, { input: { facts, ...input } }, { perform }) =>
      answering(() => perform(settleObjectionAct, facts ? { ...input, facts } : input)),
  }),
);
