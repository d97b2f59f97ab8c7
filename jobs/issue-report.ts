import { z } from 'zod';
import { createBatcher } from '../src/platform/batcher.ts';
import { CHECK_QUEUE } from '../src/verification/request.ts';
import { issueReports } from '../src/verification/issue-report.ts';
import { announce } from './announce.ts';
import { ISSUE_REPORT } from './check-flow.ts';
import { defineJob } from './define-job.ts';
import type { RunnableJob } from './define-job.ts';
import { WORKER } from './services.ts';
import type { WorkServices } from './services.ts';

/** Reports in one transaction: enough to share its round trips, few enough to hold their checks' locks shortly. */
const MOST_TOGETHER = 25;

/**
 * The parent of a check: runs when its children are done, and issues the report. A second run finds the report
 * issued. When a child failed for good and questions are still open, the reconciler carries the check on.
 */
export function issueReportJob(services: WorkServices): RunnableJob {
  const issue = createBatcher(
    async (ids: readonly string[]) => {
      const issuing = await issueReports(services, WORKER, [...new Set(ids)]);
      return ids.map((id) => issuing.get(id));
    },
    { most: MOST_TOGETHER, alone: true },
  );
  return defineJob({
    queue: CHECK_QUEUE,
    name: ISSUE_REPORT,
    payload: z.strictObject({ verificationId: z.uuid() }),
    async run(_, { verificationId }) {
      const issuing = await issue(verificationId);
      services.log.info('report', { verificationId, state: issuing ?? 'NOT_FOUND' });
      if (issuing === 'ISSUED') announce(services, [verificationId]);
    },
  });
}
