import { relative } from 'node:path';
import { BaseSequencer } from 'vitest/node';
import type { TestSpecification } from 'vitest/node';
import { ROOT } from './tree.ts';

/**
 * Files that take longest, by the start of their path, the longest first: begun late, one of them would run alone at the
 * end. They wait more than they compute, so that the many short files of their group run beside them.
 */
const LONGEST: readonly string[] = [
  'test/e2e/faults/',
  'test/e2e/leaks',
  'test/e2e/demo',
  'test/checks/can-fail',
  'test/e2e/programs',
  'test/e2e/new-source',
  'test/e2e/npm-signals',
  'test/e2e/promises',
  'test/e2e/w',
  'test/e2e/',
  'test/integration/platform/embedded-postgres',
  'test/integration/verification/shared-answers.',
  'test/integration/verification/deadlines',
  'test/integration/adapters/conformance',
];

/** Orders the files of a group by how long they take. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const usual = await super.sort(files);
    // A stable sort: what the list does not name stays in Vitest's own order, by project and then by size.
    return usual.toSorted(
      (a, b) => a.project.config.sequence.groupOrder - b.project.config.sequence.groupOrder || placeOf(a) - placeOf(b),
    );
  }
}

function placeOf({ moduleId }: TestSpecification): number {
  const path = relative(ROOT, moduleId);
  const place = LONGEST.findIndex((start) => path.startsWith(start));
  return place < 0 ? LONGEST.length : place;
}
