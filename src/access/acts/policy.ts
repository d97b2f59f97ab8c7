import { parseRegion } from '../../identity/region.ts';
import { invalid, within } from '../../application/refusals.ts';
import { loadPacksInTrx } from '../../rulebook/load-packs.ts';
import type { LoadPacks, LoadResult } from '../../rulebook/load-packs.ts';
import type { VerificationServices } from '../../verification/services.ts';
import type { Database } from '../../platform/database.ts';
import { Problem } from '../../platform/problem.ts';
import type { PolicyPack } from '../../policy/pack.ts';
import { confirmValueInTrx, enterValueInTrx, readValueEntries } from '../../rulebook/policy-values.ts';
import type { EnterValue, PolicyValueEntry } from '../../rulebook/policy-values.ts';
import { outsideYourPlace } from '../may.ts';
import { realIds } from '../reader.ts';
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

/** Enters a value of a pack of the officer's place. */
export const enterPolicyValueAct = defineAct<
  VerificationServices,
  EnterValue,
  PolicyValueEntry,
  Place & { readonly pack: PolicyPack }
>({
  name: 'ENTER_POLICY_VALUE',
  roles: ['POLICY_OFFICER'],
  target: 'PLACE',
  keyed: false,
  entry: 'ENTER_POLICY_VALUE',
  field: 'packId',
  // Rules are public: that a pack is there is no secret.
  outside: () => outsideYourPlace('packId'),
  async locate(db, { packId }, { packs }) {
    await packs.hold(db, [packId]);
    const pack = [...packs].find(({ id }) => id === packId);
    return pack === undefined ? null : { applicationId: null, division: pack.region, pack };
  },
  run: ({ services, found, ...acting }, input) => enterValueInTrx(services, acting, found.pack, input),
});

/** Confirms a value that another officer entered. */
export const confirmPolicyValueAct = defineAct<
  VerificationServices,
  { readonly policyValueId: string },
  PolicyValueEntry,
  Place & { readonly entry: PolicyValueEntry }
>({
  name: 'CONFIRM_POLICY_VALUE',
  roles: ['POLICY_OFFICER'],
  target: 'PLACE',
  keyed: false,
  entry: 'CONFIRM_POLICY_VALUE',
  field: 'policyValueId',
  apart: { DRAWN_UP: ownValue },
  async locate(db, { policyValueId }) {
    const [entry] = await readValueEntries(db, realIds([policyValueId]));
    if (entry === undefined) return null;
    return { applicationId: null, division: entry.division, sides: { DRAWN_UP: [entry.enteredBy] }, entry };
  },
  run: ({ services, found, ...acting }) => confirmValueInTrx(services, acting, found.entry),
});

function ownValue(): Problem {
  return new Problem({
    code: 'SECOND_PERSON_NEEDED',
    field: 'policyValueId',
    zh: '录入该数值的人不能确认；请由另一名政策管理员对照文件确认。',
    en: 'whoever entered the value may not confirm it; another policy officer compares it with the document',
  });
}

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
