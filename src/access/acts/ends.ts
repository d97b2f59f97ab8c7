import type { Application } from '../../application/application.ts';
import { endCaseInTrx } from '../../decision/end-case.ts';
import type { Ending } from '../../decision/end-case.ts';
import { isContested } from '../../objection/open-contests.ts';
import type { VerificationServices } from '../../verification/services.ts';
import { defineAct } from './define-act.ts';
import { ofApplication } from './locate.ts';
import type { InCase } from './locate.ts';

/** The family takes its application back. */
export const withdrawApplicationAct = defineAct<VerificationServices, Omit<Ending, 'reason'>, Application, InCase>({
  name: 'WITHDRAW_APPLICATION',
  roles: ['CASEWORKER'],
  target: 'CASE',
  keyed: false,
  entry: 'WITHDRAW_APPLICATION',
  field: 'applicationId',
  locate: ofApplication,
  run: ({ services, application, ...acting }, { applicationId, why }) =>
    endCaseInTrx(services, acting, application, { applicationId, reason: 'WITHDRAWN', why }, isContested),
});

/** Ends a case for a reason that lies with the family or with the office. */
export const endApplicationAct = defineAct<VerificationServices, Ending, Application, InCase>({
  name: 'END_APPLICATION',
  roles: ['CASEWORKER', 'DECIDER'],
  target: 'CASE',
  keyed: false,
  entry: 'END_APPLICATION',
  field: 'applicationId',
  locate: ofApplication,
  run: ({ services, application, ...acting }, ending) =>
    endCaseInTrx(services, acting, application, ending, isContested),
});
