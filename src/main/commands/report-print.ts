import { writeFile } from 'node:fs/promises';
import { findReview } from '../../decision/review-store.ts';
import { shanghaiTime } from '../../platform/calendar-date.ts';
import { findPrintedSeal } from '../../verification/report-seals.ts';
import { readReport } from '../../verification/report-store.ts';
import { openPrinter } from '../printer.ts';
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
    const { desk, verificationId, version } = await openReport(given, life, {
      act: 'PRINT_REPORT',
      fieldKinds: ['REPORT', 'REVIEW'],
    });
    const { db, vault, clock } = desk.services;
    const report = await readReport(db, vault, verificationId, version);
    if (report === null) throw noSuchReport();
    const [review, seal] = [await findReview(db, vault, report.id), await findPrintedSeal(db, report.id)];
    const marks = { printedBy: desk.actor.subject, printedAt: shanghaiTime(clock.now()) };
    const printer = openPrinter(desk.foundation.config.publicUrl);
    const bytes = await printer.report(report.document, { review, seal }, marks);
    await writeFile(textOf(given, 'out') ?? '', bytes, { mode: 0o600 });
    return 0;
  },
};
