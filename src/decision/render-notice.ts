import { printDate } from '../platform/calendar-date.ts';
import { wrap } from '../report/text-table.ts';
import type { Notice } from './notice.ts';

/**
 * The notice for a terminal, in Chinese.
 * @param beside a sentence that stands above the notice and is no part of it, or `null`.
 * @param width in columns; a Chinese character takes two.
 */
export function renderNotice(notice: Notice, beside: string | null, width: number): string {
  const { title, demoMark, number, addressee, applicationNumber, report, paragraphs, law, office, date } = notice;
  const lines = [
    ...(beside === null ? [] : [`【附注，非告知书正文】${beside}`]),
    [title.zh, demoMark].filter((part) => part !== null).join('  '),
    `编号 ${number}  申请编号 ${applicationNumber}  依据报告 ${report.number} 第 ${report.version} 版`,
    `${addressee}：`,
    ...paragraphs.map(({ zh }) => `　　${zh}`),
    `　　依据：${law.map((one) => `${one.document}${one.article ?? ''}${one.verified ? '' : '（未核实）'}`).join('；')}。`,
    `${office}  ${printDate(date)}`,
    ...(notice.telephone === undefined ? [] : [`联系电话：${notice.telephone}`]),
  ];
  return lines
    .flatMap((line) => wrap(line, width))
    .join('\n')
    .concat('\n');
}
