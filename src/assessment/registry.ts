import type { AssessmentInput } from './arithmetic.ts';
import { assess } from './assess.ts';
import type { Assessment } from './assess.ts';
import { assess as assessV1 } from './kept/v1/assess.ts';

/** One way of assessing a household: its number, raised with every change of its rules, and the computation. */
export type AssessmentVersion = {
  readonly version: number;
  readonly assess: (input: AssessmentInput) => Assessment | null;
};

/**
 * The assessment in all its versions that can still be run: the one in force, then those of kept reports.
 * `npm run new:version -- assessment` lays a version aside in `kept/` and adds it here.
 */
export const ASSESSMENT_VERSIONS: readonly [current: AssessmentVersion, ...kept: AssessmentVersion[]] = [
  { version: 2, assess },
  { version: 1, assess: assessV1 },
];

/** The assessment by which a report was made; `undefined` where this house does not hold it. */
export function findAssessment(version: number): AssessmentVersion | undefined {
  return ASSESSMENT_VERSIONS.find((one) => one.version === version);
}
