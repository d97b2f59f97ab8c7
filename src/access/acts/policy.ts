import { parseRegion } from '../../identity/region.ts';
import { invalid, within } from '../../application/refusals.ts';
import { loadPacksInTrx } from '../../rulebook/load-packs.ts';
import type { LoadPacks, LoadResult } from '../../rulebook/load-packs.ts';
import type { VerificationServices } from '../../verification/services.ts';
import type { Database } from '../../platform/database.ts';
import { readStaff } from '../staff-store.ts';
import { defineAct } from './define-act.ts';
import type { Place } from './define-act.ts';

/** Loads policy packs from files, for two people of the office. */
export const loadPolicyAct = defineAct<
  VerificationServices,
  LoadPacks & { readonly division: string },
  readonly LoadResult[],
  Place
>({
  name: 'LOAD_POLICY',
  roles: ['POLICY_OFFICER', 'OPERATOR'],
  target: 'NONE',
  keyed: false,
  entry: 'LOAD_POLICY',
  field: 'files',
  locate: (_db, { division }) =>
    Promise.resolve({ applicationId: null, division: within('division', () => parseRegion(division)) }),
  async run({ services, ...acting }, input) {
    await assertPolicyOfficers(acting.trx, input);
    return loadPacksInTrx(services, acting, input);
  },
});

/** Those whom the office has recorded must be recorded as policy officers; the others its own order answers for. */
async function assertPolicyOfficers(
  trx: Database,
  { by, confirmedBy }: { readonly by: string; readonly confirmedBy: string },
): Promise<void> {
  const staff = await readStaff(trx, [by, confirmedBy]);
  for (const [field, subject] of [
    ['by', by],
    ['confirmedBy', confirmedBy],
  ] as const) {
    const member = staff.get(subject);
    if (member === undefined || member.roles.includes('POLICY_OFFICER')) continue;
    const zh = `${member.name}（${subject}）不是政策管理员；请由登记为 POLICY_OFFICER 的人员办理`;
    throw invalid(field, zh, `${subject} is recorded without the role POLICY_OFFICER; let a policy officer do it`);
  }
}
