import { within } from '../../application/refusals.ts';
import type { CaseServices } from '../../application/services.ts';
import { parseRegion } from '../../identity/region.ts';
import { outsideYourPlace } from '../may.ts';
import { recordStaffInTrx } from '../staff-store.ts';
import type { StaffMember } from '../staff-store.ts';
import { defineAct } from './define-act.ts';
import type { Place } from './define-act.ts';

/** Records how a person of an office is shown on pages and papers. */
export const recordStaffAct = defineAct<CaseServices, StaffMember, StaffMember, Place>({
  name: 'RECORD_STAFF',
  roles: ['OPERATOR', 'SYSTEM'],
  target: 'PLACE',
  keyed: false,
  entry: 'RECORD_STAFF',
  field: 'division',
  outside: () => outsideYourPlace('division'),
  locate: (_db, { division }) =>
    Promise.resolve({ applicationId: null, division: within('division', () => parseRegion(division)) }),
  run: (acting, member) => recordStaffInTrx(acting, member),
});
