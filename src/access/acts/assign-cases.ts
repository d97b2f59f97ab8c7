import type { Application } from '../../application/application.ts';
import { giveCaseInTrx, readOwners } from '../../application/owner.ts';
import type { CaseOwner } from '../../application/owner.ts';
import { lockApplicationsInTrx } from '../../application/read.ts';
import { invalid } from '../../application/refusals.ts';
import type { CaseServices } from '../../application/services.ts';
import type { Acting } from '../../audit/acting.ts';
import { CASE_HANDLING } from '../../audit/look-log.ts';
import { regionCovers } from '../../identity/region.ts';
import { openWorkItemInTrx } from '../../work-items/open-item.ts';
import type { WorkReason } from '../../work-items/reasons.ts';
import { defineAct } from './define-act.ts';
import type { Place } from './define-act.ts';
import { assertKnown } from './work-item.ts';

const MOST_AT_ONCE = 100;
const SUBJECT = /^\S(.{0,198}\S)?$/u;

/** The result for one case; `NOT_YOURS` also where there is no case with this id. */
export const ASSIGN_OUTCOMES = ['CHANGED', 'UNCHANGED', 'ENDED', 'NOT_YOURS'] as const;
export type AssignOutcome = (typeof ASSIGN_OUTCOMES)[number];

/** The answer for one id: who works on the case now; `null` where it is not the caller's to know. */
export type AssignedCase = {
  readonly id: string;
  readonly outcome: AssignOutcome;
  readonly owner: CaseOwner | null;
};

/**
 * Assigns cases to a colleague, or takes them over. A work item informs the previous and the new owner, unless they
 * did it themselves.
 */
export const assignCasesAct = defineAct<
  CaseServices,
  { readonly ids: readonly string[]; readonly owner: string },
  readonly AssignedCase[],
  Place
>({
  name: 'ASSIGN_CASES',
  roles: ['DECIDER', 'COUNTY_OFFICER', 'CASEWORKER', 'DUTY_OFFICER'],
  target: 'NONE',
  keyed: false,
  entry: 'ASSIGN_CASES',
  field: 'ids',
  locate: () => Promise.resolve({ applicationId: null, division: '' }),
  async run(acting, { ids, owner }) {
    if (ids.length === 0 || ids.length > MOST_AT_ONCE) {
      throw invalid('ids', `每次应为 1 到 ${MOST_AT_ONCE} 件`, `Name 1 to ${MOST_AT_ONCE} cases at once`);
    }
    if (!SUBJECT.test(owner)) {
      throw invalid('owner', '请填写经办人员的账号', 'Name the person by the subject of their account');
    }
    await assertKnown(acting, owner);
    const wanted = [...new Set(ids)];
    const cases = await lockApplicationsInTrx(acting.trx, wanted);
    const own = [...cases.values()].filter(({ division }) => regionCovers(acting.actor.division, division));
    const owners = await readOwners(
      acting.trx,
      own.map(({ id }) => id),
    );
    const answers: AssignedCase[] = [];
    for (const id of wanted) {
      const application = own.find((one) => one.id === id);
      const before = owners.get(id);
      answers.push(
        application === undefined || before === undefined
          ? { id, outcome: 'NOT_YOURS', owner: null }
          : { id, ...(await giveCase(acting, application, before, owner)) },
      );
    }
    acting.look(
      ...answers.map(({ id, outcome }) => ({
        act: 'ASSIGN_CASES' as const,
        purpose: CASE_HANDLING,
        ...(outcome === 'NOT_YOURS' ? {} : { applicationId: id }),
        fieldKinds: ['OWNER'],
        outcome: outcome === 'CHANGED' ? 'DONE' : outcome === 'NOT_YOURS' ? 'REFUSED' : outcome,
        division: cases.get(id)?.division ?? acting.actor.division,
      })),
    );
    return answers;
  },
});

async function giveCase(
  acting: Acting,
  application: Application,
  before: CaseOwner,
  owner: string,
): Promise<Omit<AssignedCase, 'id'>> {
  if (application.state !== 'ACCEPTED') return { outcome: 'ENDED', owner: before };
  if (before.owner === owner) return { outcome: 'UNCHANGED', owner: before };
  const number = before.number + 1;
  const subjectId = await giveCaseInTrx(acting, application, { owner, number });
  await tell(acting, application, 'CASE_HANDED_ON', before.owner, subjectId);
  await tell(acting, application, 'CASE_HANDED_TO_YOU', owner, subjectId);
  return { outcome: 'CHANGED', owner: { owner, assignedBy: acting.actor.subject, since: acting.at, number } };
}

async function tell(
  { trx, at, actor }: Acting,
  { id: applicationId, division }: Application,
  reason: WorkReason,
  who: string,
  subjectId: string,
): Promise<void> {
  if (who === actor.subject) return;
  await openWorkItemInTrx(trx, {
    kind: 'REMINDER',
    origin: 'CASE',
    reason,
    applicationId,
    subject: { kind: 'ASSIGNMENT', id: subjectId },
    owner: who,
    division,
    by: actor.subject,
    at,
  });
}
