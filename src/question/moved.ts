import type { UpdateResult } from 'kysely';
import { Problem } from '../platform/problem.ts';
import type { TransitionName } from './state.ts';

/**
 * Asserts that a step moved every question that it was given. The caller holds the locks of their checks, so a question
 * in another state than the step allows is a fault of the program: the transaction ends and nothing of it stays.
 *
 * @throws Problem ILLEGAL_TRANSITION
 */
export function assertAllMoved(step: TransitionName, wanted: number, { numUpdatedRows }: UpdateResult): void {
  if (Number(numUpdatedRows) === wanted) return;
  throw new Problem({
    code: 'ILLEGAL_TRANSITION',
    zh: `有 ${wanted - Number(numUpdatedRows)} 项查询的当前状态不允许 ${step}；请稍后重试。`,
    en: `${wanted - Number(numUpdatedRows)} questions are in a state that does not allow ${step}; try again later`,
  });
}
