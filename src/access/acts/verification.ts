import { Problem } from '../../platform/problem.ts';
import { cancelVerificationInTrx } from '../../verification/cancel.ts';
import { reissueReportInTrx } from '../../verification/issue-report.ts';
import type { RequestedLookup, RequestLookup } from '../../verification/request-lookup.ts';
import { requestLookupInTrx } from '../../verification/request-lookup.ts';
import { getVerificationByKey, requestVerificationsInTrx } from '../../verification/request.ts';
import type { RequestVerification } from '../../verification/request.ts';
import type { VerificationServices } from '../../verification/services.ts';
import type { Verification } from '../../verification/verification.ts';
import { getVerification } from '../../verification/store.ts';
import type { Principal } from '../principal.ts';
import { defineAct } from './define-act.ts';
import { ofApplication, ofVerification } from './locate.ts';
import type { InCase, OfCheck } from './locate.ts';

/** Requests a check; a process that serves many callers gathers their requests. */
export type RequestCheck = (
  principal: Principal,
  requestId: string,
  request: RequestVerification,
) => Promise<Verification>;

/** Requests single answers on behalf of a query. */
export type LookUp = (principal: Principal, requestId: string, wish: RequestLookup) => Promise<RequestedLookup>;

type ById = { readonly verificationId: string };

/** Requests a verification of an application with a letter in force. A gateway performs many of them together. */
export const requestVerificationAct = defineAct<VerificationServices, RequestVerification, Verification, InCase>({
  name: 'REQUEST_VERIFICATION',
  roles: ['CASEWORKER'],
  target: 'CASE',
  keyed: true,
  entry: 'REQUEST_VERIFICATION',
  field: 'applicationId',
  locate: ofApplication,
  async run({ services, application, ...acting }, request) {
    const [outcome] = await requestVerificationsInTrx(services, [{ acting, application, request }]);
    if (outcome === undefined || outcome instanceof Problem)
      throw outcome ?? new RangeError('one request, one outcome');
    return outcome;
  },
  runTogether: (services, calls) =>
    requestVerificationsInTrx(
      services,
      calls.map(({ performing: { application, ...acting }, input: request }) => ({ acting, application, request })),
    ),
  recall: ({ trx }, key) => getVerificationByKey(trx, key),
});

/** Asks sources on behalf of a query about a household: what is stored is not asked, what is missing is. */
export const requestLookupAct = defineAct<VerificationServices, RequestLookup, RequestedLookup, InCase>({
  name: 'REQUEST_LOOKUP',
  roles: ['CASEWORKER'],
  target: 'CASE',
  keyed: false,
  entry: 'REQUEST_LOOKUP',
  field: 'applicationId',
  locate: ofApplication,
  run: ({ services, application, ...acting }, wish) => requestLookupInTrx(services, acting, application, wish),
});

/** Ends a check before its report. */
export const cancelVerificationAct = defineAct<VerificationServices, ById, Verification, OfCheck>({
  name: 'CANCEL_VERIFICATION',
  roles: ['CASEWORKER'],
  target: 'CASE',
  keyed: false,
  entry: 'CANCEL_VERIFICATION',
  field: 'id',
  locate: ofVerification,
  run: ({ found, ...acting }) => cancelVerificationInTrx(acting, found.verificationId),
});

/** Gathers answers that came after the report into its next version. */
export const renewReportAct = defineAct<VerificationServices, ById, Verification, OfCheck>({
  name: 'RENEW_REPORT',
  roles: ['CASEWORKER', 'COUNTY_OFFICER'],
  target: 'CASE',
  keyed: false,
  entry: 'ISSUE_REPORT',
  field: 'verificationId',
  locate: ofVerification,
  async run({ services, found: { verificationId }, ...acting }) {
    const { trx } = acting;
    await reissueReportInTrx(services, acting, verificationId, 'ON_REQUEST');
    return getVerification(trx, verificationId);
  },
});
