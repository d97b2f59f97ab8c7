import { printDate } from '../platform/calendar-date.ts';
import type { Words } from '../indicators/outcome.ts';
import { wrap } from '../report/text-table.ts';
import type { Explanation, Matter, ToldFinding } from './explanation.ts';

/**
 * An explanation for a terminal or a sheet of paper: each Chinese sentence, and below it the English where wanted.
 * @param width in columns; a Chinese character takes two.
 */
export function renderExplanation(told: Explanation, width: number, language: 'zh' | 'both' = 'zh'): string {
  const { title, demoMark, to, toldOn, report, applicationNumber } = told;
  const lines = (words: readonly Words[], indent = '', bullet = '') =>
    words.flatMap(({ zh, en }) =>
      (language === 'both' ? [zh, en] : [zh]).flatMap((text, which) =>
        wrap(text, width - indent.length - bullet.length).map(
          (line, index) => `${indent}${index + which === 0 ? bullet : ' '.repeat(bullet.length)}${line}`,
        ),
      ),
    );
  const part = (head: string, words: readonly Words[]): readonly string[] =>
    words.length === 0 ? [] : ['', `【${head}】`, ...lines(words, '  ')];
  const finding = (one: ToldFinding): readonly string[] => [
    '',
    ...lines([sourceOf(one)], '  '),
    ...lines(one.found, '    ', '· '),
    ...lines(one.matters.map(matterOf), '      '),
  ];
  return [
    [title.zh, demoMark].filter((mark) => mark !== null).join('  '),
    `${to}：`,
    ...lines(told.opening, '  '),
    ...(told.findings.length === 0 ? [] : ['', '【查到了什么】', ...told.findings.flatMap(finding).slice(1)]),
    ...part('没有记录的地方', told.noRecord),
    ...part('还不知道什么', told.missing),
    ...part('您家总的情况', told.household),
    ...part('您提过的异议', told.contests),
    ...part('觉得不对怎么办', told.howToObject),
    '',
    `报告 ${report.number} 第 ${report.version} 版，申请 ${applicationNumber}，${printDate(toldOn)}告知。`,
    '',
  ].join('\n');
}

function sourceOf({ about, from, asOf }: ToldFinding): Words {
  const until = asOf === null ? { zh: '', en: '' } : { zh: `（到 ${printDate(asOf)}为止）`, en: `, as of ${asOf}` };
  return { zh: `关于${about.zh}，${from.zh}说${until.zh}：`, en: `Of ${about.en}, ${from.en} says${until.en}:` };
}

function matterOf({ name, why, citation, line }: Matter): Words {
  const mark = line?.source?.verified === false ? { zh: '（未核实）', en: ' (not verified)' } : { zh: '', en: '' };
  const rule =
    line === null ? { zh: '', en: '' } : { zh: `规定：${line.zh}${mark.zh}。`, en: ` Rule: ${line.en}${mark.en}.` };
  return {
    zh: `用在“${name.zh}”这一项：${why.zh}${rule.zh}依据：${citation}。`,
    en: `It matters for ${name.en}: ${why.en}${rule.en}`,
  };
}
