import type { Content } from 'pdfmake/interfaces.js';
import type { Notice } from '../decision/notice.ts';
import { printDate, startOfDay } from '../platform/calendar-date.ts';
import { PALE, placesByHand, RED, TEXT_WIDTH } from './paper.ts';
import type { Paper } from './paper.ts';

/** A letter has wider margins than a table: additional points on each side. */
const ASIDE = 24;
const WIDTH = TEXT_WIDTH - 2 * ASIDE;
const BODY = 14;
const LEADING = 1.28;

/**
 * The written notice 书面告知 on paper: a letter of the office to the applicant, laid out as a 公文 in the form of a
 * letter (GB/T 9704-2012: the office in red over a double rule, the title, the addressee, office and date at the
 * right), with a receipt for the person who delivers it. Pure.
 *
 * @param beside a remark of the office that prints it. It is printed above the notice and is no part of it.
 */
export function noticePaper(notice: Notice, beside: string | null): Paper {
  const { title, number, office, addressee, paragraphs, date, applicationNumber, report } = notice;
  return {
    title: `${title.zh}　${number}`,
    footnote: `申请编号 ${applicationNumber}　核对报告 ${report.number} 第 ${report.version} 版`,
    marks: notice.demoMark === null ? [] : [notice.demoMark],
    madeAt: startOfDay(date),
    content: [
      ...(beside === null ? [] : [remark(beside)]),
      {
        margin: [ASIDE, 4, ASIDE, 0],
        stack: [
          { text: office, bold: true, fontSize: 25, color: RED, alignment: 'center', margin: [0, 0, 0, 8] },
          rules(),
          { text: number, fontSize: 11, alignment: 'right', margin: [0, 6, 0, 14] },
          { text: title.zh, bold: true, fontSize: 20, alignment: 'center', margin: [0, 0, 0, 14] },
          { text: `${addressee}：`, fontSize: BODY, lineHeight: LEADING },
          ...paragraphs.map(({ zh }) => paragraph(zh)),
          ...law(notice),
          signature(office, printDate(date)),
          ...telephone(notice),
        ],
      },
      receipt(number),
    ],
  };
}

/** A remark on facts that became known after the day of the stored notice. */
function remark(text: string): Content {
  return {
    margin: [ASIDE, 0, ASIDE, 10],
    text: `【打印时附注，非告知书正文】${text}`,
    fontSize: 9.5,
    bold: true,
    color: RED,
  };
}

/** A thick rule over a thin rule, as over the text of an official letter. */
function rules(): Content {
  const line = (y: number, lineWidth: number) =>
    ({ type: 'line', x1: 0, y1: y, x2: WIDTH, y2: y, lineWidth, lineColor: RED }) as const;
  return { canvas: [line(0, 2), line(3.5, 0.6)] };
}

function paragraph(text: string): Content {
  return { text, fontSize: BODY, lineHeight: LEADING, leadingIndent: 2 * BODY };
}

function law({ law: texts }: Notice): readonly Content[] {
  if (texts.length === 0) return [];
  const named = texts.map(
    ({ document, article, verified }) => `${document}${article ?? ''}${verified ? '' : '（未核实）'}`,
  );
  return [paragraph(`以上决定及救济途径的依据：${named.join('、')}。`)];
}

/** Space for the seal, which is stamped over office and date. */
function signature(office: string, date: string): Content {
  return {
    margin: [WIDTH - 220, 26, 0, 0],
    unbreakable: true,
    alignment: 'center',
    fontSize: BODY,
    lineHeight: LEADING,
    stack: [office, date, { text: '（加盖印章）', fontSize: 9.5, color: PALE }],
  };
}

function telephone({ telephone: number }: Notice): readonly Content[] {
  return number === undefined ? [] : [{ text: `联系电话：${number}`, fontSize: 10, margin: [0, 8, 0, 0] }];
}

/** The proof of delivery (`NOTICE_DELIVERED`), filled in by hand. */
function receipt(number: string): Content {
  return {
    margin: [ASIDE, 20, ASIDE, 0],
    unbreakable: true,
    fontSize: 10,
    stack: [
      {
        canvas: [
          {
            type: 'line',
            x1: 0,
            y1: 0,
            x2: WIDTH,
            y2: 0,
            lineWidth: 0.6,
            lineColor: PALE,
            dash: { length: 4, space: 3 },
          },
        ],
      },
      { text: `送达回执　${number}`, bold: true, margin: [0, 8, 0, 5] },
      placesByHand(
        [
          ['受送达人签名', '收到日期'],
          ['代收人及关系', '送达人'],
        ],
        { names: [86, 70], row: 20, above: 6 },
      ),
    ],
  };
}
