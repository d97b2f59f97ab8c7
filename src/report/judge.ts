import { findAssessment } from '../assessment/registry.ts';
import type { Assessment } from '../assessment/assess.ts';
import type { Indicator, IndicatorInput } from '../indicators/define-indicator.ts';
import type { IndicatorOutcome } from '../indicators/outcome.ts';
import { findIndicator } from '../indicators/registry.ts';
import { Problem } from '../platform/problem.ts';
import type { Versions } from './versions.ts';

/** The results of the rules for a household: each indicator with its definition, and the assessment. */
export type Judgement = {
  readonly indicators: readonly { readonly indicator: Indicator; readonly outcome: IndicatorOutcome }[];
  readonly assessment: Assessment | null;
};

/**
 * Judges by the versions named, be they today's or those that a stored report records. Pure: the same versions and the
 * same input give the same bytes, as long as {@link tablesChanged} names none of the tables.
 * @throws Problem UNKNOWN_VERSION where this house does not hold a version, or the pack is not the one recorded.
 */
export function judgeBy(versions: Versions, input: IndicatorInput): Judgement {
  if (versions.pack.id !== input.pack.id) throw unknownVersion(versions.pack.id);
  const assessment = findAssessment(versions.assessment);
  if (assessment === undefined) throw unknownVersion(`assessment ${versions.assessment}`);
  return {
    // Ids are in the order of the page; a record that was stored has them in any order.
    indicators: Object.entries(versions.indicators)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([id, version]) => {
        const indicator = findIndicator(id, version);
        if (indicator === undefined) throw unknownVersion(`${id} ${version}`);
        return { indicator, outcome: indicator.evaluate(input) };
      }),
    assessment: assessment.assess(input),
  };
}

function unknownVersion(what: string): Problem {
  return new Problem({
    code: 'UNKNOWN_VERSION',
    zh: `本平台没有当时所用的规则版本（${what}）`,
    en: `This house does not hold the version of the rules that was used (${what})`,
  });
}
