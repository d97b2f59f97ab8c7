import { z } from 'zod';
import { findIdsOfCheck } from '../src/question/find.ts';
import { CHECK_QUEUE, RELEASE_FOLLOWERS } from '../src/verification/check-queue.ts';
import { defineJob } from './define-job.ts';
import type { RunnableJob } from './define-job.ts';
import type { Follow } from './follow.ts';

/**
 * A check was called off: questions of other checks that wait with its own are asked by themselves. A second run finds
 * nobody waiting, and so does the reconciler where this one is lost.
 */
export function releaseFollowersJob(follow: Follow): RunnableJob {
  return defineJob({
    queue: CHECK_QUEUE,
    name: RELEASE_FOLLOWERS,
    payload: z.strictObject({ verificationId: z.uuid() }),
    async run({ db }, { verificationId }) {
      await follow(await findIdsOfCheck(db, verificationId));
    },
  });
}
