import { createBatcher } from '../src/platform/batcher.ts';
import { readUnsettledOf } from '../src/verification/hold-questions.ts';
import type { Unsettled } from '../src/verification/hold-questions.ts';
import type { WorkServices } from './services.ts';

/** Sources of one check that still owe an answer. */
export type UnsettledReader = (verificationId: string) => Promise<readonly Unsettled[]>;

/** One door for this question of a process: jobs that look at the same time look together. */
export function createUnsettledReader(services: WorkServices): UnsettledReader {
  return createBatcher(async (ids: readonly string[]) => {
    const unsettled = await readUnsettledOf(services.db, [...new Set(ids)]);
    return ids.map((id) => unsettled.get(id) ?? []);
  });
}
