import { OBJECTION_OUTCOMES } from '../contested/contest.ts';
import { setsAside } from '../contested/read-contests.ts';
import type { Words } from '../indicators/outcome.ts';
import type { Database } from '../platform/database.ts';
import type { FieldVault } from '../protection/field-vault.ts';
import { amountDrawn, isAgainst } from './decision-rules.ts';
import { readDecisions } from './decision-store.ts';
import type { Decision } from './decision.ts';

/** An objection or a dispute by which facts were set aside: versions drawn up before `since` still count them. */
export type SetAside = {
  /** Number of the objection or the dispute. */
  readonly number: string;
  /** The check whose report was objected to; `null` for a dispute, which holds for all checks of the case. */
  readonly verificationId: string | null;
  readonly since: Date;
};

/** A decision as far as the mark speaks of it. */
export type Marked = Pick<Decision, 'id' | 'number' | 'kind' | 'monthlyFen' | 'verificationId' | 'decidedAt'> & {
  readonly reportVersion: number;
};

/** The mark of a decision against the family that rests on facts which were set aside afterwards. */
export type SetAsideMark = {
  /** Numbers of the objections and disputes, in the order in which they ended. */
  readonly contests: readonly string[];
  readonly since: Date;
  /** Number of the decision that took its place afterwards; `null` while it stands. */
  readonly replacedBy: string | null;
  readonly words: Words;
};

/**
 * The mark of a decision, a function of what is stored: it cannot be forgotten, and the decision itself stays as it was.
 * Marked is a refusal, a stop, a grace period or a reduction that was the last decision of its case when facts of its
 * version were set aside.
 *
 * @param all the decisions of the case, oldest first.
 * @param issuedAt when the version that was decided upon was drawn up.
 */
export function markOf(
  decision: Marked,
  all: readonly Marked[],
  setAsides: readonly SetAside[],
  issuedAt: Date,
): SetAsideMark | null {
  const place = all.findIndex(({ id }) => id === decision.id);
  const before = amountDrawn(all.slice(0, place));
  if (!isAgainst(decision.kind, { before, now: decision.monthlyFen })) return null;
  const next = all[place + 1] ?? null;
  const contests = setAsides
    .filter(({ verificationId }) => verificationId === null || verificationId === decision.verificationId)
    .filter(({ since }) => since > issuedAt && (next === null || since < next.decidedAt))
    .toSorted((a, b) => a.since.getTime() - b.since.getTime());
  const [first] = contests;
  if (first === undefined) return null;
  const numbers = contests.map(({ number }) => number);
  return {
    contests: numbers,
    since: first.since,
    replacedBy: next?.number ?? null,
    words: wordsOf(decision.reportVersion, numbers, next?.number ?? null),
  };
}

/** {@link markOf} from the rows; in a case where nothing was set aside it reads no decision. */
export async function readSetAsideMark(
  db: Database,
  vault: FieldVault,
  decision: Decision,
): Promise<SetAsideMark | null> {
  const setAsides = await readSetAsides(db, decision.applicationId);
  if (setAsides.length === 0) return null;
  const { issued_at: issuedAt } = await db
    .selectFrom('report')
    .select('issued_at')
    .where('id', '=', decision.reportId)
    .executeTakeFirstOrThrow();
  return markOf(decision, await readDecisions(db, vault, decision.applicationId), setAsides, issuedAt);
}

async function readSetAsides(db: Database, applicationId: string): Promise<readonly SetAside[]> {
  const objections = await db
    .selectFrom('objection')
    .select(['number', 'verification_id', 'settled_at'])
    .where('application_id', '=', applicationId)
    .where('outcome', 'in', OBJECTION_OUTCOMES.filter(setsAside))
    .execute();
  const disputes = await db
    .selectFrom('identity_dispute')
    .select(['number', 'outcome', 'life_confirmed_at', 'settled_at'])
    .where('application_id', '=', applicationId)
    .execute();
  return [
    ...objections.flatMap(({ number, verification_id: verificationId, settled_at: since }) =>
      since === null ? [] : [{ number, verificationId, since }],
    ),
    ...disputes.flatMap(({ number, outcome, life_confirmed_at: alive, settled_at: settled }) => {
      const since = outcome === 'NOT_CONFIRMED' ? null : (alive ?? (outcome === 'CONFIRMED' ? settled : null));
      return since === null ? [] : [{ number, verificationId: null, since }];
    }),
  ];
}

function wordsOf(version: number, contests: readonly string[], replacedBy: string | null): Words {
  const then =
    replacedBy === null
      ? {
          zh: '须由有决定权的人员依据最新报告复核本决定',
          en: 'somebody who may decide has to review this decision on the newest version',
        }
      : { zh: `已由决定 ${replacedBy} 重新处理`, en: `decision ${replacedBy} has taken its place` };
  return {
    zh: `本决定依据的报告第 ${version} 版中，有事实经异议或争议（${contests.join('、')}）查明有误，已不再计入；${then.zh}。`,
    en: `This decision rests on version ${version} of the report, of which facts were set aside after an objection or a dispute (${contests.join(', ')}); ${then.en}.`,
  };
}
