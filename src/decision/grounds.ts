import { parseStatement } from '../application/plain-text.ts';
import { invalid } from '../application/refusals.ts';
import type { Result, Words } from '../indicators/outcome.ts';
import { Problem } from '../platform/problem.ts';
import type { ReportDocument } from '../report/document.ts';
import type { Ground } from './decision-kind.ts';
import { GROUND_WORDS, incomeGround } from './notice-words.ts';
import type { ReportReview } from './review.ts';

/** A ground as it is handed in. */
export type GroundInput = { readonly finding: string; readonly established: string | null };

/** The finding that the household's income is not below the standard. */
const INCOME = 'INCOME';

/**
 * The grounds of a decision against the family, each a finding of the report that is a fact: an indicator that exceeds
 * its line, or income that is not below the standard. A warning is one where a person says what was established. A
 * missing answer is none, whatever stands beside it; nor is a finding whose doubts the reviewer overrode.
 *
 * @throws Problem GROUND_NOT_A_FACT, or INVALID_INPUT, with the path of the ground.
 */
export function readGrounds(
  document: ReportDocument,
  review: ReportReview,
  inputs: readonly GroundInput[],
): readonly Ground[] {
  return inputs.map(({ finding, established }, index) => {
    const field = `grounds[${index}]`;
    const said = established === null ? null : parseStatement(`${field}.established`, established);
    if (inputs.findIndex((other) => other.finding === finding) !== index) {
      throw invalid(`${field}.finding`, '同一理由只写一次', 'A ground is named once');
    }
    if (finding === INCOME) return { ...incomeFinding(document, field), established: said };
    const row = document.indicators.find(({ id }) => id === finding);
    const words = GROUND_WORDS[finding];
    if (row === undefined || words === undefined) {
      throw invalid(
        `${field}.finding`,
        '报告中没有这一项；请填写指标编号或 INCOME',
        'The report has no such finding; give the id of an indicator, or INCOME',
      );
    }
    assertFact(row.result, row.names, said, field);
    if (isOverridden(finding, document.doubts, review)) throw overridden(row.names, field);
    return { finding, result: row.result, words, established: said };
  });
}

function assertFact(result: Result, names: Words, established: string | null, field: string): void {
  if (result === 'EXCEEDS' || (result === 'WARNING' && established !== null)) return;
  if (result === 'WARNING') {
    throw notAFact(
      `${field}.established`,
      `“${names.zh}”只是预警；请写明经人工核实的情况，否则不能作为理由`,
      `"${names.en}" is a warning only: say what a person established, or leave it out`,
    );
  }
  if (result === 'PENDING' || result === 'NOT_AUTHORISED') {
    throw notAFact(
      `${field}.finding`,
      `“${names.zh}”尚未取得反馈；未反馈不等于“有”，不能作为不予救助或者减少救助的理由`,
      `"${names.en}" waits for an answer; a missing answer is no ground against the family`,
    );
  }
  throw notAFact(
    `${field}.finding`,
    `报告未发现“${names.zh}”有超出规定的情况，不能作为理由`,
    `the report found nothing beyond the line in "${names.en}"; it is no ground`,
  );
}

function incomeFinding({ assessment }: ReportDocument, field: string): Omit<Ground, 'established'> {
  const standard = assessment?.standard;
  if (standard === undefined || standard.position === 'BELOW_STANDARD' || !standard.confirmed) {
    throw notAFact(
      `${field}.finding`,
      '报告未认定家庭人均月收入不低于已确认的标准，不能作为理由',
      'the report does not state that income is not below a confirmed standard; it is no ground',
    );
  }
  return { finding: INCOME, result: null, words: incomeGround(standard.standardFen) };
}

/** Whether the reviewer overrode every doubt that the document raises of this indicator. */
function isOverridden(id: string, doubts: readonly Words[], { overrides }: ReportReview): boolean {
  const own = doubts.flatMap(({ zh }, index) => (zh.startsWith(`${id} `) ? [index] : []));
  return own.length > 0 && own.every((index) => overrides.some(({ doubt }) => doubt === index));
}

function overridden(names: Words, field: string): Problem {
  return notAFact(
    `${field}.finding`,
    `“${names.zh}”的疑点经复核不成立，不能作为理由`,
    `the reviewer found that the doubts of "${names.en}" do not stand; it is no ground`,
  );
}

function notAFact(field: string, zh: string, en: string): Problem {
  return new Problem({ code: 'GROUND_NOT_A_FACT', field, zh: `${zh}。`, en });
}
