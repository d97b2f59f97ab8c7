import type { Content } from 'pdfmake/interfaces.js';
import type { ArithmeticLine } from '../assessment/arithmetic.ts';
import { formatYuan } from '../identity/fen.ts';
import { printDate, shanghaiTime } from '../platform/calendar-date.ts';
import type { AnswerRow, ComparisonRow, MissingRow, ReportDocument } from '../report/document.ts';
import { declaredFigure, printFigure } from '../report/figures.ts';
import { BESIDE_HEADS, besideRows } from '../report/render-contests.ts';
import { coverageCell, coverageReasons, coverageSum, personLabel } from '../report/render-coverage.ts';
import { bullets, heading, table } from './paper.ts';
import type { PaperColumn, PaperRow } from './paper.ts';

/** The sections of a report in the order of the printed form; what is empty is left out. */
export function bodySections(report: ReportDocument): readonly Content[] {
  const sections: readonly (readonly [string, readonly Content[]])[] = [
    ['家庭成员', members(report)],
    ['疑点提示', list(report.doubts)],
    ['入户核实要点', list(report.visitPoints)],
    ['指标', indicators(report)],
    ['收入与收支差额计算', computation(report)],
    ['申报—核对对比', comparison(report.comparison)],
    ['异议和争议', contests(report)],
    ['计入与不计入争议事实的对比', beside(report)],
    ['来源之间的矛盾', contradictions(report)],
    ['查询与反馈', answers(report)],
    ['未取得的反馈', missing(report.missing)],
    ['未查询的来源', missing(report.notAsked)],
    ['查询覆盖情况', coverage(report)],
    ['与上一版本相比', list(report.changes)],
  ];
  const shown = sections.filter(([, content]) => content.length > 0);
  return shown.flatMap(([title, content], index) => [heading(`${ORDINALS[index] ?? ''}、${title}`), ...content]);
}

const ORDINALS = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二', '十三', '十四'];

function members({ members: rows }: ReportDocument): readonly Content[] {
  return [
    table(
      [
        { head: '姓名', width: 'auto' },
        { head: '与申请人关系', width: 'auto' },
        { head: '证件号码', width: 'auto' },
        { head: '计入', width: 'auto' },
        { head: '理由', width: '*' },
        { head: '授权', width: 'auto' },
      ],
      rows.map((member) => [
        member.name,
        member.relation.zh,
        member.maskedNumber,
        member.counts ? '是' : '否',
        `${member.why.zh}${member.needsConfirmation ? '（须确认）' : ''}`,
        member.hasSigned ? '已签' : member.counts ? '未签' : '—',
      ]),
    ),
  ];
}

function indicators({ indicators: rows }: ReportDocument): readonly Content[] {
  const notes = rows.flatMap((row) => row.notes.map(({ zh }) => `${row.id}：${zh}`));
  const unverified = rows.flatMap(({ id, lineSource }) =>
    lineSource === null || lineSource.verified ? [] : [`* ${id} 标准线未核实：${lineSource.document}`],
  );
  return [
    table(
      [
        { head: '指标', width: 116 },
        { head: '结果', width: 40 },
        { head: '数值', width: 78, right: true },
        { head: '标准线', width: 72, right: true },
        { head: '来源及数据日期', width: '*' },
      ],
      rows.map((row) => [
        `${row.id} ${row.names.zh}`,
        { text: row.resultWords.zh, bold: row.result !== 'MEETS' },
        printFigure(row.figure),
        `${printFigure(row.line)}${row.lineSource === null || row.lineSource.verified ? '' : ' *'}`,
        `${row.sourceNames.map(({ zh }) => zh).join('、')}${dates(row.dataDates)}`,
      ]),
    ),
    ...(notes.length + unverified.length === 0 ? [] : [bullets([...notes, ...unverified])]),
  ];
}

function dates(days: readonly [string, string] | null): string {
  if (days === null) return '';
  return days[0] === days[1] ? `（${days[0]}）` : `（${days[0]} 至 ${days[1]}）`;
}

function computation({ assessment, conclusions }: ReportDocument): readonly Content[] {
  if (assessment === null) return list(conclusions);
  const { income, standard, gap, found } = assessment;
  const basis = ({ basis: rule, declaredOnly, expression }: ArithmeticLine): string => {
    if (rule !== null) return rule.verified ? '有原文依据' : '依据未核实';
    return declaredOnly && expression === '' ? '申报，未核对' : '';
  };
  return [
    table(
      [
        { head: '项目', width: '*' },
        { head: '算式（元）', width: '*' },
        { head: '金额（元）', width: 70, right: true },
        { head: '依据', width: 62 },
      ],
      [...income.lines, ...standard.lines, ...gap.lines, ...found.lines].map((line) => [
        line.label.zh,
        line.expression,
        formatYuan(line.amountFen),
        basis(line),
      ]),
    ),
    ...list(conclusions),
  ];
}

function comparison(rows: readonly ComparisonRow[]): readonly Content[] {
  if (rows.length === 0) return [];
  const amount = (unit: ComparisonRow['unit'], value: number | null): string =>
    printFigure(value === null ? null : { unit, value });
  return [
    table(
      [
        { head: '项目', width: 130 },
        { head: '申报', width: 84, right: true },
        { head: '查得', width: 84, right: true },
        { head: '差异及说明', width: '*' },
      ],
      rows.map((row) => [row.item.zh, declaredFigure(row), amount(row.unit, row.found), row.words.zh]),
    ),
  ];
}

/** While a dispute lasts, both figures stand. */
function beside(report: ReportDocument): readonly Content[] {
  const rows = besideRows(report);
  if (rows.length === 0) return [];
  const columns = BESIDE_HEADS.map((head): PaperColumn => ({ head, width: '*' }));
  const conclusions = (report.withoutDisputed?.conclusions ?? []).map(({ zh }) => `不计入：${zh}`);
  return [table(columns, rows), ...(conclusions.length === 0 ? [] : [bullets(conclusions)])];
}

function contests({ contests: rows = [] }: ReportDocument): readonly Content[] {
  if (rows.length === 0) return [];
  const facts = rows.flatMap(({ number, facts: touched }) => touched.map(({ text }) => `${number} 所涉：${text}`));
  return [
    table(
      [
        { head: '编号', width: 122 },
        { head: '类别', width: 'auto' },
        { head: '所涉内容', width: '*' },
        { head: '理由', width: '*' },
        { head: '结论', width: '*' },
        { head: '计算', width: 56 },
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
    ),
    ...(facts.length === 0 ? [] : [bullets(facts)]),
  ];
}

function contradictions({ contradictions: rows }: ReportDocument): readonly Content[] {
  return rows.length === 0
    ? []
    : [
        bullets(
          rows.map(
            ({ personName, about, sides }) =>
              `${personName}·${about.zh}：${sides.map((side) => `${side.department.zh}：${side.words.zh}`).join('；')}`,
          ),
        ),
      ];
}

/** Person by person, so that a page break never leaves a row without its name for long. */
function answers({ answers: rows }: ReportDocument): readonly Content[] {
  if (rows.length === 0) return [{ text: '没有提出查询' }];
  const columns: readonly PaperColumn[] = [
    { head: '查询单位', width: 158 },
    { head: '查询时间', width: 82 },
    { head: '数据截止日', width: 56 },
    { head: '结果', width: '*' },
  ];
  // A table for each person: its heading, the name with it, stands on every page that it reaches.
  return [...Map.groupBy(rows, ({ personId }) => personId).values()].map((group) => ({
    margin: [0, 0, 0, 6],
    stack: [table(columns, group.map(answerRow), group[0]?.personName ?? '')],
  }));
}

function answerRow({ department, askedAt, dataDate, words, parts }: AnswerRow): PaperRow {
  const bodies =
    parts.length > 1 ? `　${parts.map(({ name, words: said }) => `${name.zh} ${said.zh}`).join('；')}` : '';
  return [
    department.zh,
    askedAt === null ? '—' : shanghaiTime(new Date(askedAt)).slice(0, 16),
    dataDate ?? '—',
    `${words.zh}${bodies}`,
  ];
}

function missing(rows: readonly MissingRow[]): readonly Content[] {
  if (rows.length === 0) return [];
  return [
    table(
      [
        { head: '成员', width: 60 },
        { head: '单位', width: 150 },
        { head: '状态', width: 70 },
        { head: '原因', width: '*' },
      ],
      rows.map((row) => [row.personName, row.body.zh, row.words.zh, row.why.zh]),
    ),
  ];
}

function coverage({ coverage: statement }: ReportDocument): readonly Content[] {
  const told = statement.persons.filter(({ place }) =>
    statement.rows.some((row) => row.place === place && (row.required || row.asked > 0)),
  );
  const bySource = Map.groupBy(statement.rows, ({ sourceId }) => sourceId);
  const columns: readonly PaperColumn[] = [
    { head: '查询单位', width: told.length > 5 ? 96 : 140 },
    ...told.map((person): PaperColumn => ({ head: personLabel(person), width: '*' })),
  ];
  return [
    { text: coverageSum(statement), margin: [0, 0, 0, 4] },
    ...(told.length === 0
      ? []
      : [
          table(
            columns,
            [...bySource.values()].map((rows) => [
              rows[0]?.department.zh ?? '',
              ...told.map(({ place }) => coverageCell(rows.find((row) => row.place === place))),
            ]),
          ),
        ]),
    bullets([...told.map((person) => `${personLabel(person)}：${person.maskedNumber}`), ...coverageReasons(statement)]),
  ];
}

function list(items: readonly { readonly zh: string }[]): readonly Content[] {
  return items.length === 0 ? [] : [bullets(items.map(({ zh }) => zh))];
}
