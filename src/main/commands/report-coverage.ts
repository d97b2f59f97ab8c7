import { writeFile } from 'node:fs/promises';
import { writeCoverageFile } from '../../report/coverage-file.ts';
import { renderCoverage } from '../../report/render-coverage.ts';
import { reportFileOf } from '../../verification/report-files.ts';
import { SEAL_MISSING } from '../../verification/replay-stored.ts';
import { readReport } from '../../verification/report-store.ts';
import { say } from './at-the-desk.ts';
import { textOf } from './command.ts';
import type { Command } from './command.ts';
import { noSuchReport, openReport, tellAltered } from './report-replay.ts';

const WIDTH = 110;

/** `hedui report coverage`: who had to be asked and was, without a name or a finding; provable by the report's signature. */
export const reportCoverageCommand: Command = {
  name: 'report coverage',
  zh: '查询覆盖情况：应查询、已提出、已反馈，不含任何人的信息；可导出带签名的文件',
  en: 'who had to be asked, was asked and has answered, without anybody’s data; with --out as a signed file',
  usage: '<report number> [--out <file>] [--report-version <n>]',
  options: { out: { type: 'string' }, 'report-version': { type: 'string' } },
  words: ['number'],
  required: ['number'],
  async run(given, life) {
    const { desk, verificationId, version, keys } = await openReport(given, life, {
      act: 'READ_REPORT',
      fieldKinds: ['COVERAGE'],
    });
    const report = await readReport(desk.services.db, desk.services.vault, verificationId, version);
    if (report === null) throw noSuchReport();
    const { number, demoMark, coverage } = report.document;
    say(['查询覆盖情况', `报告 ${number}`, `第 ${version} 版`, demoMark].filter((part) => part !== null).join('  '));
    say(renderCoverage(coverage, WIDTH));
    const out = textOf(given, 'out');
    if (out === undefined) return 0;
    const signed = await reportFileOf(desk.services, keys, report);
    if (signed === null) return tellAltered([SEAL_MISSING]);
    await writeFile(out, writeCoverageFile(signed.file), { mode: 0o600 });
    return 0;
  },
};
