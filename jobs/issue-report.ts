import { z } from 'zod';
import { CHECK_QUEUE } from '../src/verification/request.ts';
import { issueReport } from '../src/verification/issue-report.ts';
import { announce } from './announce.ts';
import { ISSUE_REPORT } from './check-flow.ts';
import { defineJob } from './define-job.ts';
import { WORKER } from './services.ts';

/**
 * The parent of a check: runs when its children are done, and issues the report. A second run finds the report
 * issued. When a child failed for good and questions are still open, the reconciler carries the check on.
 */
export const issueReportJob = defineJob({
  queue: CHECK_QUEUE,
  name: ISSUE_REPORT,
  payload: z.strictObject({ verificationId: z.uuid() }),
  async run(services, { verificationId }) {
    const issuing = await issueReport(services, WORKER, verificationId);
    services.log.info('report', { verificationId, state: issuing });
    if (issuing === 'ISSUED') await announce(services, [verificationId]);
  },
});
