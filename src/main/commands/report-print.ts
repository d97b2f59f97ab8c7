import { writeFile } from 'node:fs/promises';
import { findReview } from '../../decision/review-store.ts';
import { shanghaiTime } from '../../platform/calendar-date.ts';
import { printPaper } from '../../print/paper.ts';
import { reportPaper } from '../../print/report-paper.ts';
import { reportFileOf } from '../../verification/report-files.ts';
import { readReport } from '../../verification/report-store.ts';
import { textOf } from './command.ts';
import type { Command } from './command.ts';
import { noSuchReport, openReport } from './report-replay.ts';

/** `hedui report print`: a version as a PDF on A4. */
export const reportPrintCommand: Command = {
  name: 'report print',
  zh: '把报告打印为 PDF（A4）',
  en: 'print a report as a PDF on A4',
  usage: '<report number> --out <file> [--report-version <n>]',
  options: { out: { type: 'string' }, 'report-version': { type: 'string' } },
  words: ['number'],
  required: ['number', 'out'],
  async run(given, life) {
    const { desk, verificationId, version, keys } = await openReport(given, life);
    const { db, vault, clock } = desk.services;
    const report = await readReport(db, vault, verificationId, version);
    if (report === null) throw noSuchReport();
    const signed = await reportFileOf(desk.services, keys, report);
    const review = await findReview(db, vault, report.id);
    const check = signed === null ? null : { code: signed.checkCode, ...signed.file.seal.signature };
    const paper = reportPaper(report.document, { review, check });
    const marks = { printedBy: desk.actor.subject, printedAt: shanghaiTime(clock.now()) };
    await writeFile(textOf(given, 'out') ?? '', await printPaper(paper, marks), { mode: 0o600 });
    return 0;
  },
};
