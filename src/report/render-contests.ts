import { formatYuan } from '../identity/fen.ts';
import { printDate } from '../platform/calendar-date.ts';
import type { ContestRow, WithoutDisputed } from './contest-row.ts';
import type { ReportDocument } from './document.ts';
import { printFigure } from './figures.ts';
import { textTable, wrap } from './text-table.ts';

/** Objections and disputes, what they touch, and how they ended; empty where there are none. */
export function renderContests(rows: readonly ContestRow[] | undefined, width: number): string {
  if (rows === undefined || rows.length === 0) return '';
  const table = textTable(
    [
      { head: '编号', grow: 0 },
      { head: '类别', grow: 0 },
      { head: '所涉内容', grow: 2 },
      { head: '理由', grow: 2 },
      { head: '结论', grow: 2 },
      { head: '计算', grow: 1 },
    ],
    rows.map((row) => [
      row.number,
      row.kindWords.zh,
      row.what,
      `${row.why}（${printDate(row.filedOn)}）`,
      [row.outcomeWords.zh, row.reason, row.settledOn === null ? null : printDate(row.settledOn)]
        .filter((part) => part !== null)
        .join('，'),
      row.effectWords.zh,
    ]),
    width,
  );
  const facts = rows.flatMap(({ number, facts: touched }) => touched.map(({ text }) => `${number} 所涉：${text}`));
  return [table, ...bullets(facts, width)].join('\n');
}

export const BESIDE_HEADS = ['项目', '计入争议事实', '不计入争议事实'] as const;

/** The figures with and without what is disputed, row by row as {@link BESIDE_HEADS} names them; none where nothing is. */
export function besideRows({
  withoutDisputed,
  ...report
}: ReportDocument): readonly (readonly [string, string, string])[] {
  if (withoutDisputed === undefined) return [];
  const rows = withoutDisputed.indicators.map((without): readonly [string, string, string] => {
    const other = report.indicators.find(({ id }) => id === without.id);
    return [
      `${without.id} ${without.names.zh}`,
      other === undefined ? '—' : `${other.resultWords.zh} ${printFigure(other.figure)}`,
      `${without.resultWords.zh} ${printFigure(without.figure)}`,
    ];
  });
  const each = perHead({ assessment: report.assessment });
  return [...rows, ['人均月收入（元），按申报与查得较高者', each, perHead(withoutDisputed)]];
}

/** Both figures for a terminal; empty where nothing is disputed. */
export function renderBeside(report: ReportDocument, width: number): string {
  const { withoutDisputed } = report;
  if (withoutDisputed === undefined) return '';
  const heads = BESIDE_HEADS.map((head) => ({ head, grow: 1 }));
  return [
    textTable(heads, besideRows(report), width),
    ...bullets(
      withoutDisputed.conclusions.map(({ zh }) => `不计入：${zh}`),
      width,
    ),
  ].join('\n');
}

function perHead({ assessment }: Pick<WithoutDisputed, 'assessment'>): string {
  if (assessment === null) return '不计算';
  return formatYuan((assessment.higher ?? assessment).standard.perCapitaMonthlyFen);
}

function bullets(texts: readonly string[], width: number): readonly string[] {
  return texts.map((text) =>
    wrap(text, width - 4)
      .map((line, index) => `${index === 0 ? '  · ' : '    '}${line}`)
      .join('\n'),
  );
}
