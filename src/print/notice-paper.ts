import type { Content } from 'pdfmake/interfaces.js';
import type { Notice } from '../decision/notice.ts';
import { printDate, startOfDay } from '../platform/calendar-date.ts';
import { RED, TEXT_WIDTH } from './paper.ts';
import type { Paper } from './paper.ts';

/** The written notice 书面告知 on paper, as a letter to the applicant. Pure. */
export function noticePaper(notice: Notice): Paper {
  const indent = 24;
  const paragraph = (text: string): Content => ({
    text,
    fontSize: 13,
    lineHeight: 1.7,
    leadingIndent: indent * 1.1,
    margin: [0, 2, 0, 2],
  });
  const law = notice.law.map(
    ({ document, article, verified }) => `${document}${article ?? ''}${verified ? '' : '（未核实）'}`,
  );
  return {
    title: `${notice.title.zh}　${notice.number}`,
    footnote: `申请编号 ${notice.applicationNumber}　核对报告 ${notice.report.number} 第 ${notice.report.version} 版`,
    marks: notice.demoMark === null ? [] : [notice.demoMark],
    madeAt: startOfDay(notice.date),
    content: [
      { text: notice.title.zh, bold: true, fontSize: 20, alignment: 'center', margin: [0, 8, 0, 8] },
      {
        canvas: [{ type: 'line', x1: 0, y1: 0, x2: TEXT_WIDTH, y2: 0, lineWidth: 1.2, lineColor: RED }],
      },
      { text: notice.number, fontSize: 11, alignment: 'right', margin: [0, 6, 0, 14] },
      { text: `${notice.addressee}：`, fontSize: 13, bold: true, margin: [0, 0, 0, 4] },
      ...notice.paragraphs.map(({ zh }) => paragraph(zh)),
      ...(law.length === 0 ? [] : [paragraph(`依据：${law.join('、')}。`)]),
      {
        margin: [0, 40, 20, 0],
        unbreakable: true,
        alignment: 'right',
        fontSize: 13,
        lineHeight: 1.7,
        stack: [notice.office, printDate(notice.date), { text: '（盖章）', fontSize: 10 }],
      },
    ],
  };
}
