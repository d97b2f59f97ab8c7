import type { Application } from '../application/application.ts';
import { Problem } from '../platform/problem.ts';
import type { PolicyPack } from '../policy/pack.ts';
import { RULE_WORDS } from '../policy/rule-words.ts';
import type { ReportDocument } from '../report/document.ts';
import type { Ground } from './decision-kind.ts';

/**
 * Nothing is decided against a family by a line that is 待确认: neither was its text seen, nor do two people of the office
 * stand for it.
 *
 * @throws Problem LINE_NOT_CONFIRMED naming the ground, the line and its document.
 */
export function assertLinesConfirmed(
  document: ReportDocument,
  pack: PolicyPack,
  { category }: Pick<Application, 'category'>,
  grounds: readonly Ground[],
): void {
  for (const [index, { finding }] of grounds.entries()) {
    const field = `grounds[${index}].finding`;
    const row = document.indicators.find(({ id }) => id === finding);
    if (row === undefined) assertIncomeLine(pack, category, field);
    else if (row.lineSource?.verified === false) {
      throw notConfirmed(field, row.names, `${row.lineSource.document} ${row.lineSource.article ?? ''}`.trim());
    }
  }
}

/** Income is compared with the standard, and for the edge also with a multiple of it. */
function assertIncomeLine({ rules }: PolicyPack, category: Application['category'], field: string): void {
  const lines = [
    'dibaoStandardFen',
    ...(category === 'MINIMUM_LIVING_EDGE' ? (['edgeMultiple'] as const) : []),
  ] as const;
  for (const rule of lines) {
    const { verified, document, article } = rules[rule];
    if (!verified) throw notConfirmed(field, RULE_WORDS[rule], `${document} ${article}`.trim());
  }
}

function notConfirmed(field: string, line: { readonly zh: string; readonly en: string }, source: string): Problem {
  return new Problem({
    code: 'LINE_NOT_CONFIRMED',
    field,
    zh: `“${line.zh}”所依据的标准待确认（${source}），不能据以作出不利于申请人的决定；请先由政策管理员录入文号并由另一人确认，再重新核对。`,
    en: `the line of "${line.en}" is not confirmed (${source}): nothing is decided against the family by it. Have it entered with its document and confirmed by a second officer, then check again`,
  });
}
