import { expect, it } from 'vitest';
import { openPrinter } from '../../../src/main/printer.ts';
import { printPaper } from '../../../src/print/paper.ts';
import { reportPaper } from '../../../src/print/report-paper.ts';
import { buildReport } from '../../../src/report/build.ts';
import { sample } from '../report/sample.ts';

const MARKS = { printedBy: 'demo-caseworker', printedAt: '2018-03-05 12:00:00' };
const publicUrl = 'https://hedui.example.cn';

it('a printer of its own thread prints the same bytes, fails alone what cannot be printed, and leaves the process free', async () => {
  const printer = openPrinter(publicUrl);
  const document = buildReport(sample());
  const broken = { ...document, members: null } as unknown as typeof document;
  const printed = { review: null, seal: null };
  let turns = 0;
  const ticking = setInterval(() => (turns += 1), 1);
  const [whole, failed] = await Promise.allSettled([
    printer.report(document, printed, MARKS),
    printer.report(broken, printed, MARKS),
  ]);
  clearInterval(ticking);
  expect(turns).toBeGreaterThan(10);
  expect(failed).toMatchObject({ status: 'rejected', reason: { name: 'TypeError' } });
  const direct = await printPaper(reportPaper(document, { ...printed, publicUrl }), MARKS);
  expect(whole.status === 'fulfilled' && Buffer.from(whole.value).equals(Buffer.from(direct))).toBe(true);
}, 60_000);
