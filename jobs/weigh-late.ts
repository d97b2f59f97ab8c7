import { z } from 'zod';
import { weighLateAnswersAct } from '../src/access/acts/late-answer.ts';
import { perform } from '../src/access/acts/perform.ts';
import { CHECK_QUEUE, WEIGH_LATE } from '../src/verification/check-queue.ts';
import { announce } from './announce.ts';
import { WORKING } from './as-worker.ts';
import { defineJob } from './define-job.ts';

/**
 * Late answers gather: a new version is issued when one would change a result or when the last has come. A second run
 * finds nothing that the newest version does not say.
 */
export const weighLateJob = defineJob({
  queue: CHECK_QUEUE,
  name: WEIGH_LATE,
  payload: z.strictObject({ verificationId: z.uuid() }),
  async run(services, { verificationId }) {
    const issuing = await perform(services, WORKING, verificationId, weighLateAnswersAct, { verificationId });
    services.log.info('late answers weighed', { verificationId, state: issuing });
    if (issuing === 'ISSUED') announce(services, [verificationId]);
  },
});
