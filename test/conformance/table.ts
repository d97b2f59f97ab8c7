import Table from 'cli-table3';
import type { Finding } from './kit.ts';

const RESULT = { PASSED: '通过 passed', FAILED: '未通过 FAILED', NOT_RUN: '未测 not run' } as const;
const WIDTH = 56;

/** The findings of the kit, in both languages, with the reasons. */
export function tableOf(findings: readonly Finding[]): string {
  const table = new Table({
    head: ['用例 case', '应有的行为 behaviour', '结果 result'],
    colWidths: [23, WIDTH + 2, 20],
    wordWrap: true,
    wrapOnWordBoundary: false,
    style: { head: [], border: [] },
  });
  for (const { of, ...finding } of findings) {
    const why =
      finding.result === 'PASSED' ? [] : finding.result === 'FAILED' ? [finding.why] : [finding.why.zh, finding.why.en];
    table.push([of.id, [of.zh, of.en].join('\n'), [RESULT[finding.result], ...why].join('\n')]);
  }
  return table.toString();
}

/** `28 passed, 0 failed`, and how many were not run where some were not. */
export function summaryOf(findings: readonly Finding[]): string {
  const count = (result: Finding['result']) => findings.filter((finding) => finding.result === result).length;
  const notRun = count('NOT_RUN');
  return `${count('PASSED')} passed, ${count('FAILED')} failed${notRun === 0 ? '' : `, ${notRun} not run`}`;
}
