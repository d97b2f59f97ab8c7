import { getApplicationByKey, registerApplicationInTrx } from '../../application/register.ts';
import { parseRegistration } from '../../application/registration.ts';
import type { RegisterApplicationInput } from '../../application/registration-form.ts';
import type { Application } from '../../application/application.ts';
import { within } from '../../application/refusals.ts';
import type { CaseServices } from '../../application/services.ts';
import { closeCaseInTrx } from '../../decision/close-case.ts';
import { parseRegion } from '../../identity/region.ts';
import { isContested } from '../../objection/open-contests.ts';
import type { VerificationServices } from '../../verification/services.ts';
import { Problem } from '../../platform/problem.ts';
import { outsideYourPlace } from '../may.ts';
import { defineAct } from './define-act.ts';
import type { Place } from './define-act.ts';
import { ofApplication } from './locate.ts';
import type { InCase } from './locate.ts';
import { isSameFormKey } from './same-form.ts';

/** Registers an application with its household and what was declared, within the caller's own place. */
export const registerApplicationAct = defineAct<CaseServices, RegisterApplicationInput, Application, Place>({
  name: 'REGISTER_APPLICATION',
  roles: ['CASEWORKER'],
  target: 'PLACE',
  keyed: true,
  entry: 'REGISTER_APPLICATION',
  field: 'division',
  outside: () => outsideYourPlace('division'),
  locate: (_db, { division }) =>
    Promise.resolve({ applicationId: null, division: within('division', () => parseRegion(division)) }),
  run: ({ services, ...acting }, input) => registerApplicationInTrx(services, acting, input),
  // Full-width digits, spaces and 15-digit numbers are ways of writing one form.
  canonical: (input, at) => ({ ...parseRegistration(input, at), acceptedAt: input.acceptedAt ?? null }),
  async recall({ trx }, key) {
    const application = await getApplicationByKey(trx, key);
    if (application.state !== 'ACCEPTED' && isSameFormKey(key.idempotencyKey)) throw endedToday();
    return application;
  },
});

/** The case that the form made has ended: whether it is meant anew is for the caller to say. */
function endedToday(): Problem {
  return new Problem({
    code: 'CONFLICT',
    field: 'idempotencyKey',
    zh: '您今日登记过内容完全相同的申请，且已撤回或办结；如确需重新登记，请填写新的幂等键。',
    en: 'you registered the very same form today, and that case has ended; to register it anew give an idempotency key',
  });
}

/** Ends a case whose refusal or stop is final, and its letters. */
export const closeApplicationAct = defineAct<
  VerificationServices,
  { readonly applicationId: string },
  Application,
  InCase
>({
  name: 'CLOSE_APPLICATION',
  roles: ['CASEWORKER', 'DECIDER'],
  target: 'CASE',
  keyed: false,
  entry: 'CLOSE_APPLICATION',
  field: 'applicationId',
  locate: ofApplication,
  run: ({ services, application, ...acting }) => closeCaseInTrx(services, acting, application, isContested),
});
