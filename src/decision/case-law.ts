import type { Application } from '../application/application.ts';
import { shanghaiDate } from '../platform/calendar-date.ts';
import { Problem } from '../platform/problem.ts';
import { choosePack } from '../policy/choose.ts';
import { findTerm } from '../policy/deadlines.ts';
import type { Term } from '../policy/deadlines.ts';
import type { PolicyPack } from '../policy/pack.ts';
import type { Law } from './due-clock.ts';

/**
 * The terms of a case, each by the pack that is in force in its place on the day on which the term begins. The procedure
 * is that of the minimum living allowance; to other categories it is applied by analogy 参照, which nobody has verified.
 */
export function lawOf(
  packs: Iterable<PolicyPack>,
  { division, residence, category, acceptedAt }: Application,
  now: Date,
): Law {
  return (kind, day) => {
    const pack = findPackOn(packs, {
      region: division,
      residence,
      dates: { application: shanghaiDate(acceptedAt), base: day, decision: shanghaiDate(now) },
    });
    const term = pack === null ? null : findTerm(pack, kind, day);
    return term === null || isOwnLaw(kind, category) ? term : { ...term, verified: false };
  };
}

function isOwnLaw(kind: Term['kind'], category: Application['category']): boolean {
  return category === 'MINIMUM_LIVING' || (category === 'EXPENDITURE_POVERTY' && kind === 'RIGID_VALIDITY');
}

/** `null` where no pack speaks of the place: such a case has no clocks of procedure until its rules are entered. */
function findPackOn(packs: Iterable<PolicyPack>, query: Parameters<typeof choosePack>[1]): PolicyPack | null {
  try {
    return choosePack(packs, query).pack;
  } catch (thrown) {
    if (thrown instanceof Problem && thrown.code === 'NOT_FOUND') return null;
    throw thrown;
  }
}
