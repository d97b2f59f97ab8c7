import { Worker } from 'node:worker_threads';
import type { PrintAnswer, Printer, PrintOrder } from '../print/printed-with.ts';

const THREAD = new URL('../print/print-thread.ts', import.meta.url);

type Waiting = PromiseWithResolvers<Uint8Array>;
/** An order before it has its number. */
type Wanted<Order = PrintOrder> = Order extends PrintOrder ? Omit<Order, 'id'> : never;

/**
 * The printer of this process: a thread that is started by the first print, as its library and fonts are large and few
 * processes ever print. It does not keep the process from ending while nothing is printed.
 */
export function openPrinter(publicUrl: string | null): Printer {
  const thread = new PrintThread();
  return {
    report: (document, printed, marks) =>
      thread.print({ what: 'REPORT', document, printed: { ...printed, publicUrl }, marks }),
    notice: (notice, beside, marks) => thread.print({ what: 'NOTICE', notice, beside, marks }),
    inspectionSheet: (document, whereabouts, marks) =>
      thread.print({ what: 'INSPECTION_SHEET', document, whereabouts, marks }),
  };
}

class PrintThread {
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | null = null;
  #last = 0;

  print(wanted: Wanted): Promise<Uint8Array> {
    this.#last += 1;
    const order: PrintOrder = { ...wanted, id: this.#last };
    const waiting: Waiting = Promise.withResolvers();
    this.#waiting.set(order.id, waiting);
    const worker = this.#worker ?? this.#start();
    worker.ref();
    // Copied: nothing is handed over for good.
    worker.postMessage(order, []);
    return waiting.promise;
  }

  #start(): Worker {
    const worker = new Worker(THREAD);
    worker.on('message', (answer: PrintAnswer) => {
      const waiting = this.#waiting.get(answer.id);
      this.#waiting.delete(answer.id);
      if (this.#waiting.size === 0) worker.unref();
      if ('bytes' in answer) waiting?.resolve(answer.bytes);
      else waiting?.reject(answer.fault);
    });
    // A thread that broke down prints nothing more; the next print starts another.
    worker.on('error', (fault) => this.#stopped(worker, fault));
    worker.on('exit', () => this.#stopped(worker, new Error('the thread that prints has ended')));
    this.#worker = worker;
    return worker;
  }

  #stopped(worker: Worker, fault: unknown): void {
    if (this.#worker !== worker) return;
    this.#worker = null;
    for (const { reject } of this.#waiting.values()) reject(fault);
    this.#waiting.clear();
  }
}
