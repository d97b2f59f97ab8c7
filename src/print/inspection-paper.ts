import type { Content } from 'pdfmake/interfaces.js';
import type { InspectionLine, InspectionSheet } from '../report/inspection-sheet.ts';
import { printFigure } from '../report/figures.ts';
import { heading, PALE, placesByHand, RED, table, TEXT_WIDTH } from './paper.ts';
import type { Paper, PaperRow } from './paper.ts';

/** Lines that a row leaves to be written on, whatever the check says in it. */
const ROOM = '\n\n\n';

/**
 * The sheet that investigators take along 入户调查核对表 on paper: the eleven lines, room for what was seen beside each, and
 * the signatures of two investigators and of the family (最低生活保障审核确认办法, 2021, Art 16). Pure.
 * @param madeAt when the version of the report was drawn up: the same version gives the same file.
 */
export function inspectionPaper(sheet: InspectionSheet, madeAt: Date): Paper {
  const { title, reportNumber, reportVersion, applicationNumber, applicantName, baseDate } = sheet;
  const basis = `依据报告 ${reportNumber} 第 ${reportVersion} 版`;
  return {
    title: `${title}　${reportNumber}`,
    footnote: `申请编号 ${applicationNumber}　${basis}`,
    marks: sheet.demoMark === null ? [] : [sheet.demoMark],
    madeAt,
    content: [
      { text: title, bold: true, fontSize: 19, alignment: 'center', margin: [0, 4, 0, 6] },
      { canvas: [{ type: 'line', x1: 0, y1: 0, x2: TEXT_WIDTH, y2: 0, lineWidth: 1.6, lineColor: RED }] },
      {
        margin: [0, 8, 0, 8],
        columns: [
          { width: '*', text: `申请人 ${applicantName}　申请编号 ${applicationNumber}` },
          { width: 'auto', text: `${basis}　数据基准日 ${baseDate}`, color: PALE },
        ],
      },
      ...sheet.whereabouts.map((text): Content => ({ text, margin: [0, 0, 0, 3] })),
      table(
        [
          { head: '指标', width: 56 },
          { head: '核对结果', width: 70 },
          { head: '核对信息', width: '*' },
          { head: '入户查看', width: 98 },
          { head: '实地情况', width: 98 },
        ],
        sheet.lines.map(row),
      ),
      ...further(sheet),
      signatures(),
    ],
  };
}

function row(line: InspectionLine): PaperRow {
  const { figure, line: limit } = line;
  const figures = figure === null ? [] : [printFigure(figure), ...(limit === null ? [] : [`线 ${printFigure(limit)}`])];
  return [
    `${line.id}\n${line.name.zh}`,
    { text: [{ text: line.result.zh, bold: true }, ...figures.map((one) => `\n${one}`)] },
    line.evidence.map(({ zh }) => zh).join('；'),
    line.lookAt.map(({ zh }) => `□ ${zh}`).join('\n'),
    ROOM,
  ];
}

function further({ further: points }: InspectionSheet): readonly Content[] {
  if (points.length === 0) return [];
  return [
    heading('其他核实要点'),
    table(
      [
        { head: '入户查看', width: '*' },
        { head: '实地情况', width: 220 },
      ],
      points.map(({ zh }) => [`□ ${zh}`, '\n\n']),
    ),
  ];
}

/** Two investigators at least; the family signs what was written down. */
function signatures(): Content {
  const places = [
    ['调查人员签字', '调查人员签字'],
    ['家庭成员签字', '调查日期'],
  ] as const;
  return {
    margin: [0, 16, 0, 0],
    unbreakable: true,
    stack: [placesByHand(places, { names: [86, 86], row: 26, above: 7 })],
  };
}
