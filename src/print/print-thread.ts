import { parentPort } from 'node:worker_threads';
import { asError } from '../platform/problem.ts';
import { inspectionSheet } from '../report/inspection-sheet.ts';
import { inspectionPaper } from './inspection-paper.ts';
import { noticePaper } from './notice-paper.ts';
import { printPaper } from './paper.ts';
import type { Paper } from './paper.ts';
import type { PrintAnswer, PrintOrder } from './printed-with.ts';
import { reportPaper } from './report-paper.ts';

// A thread of its own: laying out a report takes most of a second, in which the gateway goes on answering.

parentPort?.on('message', (order: PrintOrder) => {
  void answer(order).then((answered) => parentPort?.postMessage(answered, []));
});

async function answer(order: PrintOrder): Promise<PrintAnswer> {
  try {
    return { id: order.id, bytes: await printPaper(paperOf(order), order.marks) };
  } catch (thrown) {
    return { id: order.id, fault: asError(thrown) };
  }
}

function paperOf(order: PrintOrder): Paper {
  switch (order.what) {
    case 'REPORT':
      return reportPaper(order.document, order.printed);
    case 'NOTICE':
      return noticePaper(order.notice, order.beside);
    case 'INSPECTION_SHEET':
      return inspectionPaper(inspectionSheet(order.document, order.whereabouts), new Date(order.document.issuedAt));
  }
}
