import { remindSourceInTrx, setExpectedTimeInTrx } from '../../sources/acts.ts';
import type { Body } from '../../sources/items.ts';
import type { VerificationServices } from '../../verification/services.ts';
import { defineAct } from './define-act.ts';
import type { Place } from './define-act.ts';

const ATTENDING = ['OPERATOR', 'COUNTY_OFFICER', 'DUTY_OFFICER'] as const;

/** Sources serve the whole installation, so that they lie in no place. */
function ofSource(_db: unknown, { sourceId }: Body, { sources }: VerificationServices): Promise<Place | null> {
  const isKnown = sources.some(({ id }) => id === sourceId);
  return Promise.resolve(isKnown ? { applicationId: null, division: '' } : null);
}

/** Notes that a department was reminded 催办 of what it owes. */
export const remindSourceAct = defineAct<VerificationServices, Body, Body, Place>({
  name: 'REMIND_SOURCE',
  roles: ATTENDING,
  target: 'NONE',
  keyed: false,
  entry: 'REMIND_SOURCE',
  field: 'sourceId',
  locate: ofSource,
  async run(acting, body) {
    await remindSourceInTrx(acting, body);
    return body;
  },
});

/** Notes when a department says that it will be back. */
export const setExpectedTimeAct = defineAct<VerificationServices, Body & { readonly expectedAt: Date }, Body, Place>({
  name: 'SET_EXPECTED_TIME',
  roles: ATTENDING,
  target: 'NONE',
  keyed: false,
  entry: 'SET_EXPECTED_TIME',
  field: 'sourceId',
  locate: ofSource,
  async run(acting, { expectedAt, ...body }) {
    await setExpectedTimeInTrx(acting, body, expectedAt);
    return body;
  },
});
