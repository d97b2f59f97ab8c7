import type { Printer } from '../print/printed-with.ts';
import { inspectionSheet } from '../report/inspection-sheet.ts';

/**
 * The printer of this process. Its library and its fonts are read at the first print, as they are large and few processes
 * ever print.
 */
export function openPrinter(publicUrl: string | null): Printer {
  return {
    async report(document, printed, marks) {
      const [{ printPaper }, { reportPaper }] = await Promise.all([
        import('../print/paper.ts'),
        import('../print/report-paper.ts'),
      ]);
      return printPaper(reportPaper(document, { ...printed, publicUrl }), marks);
    },
    async notice(notice, marks) {
      const [{ printPaper }, { noticePaper }] = await Promise.all([
        import('../print/paper.ts'),
        import('../print/notice-paper.ts'),
      ]);
      return printPaper(noticePaper(notice), marks);
    },
    async inspectionSheet(document, marks) {
      const [{ printPaper }, { inspectionPaper }] = await Promise.all([
        import('../print/paper.ts'),
        import('../print/inspection-paper.ts'),
      ]);
      return printPaper(inspectionPaper(inspectionSheet(document), new Date(document.issuedAt)), marks);
    },
  };
}
