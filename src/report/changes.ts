import type { Words } from '../indicators/outcome.ts';
import { contestChanges } from './contest-changes.ts';
import type { AnswerPart, AnswerRow, ReportDocument } from './document.ts';
import { printFigure } from './figures.ts';

/** The parts by which two versions are compared; documents of every shape have them. */
export type Comparable = Pick<
  ReportDocument,
  'answers' | 'indicators' | 'conclusions' | 'completeness' | 'overall' | 'overallWords' | 'contests'
>;

/** The differences from the previous version, so that nobody has to compare two reports line by line. */
export function whatChanged(before: Comparable, now: ReportDocument): readonly Words[] {
  const changes: Words[] = [...contestChanges(before.contests ?? [], now.contests ?? [])];
  const note = (zh: string, en: string, from: Words, to: Words): void => {
    if (from.zh !== to.zh) changes.push({ zh: `${zh}：${from.zh} → ${to.zh}`, en: `${en}: ${from.en} -> ${to.en}` });
  };
  for (const row of now.answers) {
    for (const part of row.parts) {
      const old = partBefore(before.answers, row, part);
      if (old === null) changes.push(added(row.personName, part.name, part.words));
      else note(`${row.personName}·${part.name.zh}`, `${row.personName}, ${part.name.en}`, old, part.words);
    }
  }
  for (const row of now.indicators) {
    const old = before.indicators.find(({ id }) => id === row.id);
    const [zh, en] = [`${row.id} ${row.names.zh}`, `${row.id} ${row.names.en}`];
    if (old === undefined) {
      changes.push({ zh: `${zh}：新增，${row.resultWords.zh}`, en: `${en}: new, ${row.resultWords.en}` });
      continue;
    }
    note(zh, en, old.resultWords, row.resultWords);
    note(`${zh}数值`, `${en}, figure`, same(printFigure(old.figure)), same(printFigure(row.figure)));
  }
  for (const [index, conclusion] of now.conclusions.entries()) {
    note('收入与支出', 'income and expenditure', before.conclusions[index] ?? same('—'), conclusion);
  }
  note('完整性', 'completeness', COMPLETENESS[before.completeness], COMPLETENESS[now.completeness]);
  note('总体', 'overall', before.overallWords, now.overallWords);
  return changes;
}

/** Whether a new version would say anything else of a person's results: answers that change none can wait. */
export function resultsDiffer(before: Comparable, now: Comparable): boolean {
  const essence = ({ indicators, conclusions, completeness, overall }: Comparable): string =>
    JSON.stringify([
      indicators.map(({ id, result, figure }) => [id, result, figure?.value ?? null]),
      conclusions.map(({ zh }) => zh),
      completeness,
      overall,
    ]);
  return essence(before) !== essence(now);
}

export const COMPLETENESS: Readonly<Record<ReportDocument['completeness'], Words>> = {
  COMPLETE: { zh: '完整', en: 'complete' },
  INCOMPLETE: { zh: '不完整', en: 'incomplete' },
};

function partBefore(rows: readonly AnswerRow[], row: AnswerRow, asked: AnswerPart): Words | null {
  const old = rows.find(({ personId, sourceId }) => personId === row.personId && sourceId === row.sourceId);
  const same = ({ institution, lineFen }: AnswerPart) =>
    institution === asked.institution && (lineFen === undefined) === (asked.lineFen === undefined);
  return old?.parts.find(same)?.words ?? null;
}

function added(person: string, body: Words, words: Words): Words {
  return { zh: `${person}·${body.zh}：新增，${words.zh}`, en: `${person}, ${body.en}: new, ${words.en}` };
}

function same(text: string): Words {
  return { zh: text, en: text };
}
