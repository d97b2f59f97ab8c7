import type { ScanInput } from '../../authorisation/scan.ts';
import type { DisputeOutcome } from '../../contested/contest.ts';
import { addDisputeProofInTrx } from '../../objection/add-proof.ts';
import { recordCorrectionInTrx, sendCorrectionInTrx } from '../../objection/correction-ticket.ts';
import type { CorrectionTicket } from '../../objection/correction-ticket.ts';
import type { Dispute } from '../../objection/dispute.ts';
import { getDisputeByKey, openDisputeInTrx } from '../../objection/open-dispute.ts';
import type { OpenDispute } from '../../objection/open-dispute.ts';
import { judgeProofs } from '../../objection/proofs.ts';
import { secondPerson } from '../../objection/refusals.ts';
import { confirmLifeInTrx, settleDisputeInTrx } from '../../objection/settle-dispute.ts';
import type { CalendarDate } from '../../platform/calendar-date.ts';
import type { VerificationServices } from '../../verification/services.ts';
import { defineAct } from './define-act.ts';
import { ofApplication, ofDispute, ofTicket } from './locate.ts';
import type { InCase } from './locate.ts';

type ById = { readonly disputeId: string };
type WithProofs = { readonly proofs: readonly ScanInput[] };

/** Opens a dispute about a stolen identity or a false death. */
export const openDisputeAct = defineAct<VerificationServices, OpenDispute, Dispute, InCase>({
  name: 'OPEN_DISPUTE',
  roles: ['CASEWORKER'],
  target: 'CASE',
  keyed: true,
  entry: 'OPEN_DISPUTE',
  field: 'applicationId',
  locate: ofApplication,
  prepare: ({ proofs }) => judgeProofs(proofs),
  run: ({ services, application, ...acting }, input) => openDisputeInTrx(services, acting, application, input),
  recall: ({ services, trx }, key) => getDisputeByKey(trx, services.vault, key),
});

/** Adds proofs to an open dispute. */
export const addDisputeProofAct = defineAct<VerificationServices, ById & WithProofs, Dispute, InCase>({
  name: 'ADD_DISPUTE_PROOF',
  roles: ['CASEWORKER'],
  target: 'CASE',
  keyed: false,
  entry: 'ADD_PROOF',
  field: 'disputeId',
  locate: ofDispute,
  prepare: ({ proofs }) => judgeProofs(proofs),
  run: ({ services, ...acting }, input) => addDisputeProofInTrx(services, acting, input),
});

/** Records that an officer has seen a person who is recorded dead. */
export const confirmLifeAct = defineAct<
  VerificationServices,
  ById & WithProofs & { readonly how: string },
  Dispute,
  InCase
>({
  name: 'CONFIRM_LIFE',
  roles: ['CASEWORKER'],
  target: 'CASE',
  keyed: false,
  entry: 'CONFIRM_LIFE',
  field: 'disputeId',
  locate: ofDispute,
  prepare: ({ proofs }) => judgeProofs(proofs),
  run: ({ services, ...acting }, input) => confirmLifeInTrx(services, acting, input),
});

/** Draws up a correction ticket 校核 to one department. */
export const sendCorrectionAct = defineAct<
  VerificationServices,
  ById & { readonly sourceId: string },
  CorrectionTicket,
  InCase
>({
  name: 'SEND_CORRECTION',
  roles: ['CASEWORKER', 'COUNTY_OFFICER'],
  target: 'CASE',
  keyed: false,
  entry: 'SEND_CORRECTION',
  field: 'disputeId',
  locate: ofDispute,
  run: ({ services, application, ...acting }, input) => sendCorrectionInTrx(services, acting, application, input),
});

/** Records what a department answered to a correction ticket. */
export const recordCorrectionAct = defineAct<
  VerificationServices,
  {
    readonly ticketId: string;
    readonly answer: 'CORRECTED' | 'REFUSED';
    readonly text: string;
    readonly answeredOn: CalendarDate;
  },
  CorrectionTicket,
  InCase
>({
  name: 'RECORD_CORRECTION',
  roles: ['CASEWORKER', 'COUNTY_OFFICER'],
  target: 'CASE',
  keyed: false,
  entry: 'RECORD_CORRECTION',
  field: 'ticketId',
  locate: ofTicket,
  run: ({ services, ...acting }, input) => recordCorrectionInTrx(services, acting, input),
});

/** Settles a dispute; never by who opened it, requested a check of the case or reviewed one of their versions. */
export const settleDisputeAct = defineAct<
  VerificationServices,
  ById & { readonly outcome: DisputeOutcome; readonly reason: string },
  Dispute,
  InCase
>({
  name: 'SETTLE_DISPUTE',
  roles: ['REVIEWER'],
  target: 'CASE',
  keyed: false,
  entry: 'SETTLE_DISPUTE',
  field: 'disputeId',
  apart: { FILED: secondPerson, REQUESTED: secondPerson, REVIEWED: secondPerson },
  locate: ofDispute,
  run: ({ services, ...acting }, input) => settleDisputeInTrx(services, acting, input),
});
