import { invalid } from '../../application/refusals.ts';
import type { CaseServices } from '../../application/services.ts';
import type { Acting } from '../../audit/acting.ts';
import { CASE_HANDLING } from '../../audit/look-log.ts';
import type { LookAct } from '../../audit/look-log.ts';
import { regionCovers } from '../../identity/region.ts';
import { assignItemsInTrx, settleItemsInTrx } from '../../work-items/change-items.ts';
import type { Change, ChangedItem } from '../../work-items/change-items.ts';
import { maySettle } from '../../work-items/reasons.ts';
import type { WorkItem, WorkSettlement } from '../../work-items/work-item.ts';
import { realIds } from '../reader.ts';
import { keepsStaffOf, readStaff } from '../staff-store.ts';
import { defineAct } from './define-act.ts';
import type { Place } from './define-act.ts';

const MOST_AT_ONCE = 100;
const SUBJECT = /^\S(.{0,198}\S)?$/u;

/** Staff who handle cases; who holds several roles acts in the first of them that is listed here. */
const CASE_HANDLERS = [
  'DECIDER',
  'REVIEWER',
  'COUNTY_OFFICER',
  'CASEWORKER',
  'POLICY_OFFICER',
  'DUTY_OFFICER',
] as const;

/** Items may belong to several divisions: each is compared with the caller's own, and answered separately. */
const ofNoCase = (): Promise<Place> => Promise.resolve({ applicationId: null, division: '' });

/** Gives items to a person of the office, or to anybody whose role allows it. */
export const assignWorkItemsAct = defineAct<
  CaseServices,
  { readonly ids: readonly string[]; readonly owner: string | null },
  readonly ChangedItem[],
  Place
>({
  name: 'ASSIGN_WORK_ITEMS',
  roles: CASE_HANDLERS,
  target: 'NONE',
  keyed: false,
  entry: 'ASSIGN_WORK_ITEMS',
  field: 'ids',
  locate: ofNoCase,
  async run(acting, { ids, owner }) {
    if (owner !== null && !SUBJECT.test(owner)) {
      throw invalid('owner', '请填写经办人员的账号', 'Name the person by the subject of their account');
    }
    if (owner !== null) await assertKnown(acting, owner);
    const change = changeOf(acting, () => true);
    return answer(acting, 'ASSIGN_WORK_ITEMS', ids, (real) => assignItemsInTrx(acting.trx, real, owner, change));
  },
});

/** Settles items by hand; each reason says which roles may. */
export const settleWorkItemsAct = defineAct<
  CaseServices,
  { readonly ids: readonly string[]; readonly settlement: WorkSettlement },
  readonly ChangedItem[],
  Place
>({
  name: 'SETTLE_WORK_ITEMS',
  roles: CASE_HANDLERS,
  target: 'NONE',
  keyed: false,
  entry: 'SETTLE_WORK_ITEMS',
  field: 'ids',
  locate: ofNoCase,
  async run(acting, { ids, settlement }) {
    const change = changeOf(acting, ({ reason }) => maySettle(acting.actor.role, reason));
    return answer(acting, 'SETTLE_WORK_ITEMS', ids, (real) => settleItemsInTrx(acting.trx, real, settlement, change));
  },
});

/**
 * Where the office has recorded its people, an item goes to one of them: a misspelt account would never see it. Oneself one
 * may always name, and where nobody is recorded the accounts are the identity provider's alone to know.
 *
 * @throws Problem INVALID_INPUT
 */
export async function assertKnown({ trx, actor }: Acting, owner: string): Promise<void> {
  if (owner === actor.subject || (await readStaff(trx, [owner])).has(owner)) return;
  if (!(await keepsStaffOf(trx, actor.division))) return;
  throw invalid(
    'owner',
    '本单位登记的人员中没有这个账号；请核对账号，或请运维人员用 hedui staff record 登记',
    'Nobody with this account is recorded in your place; check the account, or have an operator record it by hedui staff record',
  );
}

function changeOf({ actor, at }: Acting, isTheirs: (item: WorkItem) => boolean): Change {
  return {
    by: actor.subject,
    at,
    isOwn: (item) => regionCovers(actor.division, item.division) && isTheirs(item),
  };
}

/** An answer for each id that was named, and an audit entry for each: also for one that is not the caller's. */
async function answer(
  acting: Acting,
  act: LookAct,
  ids: readonly string[],
  change: (ids: readonly string[]) => Promise<readonly ChangedItem[]>,
): Promise<readonly ChangedItem[]> {
  if (ids.length === 0 || ids.length > MOST_AT_ONCE) {
    throw invalid('ids', `每次应为 1 到 ${MOST_AT_ONCE} 项`, `Name 1 to ${MOST_AT_ONCE} items at once`);
  }
  const real = [...new Set(realIds(ids))];
  const changed = new Map((real.length === 0 ? [] : await change(real)).map((one) => [one.id, one]));
  const answers = [...new Set(ids)].map(
    (id): ChangedItem => changed.get(id) ?? { id, outcome: 'NOT_YOURS', item: null },
  );
  acting.look(
    ...answers.map(({ outcome, item }) => ({
      act,
      purpose: CASE_HANDLING,
      ...(item === null || item.applicationId === null ? {} : { applicationId: item.applicationId }),
      fieldKinds: item === null ? [] : [item.reason],
      outcome: outcome === 'CHANGED' ? 'DONE' : outcome === 'NOT_YOURS' ? 'REFUSED' : outcome,
      division: item?.division ?? acting.actor.division,
    })),
  );
  return answers;
}
