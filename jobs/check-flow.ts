import type { JobSpec, QueueBackend } from '../src/platform/queue.ts';
import { CHECK_QUEUE } from '../src/verification/request.ts';
import type { ConnectedSource } from './services.ts';

export const ISSUE_REPORT = 'issue-report';
export const ASK_DIRECT = 'ask-direct';
export const WAIT_EXCHANGE = 'wait-exchange';

/** Id of the job that waits for one exchange source of one check; whoever stores its last answer wakes it. */
export function waitJobId(verificationId: string, sourceId: string): string {
  return `${verificationId}.${sourceId}`;
}

/**
 * The work of one check as the queue sees it: one child that fans out to every source that answers at once, one child
 * for each source that makes one wait, and the parent that issues the report when all are done.
 *
 * @param parentId The outbox id: promising the same check twice enqueues it once. `round` is empty for the first
 *   flow; the reconciler starts another round under other ids where the queue forgot the first.
 */
export async function enqueueCheck(
  queue: QueueBackend,
  connected: ReadonlyMap<string, ConnectedSource>,
  parentId: string,
  verificationId: string,
): Promise<void> {
  const spec = (name: string, jobId: string, more: Record<string, string> = {}): JobSpec => ({
    queue: CHECK_QUEUE,
    name,
    jobId,
    data: { verificationId, ...more },
  });
  const waits = [...connected.values()].filter(({ connection }) => connection.mode === 'EXCHANGE');
  await queue.enqueueFlow(spec(ISSUE_REPORT, parentId), [
    // The longest wait begins first.
    ...waits.map(({ definition }) =>
      spec(WAIT_EXCHANGE, waitJobId(parentId, definition.id), { sourceId: definition.id }),
    ),
    spec(ASK_DIRECT, `${parentId}.direct`),
  ]);
}
