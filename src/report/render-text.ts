import type { ArithmeticLine } from '../assessment/arithmetic.ts';
import { formatYuan } from '../identity/fen.ts';
import { printDate, shanghaiTime } from '../platform/calendar-date.ts';
import { COMPLETENESS } from './changes.ts';
import type {
  AnswerRow,
  ComparisonRow,
  ContradictionRow,
  IndicatorRow,
  MemberRow,
  MissingRow,
  ReportDocument,
} from './document.ts';
import { declaredFigure, printFigure } from './figures.ts';
import { renderBeside, renderContests } from './render-contests.ts';
import { renderCoverage } from './render-coverage.ts';
import { textTable, wrap } from './text-table.ts';
import { printVersions } from './versions.ts';

/**
 * The report for a terminal, in Chinese. Holds everything that the document says except ids and commitments.
 * @param options `width` in columns; a Chinese character takes two.
 */
export function renderReport(report: ReportDocument, options: { readonly width: number }): string {
  const { width } = options;
  const sections: (readonly [string, string])[] = [
    ['', header(report, width)],
    ['家庭成员', members(report, width)],
    ['查询与反馈', answers(report.answers, width)],
    ['相互矛盾的信息', contradictions(report.contradictions, width)],
    ['指标', indicators(report.indicators, width)],
    ['申报—核对对比', comparison(report.comparison, width)],
    ['收入与收支差额计算', computation(report, width)],
    ['异议和争议', renderContests(report.contests, width)],
    ['计入与不计入争议事实的对比', renderBeside(report, width)],
    ['疑点提示', list(report.doubts, width)],
    ['入户核实要点', list(report.visitPoints, width)],
    ['未取得的反馈', missing(report.missing, width)],
    ['未查询的来源', missing(report.notAsked, width)],
    ['查询覆盖情况', renderCoverage(report.coverage, width)],
    ['与上一版本相比', list(report.changes, width)],
    ['说明', list(report.statements, width)],
  ];
  return sections
    .filter(([, body]) => body !== '')
    .map(([title, body]) => (title === '' ? body : `【${title}】${notice(report)}\n${body}`))
    .join('\n\n')
    .concat('\n');
}

/** The day of the case by which a policy pack is chosen. */
export const CHOSEN_BY = { BASE_DATE: '数据基准日', APPLICATION: '申请受理日', DECISION: '审核日' } as const;

/** Marks that no section may be seen without. */
function notice(report: ReportDocument): string {
  const marks = [report.demoMark, report.policy.notice].filter((mark) => mark !== null);
  return marks.length === 0 ? '' : ` ${marks.join(' · ')}`;
}

function header(report: ReportDocument, width: number): string {
  const { application, verification } = report;
  const issue = report.preliminary ? '预览，未出具' : `报告编号 ${report.number}  第 ${report.version} 版`;
  const lines = [
    [report.title, report.demoMark, report.policy.notice].filter((part) => part !== null).join('  '),
    `${issue}  ${COMPLETENESS[report.completeness].zh}  总体：${report.overallWords.zh}`,
    `委托单位 ${application.delegatingUnit}  核对项目 ${application.category}  申请人 ${application.applicantName}  申请编号 ${application.number}`,
    `委托时间 ${shanghaiTime(new Date(verification.requestedAt))}  数据基准日 ${printDate(verification.baseDate)}  出具时间 ${shanghaiTime(new Date(report.issuedAt))}`,
    `授权书编号 ${report.letterNumbers.length === 0 ? '无' : report.letterNumbers.join('、')}`,
    `规则版本 ${printVersions(report.versions)}`,
    `经办人 ${verification.requestedBy}`,
    `政策依据 ${report.policy.title.zh}（按${CHOSEN_BY[report.policy.chosenBy]} ${printDate(report.policy.chosenFor)} 选用）`,
    ...(report.validUntil === null ? [] : [validity(report.validUntil)]),
  ];
  return lines.flatMap((line) => wrap(line, width)).join('\n');
}

function validity({ day, basis }: NonNullable<ReportDocument['validUntil']>): string {
  return `有效期至 ${printDate(day)}${basis.verified ? '' : `（未核实：${basis.document}）`}`;
}

function members(report: ReportDocument, width: number): string {
  return textTable(
    [
      { head: '姓名', grow: 0 },
      { head: '关系', grow: 0 },
      { head: '证件号码', grow: 0 },
      { head: '计入', grow: 0 },
      { head: '理由', grow: 1 },
      { head: '授权', grow: 0 },
    ],
    report.members.map((member) => [
      member.name,
      member.relation.zh,
      member.maskedNumber,
      member.counts ? '是' : '否',
      `${member.why.zh}${member.needsConfirmation ? '（须确认）' : ''}`,
      signature(member),
    ]),
    width,
  );
}

/** A supporter outside the household signs only where they are asked about. */
function signature({ hasSigned, counts }: MemberRow): string {
  if (hasSigned) return '已签';
  return counts ? '未签' : '—';
}

function answers(rows: readonly AnswerRow[], width: number): string {
  if (rows.length === 0) return list([{ zh: '没有提出查询' }], width);
  return textTable(
    [
      { head: '成员', grow: 0 },
      { head: '查询单位', grow: 2 },
      { head: '查询时间', grow: 0 },
      { head: '数据截止', grow: 0 },
      { head: '结果', grow: 3 },
    ],
    rows.map((row) => [
      row.personName,
      row.department.zh,
      row.askedAt === null ? '—' : shanghaiTime(new Date(row.askedAt)).slice(0, 16),
      row.dataDate ?? '—',
      row.words.zh,
    ]),
    width,
  );
}

function contradictions(rows: readonly ContradictionRow[], width: number): string {
  return list(
    rows.map(({ personName, about, sides }) => ({
      zh: `${personName}（${about.zh}）：${sides.map(({ department, words }) => `${department.zh}：${words.zh}`).join('；')}`,
    })),
    width,
  );
}

function indicators(rows: readonly IndicatorRow[], width: number): string {
  const unverified = rows.some(({ lineSource }) => lineSource !== null && !lineSource.verified);
  const table = textTable(
    [
      { head: '指标', grow: 0 },
      { head: '结果', grow: 0 },
      { head: '数值', grow: 0, align: 'right' },
      { head: '标准线', grow: 0, align: 'right' },
      { head: '来源', grow: 1 },
    ],
    rows.map((row) => [
      `${row.id} ${row.names.zh}`,
      row.resultWords.zh,
      printFigure(row.figure),
      `${printFigure(row.line)}${row.lineSource === null || row.lineSource.verified ? '' : ' *'}`,
      row.sourceNames.map(({ zh }) => zh).join('、'),
    ]),
    width,
  );
  const notes = rows.flatMap((row) =>
    row.notes.map((note) => ({ zh: `${row.id}：${note.zh}${note === row.notes.at(-1) ? dataDates(row) : ''}` })),
  );
  const lines = rows.flatMap(({ id, lineSource }) =>
    lineSource === null || lineSource.verified ? [] : [{ zh: `* ${id} 标准线未核实：${lineSource.document}` }],
  );
  return [table, list(notes, width), unverified ? list(lines, width) : ''].filter((part) => part !== '').join('\n');
}

function dataDates({ dataDates }: IndicatorRow): string {
  if (dataDates === null) return '';
  const [oldest, newest] = dataDates;
  return oldest === newest ? `（数据 ${oldest}）` : `（数据 ${oldest} 至 ${newest}）`;
}

function comparison(rows: readonly ComparisonRow[], width: number): string {
  if (rows.length === 0) return '';
  const amount = (unit: ComparisonRow['unit'], value: number | null): string =>
    printFigure(value === null ? null : { unit, value });
  return textTable(
    [
      { head: '项目', grow: 0 },
      { head: '申报', grow: 0, align: 'right' },
      { head: '查得', grow: 0, align: 'right' },
      { head: '对比', grow: 1 },
    ],
    rows.map((row) => [row.item.zh, declaredFigure(row), amount(row.unit, row.found), row.words.zh]),
    width,
  );
}

function computation(report: ReportDocument, width: number): string {
  if (report.assessment === null) return list(report.conclusions, width);
  const { income, standard, gap, found } = report.assessment;
  const lines = [...income.lines, ...standard.lines, ...gap.lines, ...found.lines];
  const table = textTable(
    [
      { head: '项目', grow: 3 },
      { head: '算式（元）', grow: 3 },
      { head: '金额（元）', grow: 0, align: 'right' },
      { head: '依据', grow: 2 },
    ],
    lines.map((line) => [line.label.zh, line.expression, formatYuan(line.amountFen), lineBasis(line)]),
    width,
  );
  return `${table}\n${list(report.conclusions, width)}`;
}

function lineBasis({ basis, declaredOnly, expression }: ArithmeticLine): string {
  if (basis !== null) return basis.verified ? '有原文依据' : '依据未核实';
  return declaredOnly && expression === '' ? '申报，未核对' : '';
}

function missing(rows: readonly MissingRow[], width: number): string {
  if (rows.length === 0) return '';
  return textTable(
    [
      { head: '成员', grow: 0 },
      { head: '单位', grow: 1 },
      { head: '状态', grow: 0 },
      { head: '原因', grow: 2 },
    ],
    rows.map((row) => [row.personName, row.body.zh, row.words.zh, row.why.zh]),
    width,
  );
}

function list(items: readonly { readonly zh: string }[], width: number): string {
  return items
    .map(({ zh }) =>
      wrap(zh, width - 4)
        .map((line, index) => `${index === 0 ? '  · ' : '    '}${line}`)
        .join('\n'),
    )
    .join('\n');
}
