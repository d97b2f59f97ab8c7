import type { Column, Content } from 'pdfmake/interfaces.js';
import { SIGNATURE_MARKS } from '../decision/render-review.ts';
import type { ReportReview } from '../decision/review.ts';
import { printDate, shanghaiTime } from '../platform/calendar-date.ts';
import { COMPLETENESS } from '../report/changes.ts';
import type { ReportDocument } from '../report/document.ts';
import { CHOSEN_BY } from '../report/render-text.ts';
import { printVersions } from '../report/versions.ts';
import { heading, PALE, RED, TEXT_WIDTH } from './paper.ts';
import type { Paper } from './paper.ts';
import type { PrintedSeal } from '../verification/report-seals.ts';
import type { PrintedWith } from './printed-with.ts';
import { bodySections } from './report-sections.ts';

/** Until a second person has looked at this version. */
const NOT_REVIEWED = '未经复核';

/** A report 核对报告 on paper. Pure. */
export function reportPaper(document: ReportDocument, printed: PrintedWith): Paper {
  const notReviewed = printed.review === null ? NOT_REVIEWED : null;
  const sentBack = printed.review?.verdict === 'SENT_BACK' ? '复核退回' : null;
  return {
    title: `${document.title}　${document.number}　第 ${document.version} 版`,
    footnote: document.statements[0]?.zh ?? '',
    marks: [document.demoMark, document.policy.notice, notReviewed, sentBack].filter((mark) => mark !== null),
    madeAt: new Date(document.issuedAt),
    content: [...head(document, printed), ...bodySections(document), ...ending(document, printed)],
  };
}

function head(document: ReportDocument, { seal, publicUrl }: PrintedWith): readonly Content[] {
  const rule = (y: number, lineWidth: number): Content => ({
    canvas: [{ type: 'line', x1: 0, y1: 0, x2: TEXT_WIDTH, y2: 0, lineWidth, lineColor: RED }],
    margin: [0, y, 0, 0],
  });
  return [
    { text: document.title, bold: true, fontSize: 19, alignment: 'center', margin: [0, 4, 0, 6] },
    rule(0, 1.6),
    rule(2, 0.5),
    {
      margin: [0, 10, 0, 0],
      columns: [{ width: '*', ...facts(headFacts(document)) }, ...(seal === null ? [] : [checkBox(seal, publicUrl)])],
      columnGap: 12,
    },
  ];
}

function headFacts({
  application,
  verification,
  policy,
  ...document
}: ReportDocument): readonly (readonly [string, string])[] {
  const { validUntil } = document;
  return [
    ['报告编号', `${document.number}　第 ${document.version} 版`],
    ['核对结论', `${document.overallWords.zh}　（${COMPLETENESS[document.completeness].zh}）`],
    ['委托单位', application.delegatingUnit],
    ['核对项目', `${application.category}　${application.unit === 'HOUSEHOLD' ? '家庭' : '个人'}`],
    ['申请人', `${application.applicantName}　（申请编号 ${application.number}）`],
    ['委托时间', shanghaiTime(new Date(verification.requestedAt))],
    ['授权书编号', document.letterNumbers.length === 0 ? '无' : document.letterNumbers.join('、')],
    ['数据基准日', printDate(verification.baseDate)],
    ['出具时间', shanghaiTime(new Date(document.issuedAt))],
    [
      '有效期至',
      validUntil === null
        ? '—'
        : `${printDate(validUntil.day)}${validUntil.basis.verified ? '' : `（未核实：${validUntil.basis.document}）`}`,
    ],
    ['政策依据', `${policy.title.zh}（按${CHOSEN_BY[policy.chosenBy]} ${printDate(policy.chosenFor)} 选用）`],
  ];
}

function facts(rows: readonly (readonly [string, string])[]) {
  return {
    layout: { defaultBorder: false, paddingTop: () => 1.5, paddingBottom: () => 1.5, paddingLeft: () => 0 },
    table: {
      widths: [62, '*'],
      body: rows.map(([name, value]) => [{ text: name, color: PALE }, { text: value }]),
    },
  };
}

function checkBox({ checkCode: code }: PrintedSeal, publicUrl: string | null): Column {
  return {
    width: 104,
    stack: [
      { qr: publicUrl === null ? code : `${publicUrl}/check/${code}`, fit: 96, eccLevel: 'M', alignment: 'center' },
      {
        text: publicUrl === null ? '核验码' : '扫码核验真伪　核验码',
        fontSize: 7.5,
        color: PALE,
        alignment: 'center',
        margin: [0, 3, 0, 0],
      },
      {
        text: (code.match(/.{1,12}/g) ?? []).map((line) => line.replace(/.{4}(?=.)/g, '$& ')).join('\n'),
        fontSize: 7,
        color: PALE,
        alignment: 'center',
      },
    ],
  };
}

function ending(document: ReportDocument, { review, seal, publicUrl }: PrintedWith): readonly Content[] {
  const signature =
    seal === null
      ? '签名缺失：本版应有电子签名而没有，请先核查'
      : `${seal.algorithm}　密钥 ${seal.keyId}　核验码 ${seal.checkCode}`;
  const address = seal === null || publicUrl === null ? [] : [['核验网址', `${publicUrl}/check`] as const];
  const reviewed =
    review === null
      ? NOT_REVIEWED
      : `${review.reviewedBy}　${shanghaiTime(review.reviewedAt)}　${review.verdict === 'APPROVED' ? '复核通过，准予出具' : '复核退回'}${SIGNATURE_MARKS[review.signature]}`;
  return [
    heading('说明'),
    { ol: document.statements.map(({ zh }) => zh), margin: [2, 0, 0, 0] },
    ...overrides(review),
    {
      margin: [0, 14, 0, 0],
      unbreakable: true,
      columns: [
        {
          width: '*',
          ...facts([
            ['经办人', document.verification.requestedBy],
            ['复核人', reviewed],
            ['电子签名', signature],
            ...address,
            ['规则版本', printVersions(document.versions)],
          ]),
        },
        {
          width: 120,
          table: {
            widths: [110],
            heights: [64],
            body: [[{ text: '\n核对机构\n（核对专用章）', alignment: 'center', color: PALE, fontSize: 8.5 }]],
          },
          layout: {
            hLineStyle: () => ({ dash: { length: 2 } }),
            vLineStyle: () => ({ dash: { length: 2 } }),
            hLineWidth: () => 0.5,
            vLineWidth: () => 0.5,
            hLineColor: () => PALE,
            vLineColor: () => PALE,
          },
        },
      ],
      columnGap: 12,
    },
  ];
}

/** Doubts that the reviewer holds not to stand, with the reason; the doubt itself stays on the page. */
function overrides(review: ReportReview | null): readonly Content[] {
  if (review === null || (review.overrides.length === 0 && review.remark === null)) return [];
  return [
    heading('复核意见'),
    {
      ul: [
        ...(review.remark === null ? [] : [review.remark]),
        ...review.overrides.map(
          ({ doubt, words, reason }) => `疑点 ${doubt + 1}「${words.zh}」经复核不成立：${reason}（证明材料已附）`,
        ),
      ],
    },
  ];
}
