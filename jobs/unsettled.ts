import { createBatcher } from '../src/platform/batcher.ts';
import { findUnsettledOf } from '../src/question/unsettled.ts';
import type { Unsettled } from '../src/question/unsettled.ts';
import type { WorkServices } from './services.ts';

/** Sources of one check that still owe an answer. */
export type UnsettledReader = (verificationId: string) => Promise<readonly Unsettled[]>;

/** One door for this question of a process: jobs that look at the same time look together. */
export function createUnsettledReader(services: WorkServices): UnsettledReader {
  return createBatcher(async (ids: readonly string[]) => {
    const unsettled = await findUnsettledOf(services.db, [...new Set(ids)]);
    return ids.map((id) => unsettled.get(id) ?? []);
  });
}
