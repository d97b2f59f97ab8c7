import type { ScanInput } from '../../authorisation/scan.ts';
import { addObjectionProofInTrx } from '../../objection/add-proof.ts';
import { askAgainInTrx } from '../../objection/ask-again.ts';
import { fileObjectionInTrx, getObjectionByKey } from '../../objection/file-objection.ts';
import type { FileObjection } from '../../objection/file-objection.ts';
import type { Objection } from '../../objection/objection.ts';
import { judgeProofs } from '../../objection/proofs.ts';
import { secondPerson } from '../../objection/refusals.ts';
import { settleObjectionInTrx } from '../../objection/settle-objection.ts';
import type { SettleObjection } from '../../objection/settle-objection.ts';
import type { VerificationServices } from '../../verification/services.ts';
import { defineAct } from './define-act.ts';
import { ofObjection, ofVerification } from './locate.ts';
import type { OfCheck } from './locate.ts';

type ById = { readonly objectionId: string };

/** Files an objection 异议 on behalf of the family. */
export const fileObjectionAct = defineAct<VerificationServices, FileObjection, Objection, OfCheck>({
  name: 'FILE_OBJECTION',
  roles: ['CASEWORKER'],
  target: 'CASE',
  keyed: true,
  entry: 'FILE_OBJECTION',
  field: 'verificationId',
  locate: ofVerification,
  prepare: ({ proofs }) => judgeProofs(proofs),
  run: ({ services, application, ...acting }, input) => fileObjectionInTrx(services, acting, application, input),
  recall: ({ services, trx }, key) => getObjectionByKey(trx, services.vault, key),
});

/** Adds proofs to an open objection. */
export const addObjectionProofAct = defineAct<
  VerificationServices,
  ById & { readonly proofs: readonly ScanInput[] },
  Objection,
  OfCheck
>({
  name: 'ADD_OBJECTION_PROOF',
  roles: ['CASEWORKER'],
  target: 'CASE',
  keyed: false,
  entry: 'ADD_PROOF',
  field: 'objectionId',
  locate: ofObjection,
  prepare: ({ proofs }) => judgeProofs(proofs),
  run: ({ services, ...acting }, input) => addObjectionProofInTrx(services, acting, input),
});

/** Asks the one source of an objection once more. */
export const askAgainAct = defineAct<VerificationServices, ById, Objection, OfCheck>({
  name: 'ASK_AGAIN',
  roles: ['CASEWORKER'],
  target: 'CASE',
  keyed: false,
  entry: 'ASK_AGAIN',
  field: 'objectionId',
  locate: ofObjection,
  run: ({ services, application, ...acting }, { objectionId }) =>
    askAgainInTrx(services, acting, application, objectionId),
});

/** Settles an objection; never by who filed it, requested the check or reviewed one of its versions. */
export const settleObjectionAct = defineAct<VerificationServices, SettleObjection, Objection, OfCheck>({
  name: 'SETTLE_OBJECTION',
  roles: ['REVIEWER'],
  target: 'CASE',
  keyed: false,
  entry: 'SETTLE_OBJECTION',
  field: 'objectionId',
  apart: { FILED: secondPerson, REQUESTED: secondPerson, REVIEWED: secondPerson },
  locate: ofObjection,
  run: ({ services, ...acting }, input) => settleObjectionInTrx(services, acting, input),
});
