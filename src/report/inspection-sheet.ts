import type { Figure, Words } from '../indicators/outcome.ts';
import type { ReportDocument } from './document.ts';
import { printFigure } from './figures.ts';
import { textTable, wrap } from './text-table.ts';

/** One of the eleven lines: what the check says, what to look at, and room for what was seen. */
export type InspectionLine = {
  readonly id: string;
  readonly name: Words;
  readonly result: Words;
  readonly figure: Figure | null;
  readonly line: Figure | null;
  readonly evidence: readonly Words[];
  readonly lookAt: readonly Words[];
};

/**
 * The sheet that investigators take along 入户调查核对表: the eleven indicators with what they rest on, and a place for what
 * the visit found. Two investigators and the family sign it. Source: 最低生活保障审核确认办法 (2021), Art 16.
 */
export type InspectionSheet = {
  readonly title: string;
  readonly reportNumber: string;
  readonly reportVersion: number;
  readonly demoMark: string | null;
  readonly applicationNumber: string;
  readonly applicantName: string;
  readonly baseDate: string;
  /** Where the family lives and how it is reached; it is no part of the report, and may change after it. */
  readonly whereabouts: readonly string[];
  readonly lines: readonly InspectionLine[];
  /** Points that concern no single indicator, e.g. the members of the household. */
  readonly further: readonly Words[];
};

/**
 * Makes the sheet of a report. Pure: the same version of a report and the same whereabouts give the same sheet.
 * @param whereabouts lines of the contact, see `whereaboutsOf`.
 */
export function inspectionSheet(report: ReportDocument, whereabouts: readonly string[] = []): InspectionSheet {
  const lines = report.indicators.map((row) => ({
    id: row.id,
    name: row.names,
    result: row.resultWords,
    figure: row.figure,
    line: row.line,
    evidence: [...row.reasons, ...row.notes],
    lookAt: row.visitHints,
  }));
  const said = new Set(lines.flatMap(({ lookAt }) => lookAt.map(({ zh }) => zh)));
  return {
    title: '入户调查核对表',
    reportNumber: report.number,
    reportVersion: report.version,
    demoMark: report.demoMark,
    applicationNumber: report.application.number,
    applicantName: report.application.applicantName,
    baseDate: report.verification.baseDate,
    whereabouts,
    lines,
    further: report.visitPoints.filter(({ zh }) => !said.has(zh)),
  };
}

/** To write on. */
const ROOM = '＿'.repeat(11);

/** The sheet for a terminal or a printer, in Chinese. @param width in columns; a Chinese character takes two */
export function renderInspectionSheet(sheet: InspectionSheet, width: number): string {
  const head = [
    [sheet.title, sheet.demoMark].filter((part) => part !== null).join('  '),
    `申请编号 ${sheet.applicationNumber}  申请人 ${sheet.applicantName}  依据报告 ${sheet.reportNumber} 第 ${sheet.reportVersion} 版  数据基准日 ${sheet.baseDate}`,
    ...sheet.whereabouts,
  ];
  const table = textTable(
    [
      { head: '指标', grow: 0 },
      { head: '核对结果', grow: 0 },
      { head: '核对信息', grow: 3 },
      { head: '入户查看', grow: 2 },
      { head: '实地情况', grow: 2 },
    ],
    sheet.lines.map((line) => [
      `${line.id} ${line.name.zh}`,
      [line.result.zh, ...figures(line)].join('\n'),
      line.evidence.map(({ zh }) => zh).join('；'),
      line.lookAt.map(({ zh }) => zh).join('；'),
      ROOM,
    ]),
    width,
  );
  const further = sheet.further.map(({ zh }) => `□ ${zh}：`);
  const signatures = '调查人员（两人以上）签字：                    家庭成员签字：                    日期：';
  return `${[...head.flatMap((line) => wrap(line, width)), table, ...further.flatMap((line) => wrap(line, width)), '', signatures].join('\n')}\n`;
}

function figures({ figure, line }: InspectionLine): readonly string[] {
  if (figure === null) return [];
  return [line === null ? printFigure(figure) : `${printFigure(figure)} / ${printFigure(line)}`];
}
