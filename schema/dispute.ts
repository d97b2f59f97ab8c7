import {
  addDisputeProofAct,
  confirmLifeAct,
  openDisputeAct,
  recordCorrectionAct,
  sendCorrectionAct,
  settleDisputeAct,
} from '../src/access/acts/dispute.ts';
import { seeDisputes, seeProofs, seeTickets } from '../src/access/see/contests.ts';
import { DISPUTE_OUTCOMES } from '../src/contested/contest.ts';
import { TICKET_STATES, ticketState } from '../src/objection/correction-ticket.ts';
import type { CorrectionTicket } from '../src/objection/correction-ticket.ts';
import type { Dispute } from '../src/objection/dispute.ts';
import { renderTicket } from '../src/objection/ticket-document.ts';
import { CONTEST_KINDS, outcomeWords } from '../src/report/contest-words.ts';
import { ApplicationType } from './application.ts';
import { builder } from './builder.ts';
import { readId } from './ids.ts';
import { ContestStateEnum } from './objection.ts';
import { answering } from './problems.ts';
import { ProofType } from './proof.ts';
import { ScanInput } from './scan.ts';
import { WordsType } from './words.ts';

const KindEnum = builder.enumType('DisputeKind', {
  values: {
    STOLEN_IDENTITY: { description: CONTEST_KINDS.STOLEN_IDENTITY.zh },
    FALSE_DEATH: { description: CONTEST_KINDS.FALSE_DEATH.zh },
  },
});
const OutcomeEnum = builder.enumType('DisputeOutcome', { values: DISPUTE_OUTCOMES });
const AnswerEnum = builder.enumType('CorrectionAnswer', { values: ['CORRECTED', 'REFUSED'] });

const TicketType = builder.objectRef<CorrectionTicket>('CorrectionTicket').implement({
  description:
    'What the office asks a department to correct 校核单. No department has a line for it: it is printed and handed over, and its answer is recorded by an officer.',
  fields: (t) => ({
    id: t.exposeID('id'),
    number: t.exposeString('number'),
    sourceId: t.exposeString('sourceId'),
    state: t.field({
      type: builder.enumType('CorrectionState', { values: TICKET_STATES }),
      resolve: (ticket, _args, { services }) => ticketState(ticket, services.clock.now()),
    }),
    sentBy: t.exposeString('sentBy'),
    sentAt: t.expose('sentAt', { type: 'DateTime' }),
    dueAt: t.expose('dueAt', { type: 'DateTime' }),
    dueProvisional: t.exposeBoolean('dueProvisional'),
    answer: t.expose('answer', { type: AnswerEnum, nullable: true }),
    answerText: t.exposeString('answerText', { nullable: true }),
    answeredOn: t.expose('answeredOn', { type: 'CalendarDate', nullable: true }),
    answerRecordedBy: t.exposeString('answerRecordedBy', { nullable: true }),
    text: t.string({
      description: 'The ticket for printing, in Chinese.',
      resolve: ({ document }) => renderTicket(document),
    }),
    json: t.field({ type: 'JSON', resolve: ({ document }) => document }),
  }),
});

const DisputeType = builder.objectRef<Dispute>('IdentityDispute').implement({
  description:
    'A dispute over everything that stems from one wrong entry. While it is open the reports show both figures, and aid is neither stopped nor reduced.',
  fields: (t) => ({
    id: t.exposeID('id'),
    number: t.exposeString('number'),
    kind: t.expose('kind', { type: KindEnum }),
    personId: t.exposeID('personId'),
    what: t.exposeString('what', { description: 'What registers say.' }),
    why: t.exposeString('why'),
    state: t.expose('state', { type: ContestStateEnum }),
    openedBy: t.exposeString('openedBy'),
    openedAt: t.expose('openedAt', { type: 'DateTime' }),
    dueAt: t.expose('dueAt', { type: 'DateTime' }),
    dueProvisional: t.exposeBoolean('dueProvisional'),
    overdue: t.boolean({
      resolve: ({ state, dueAt }, _args, { services }) => state === 'OPEN' && services.clock.now() > dueAt,
    }),
    lifeConfirmedAt: t.field({ type: 'DateTime', nullable: true, resolve: ({ life }) => life?.confirmedAt ?? null }),
    lifeConfirmedHow: t.string({ nullable: true, resolve: ({ life }) => life?.how ?? null }),
    outcome: t.expose('outcome', { type: OutcomeEnum, nullable: true }),
    outcomeWords: t.field({ type: WordsType, resolve: ({ outcome }) => outcomeWords(outcome) }),
    reason: t.exposeString('reason', { nullable: true }),
    settledBy: t.exposeString('settledBy', { nullable: true }),
    settledAt: t.expose('settledAt', { type: 'DateTime', nullable: true }),
    tickets: t.field({
      type: [TicketType],
      resolve: async (dispute, _args, { reader }) => [...(await seeTickets(reader, dispute))],
    }),
    proofs: t.field({
      type: [ProofType],
      resolve: async ({ id, applicationId, division }, _args, { reader }) => {
        const owner = { disputeId: id, applicationId, division };
        return (await seeProofs(reader, owner)).map((proof) => ({ ...proof, owner }));
      },
    }),
  }),
});
builder.objectField(ApplicationType, 'identityDisputes', (t) =>
  t.field({
    type: [DisputeType],
    resolve: async (application, _args, { reader }) => [...(await seeDisputes(reader, application))],
  }),
);

const OpenDisputeInput = builder.inputType('OpenDisputeInput', {
  fields: (t) => ({
    applicationId: t.id({ required: true }),
    personId: t.id({ required: true }),
    kind: t.field({ type: KindEnum, required: true }),
    enterpriseCodes: t.stringList({ description: 'Credit codes of the enterprises in a stolen name.' }),
    why: t.string({ required: true }),
    proofs: t.field({ type: [ScanInput] }),
    idempotencyKey: t.string({ required: true }),
  }),
});
builder.mutationField('openDispute', (t) =>
  t.field({
    type: DisputeType,
    description: 'One dispute for everything from one root: a company in a stolen name, a living person recorded dead.',
    args: { input: t.arg({ type: OpenDisputeInput, required: true }) },
    authScopes: { perform: openDisputeAct },
    errors: {
      union: { name: 'OpenDisputeResult' },
      result: { name: 'OpenDisputeSuccess' },
      dataField: { name: 'dispute' },
    },
    resolve: (_root, { input }, { perform }) =>
      answering(async () =>
        perform(openDisputeAct, {
          applicationId: readId('Application', input.applicationId),
          personId: input.personId,
          kind: input.kind,
          enterpriseCodes: input.enterpriseCodes ?? [],
          why: input.why,
          proofs: input.proofs ?? [],
          idempotencyKey: input.idempotencyKey,
        }),
      ),
  }),
);

builder.mutationField('addDisputeProof', (t) =>
  t.field({
    type: DisputeType,
    args: { disputeId: t.arg.id({ required: true }), proofs: t.arg({ type: [ScanInput], required: true }) },
    authScopes: { perform: addDisputeProofAct },
    errors: {
      union: { name: 'AddDisputeProofResult' },
      result: { name: 'AddDisputeProofSuccess' },
      dataField: { name: 'dispute' },
    },
    resolve: (_root, input, { perform }) => answering(() => perform(addDisputeProofAct, input)),
  }),
);

builder.mutationField('confirmLife', (t) =>
  t.field({
    type: DisputeType,
    description: 'An officer has seen the person alive: the entry of death is set aside at once, with its proof.',
    args: {
      disputeId: t.arg.id({ required: true }),
      how: t.arg.string({ required: true }),
      proofs: t.arg({ type: [ScanInput], required: true }),
    },
    authScopes: { perform: confirmLifeAct },
    errors: {
      union: { name: 'ConfirmLifeResult' },
      result: { name: 'ConfirmLifeSuccess' },
      dataField: { name: 'dispute' },
    },
    resolve: (_root, input, { perform }) => answering(() => perform(confirmLifeAct, input)),
  }),
);

builder.mutationField('sendCorrection', (t) =>
  t.field({
    type: TicketType,
    description: 'Draws up the ticket to one department and notes that it was handed over.',
    args: { disputeId: t.arg.id({ required: true }), sourceId: t.arg.string({ required: true }) },
    authScopes: { perform: sendCorrectionAct },
    errors: {
      union: { name: 'SendCorrectionResult' },
      result: { name: 'SendCorrectionSuccess' },
      dataField: { name: 'ticket' },
    },
    resolve: (_root, input, { perform }) => answering(() => perform(sendCorrectionAct, input)),
  }),
);

builder.mutationField('recordCorrection', (t) =>
  t.field({
    type: TicketType,
    description: 'Records what a department answered to a ticket.',
    args: {
      ticketId: t.arg.id({ required: true }),
      answer: t.arg({ type: AnswerEnum, required: true }),
      text: t.arg.string({ required: true }),
      answeredOn: t.arg({ type: 'CalendarDate', required: true }),
    },
    authScopes: { perform: recordCorrectionAct },
    errors: {
      union: { name: 'RecordCorrectionResult' },
      result: { name: 'RecordCorrectionSuccess' },
      dataField: { name: 'ticket' },
    },
    resolve: (_root, input, { perform }) => answering(() => perform(recordCorrectionAct, input)),
  }),
);

builder.mutationField('settleDispute', (t) =>
  t.field({
    type: DisputeType,
    description: 'Ends a dispute: confirmed, its facts stay set aside; not confirmed, they count again.',
    args: {
      disputeId: t.arg.id({ required: true }),
      outcome: t.arg({ type: OutcomeEnum, required: true }),
      reason: t.arg.string({ required: true }),
    },
    authScopes: { perform: settleDisputeAct },
    errors: {
      union: { name: 'SettleDisputeResult' },
      result: { name: 'SettleDisputeSuccess' },
      dataField: { name: 'dispute' },
    },
    resolve: (_root, input, { perform }) => answering(() => perform(settleDisputeAct, input)),
  }),
);
