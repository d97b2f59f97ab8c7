import type { z } from 'zod';
import { Problem } from '../src/platform/problem.ts';
import type { RunningJob } from '../src/platform/queue.ts';
import type { WorkServices } from './services.ts';

/** One kind of work on a queue. Its payload is ids only; a second run must be harmless, and the file says why. */
export type Job<Payload> = {
  readonly queue: string;
  readonly name: string;
  readonly payload: z.ZodType<Payload>;
  run(services: WorkServices, payload: Payload, job: RunningJob): Promise<void>;
};

/** A job ready to run whatever arrives under its name. */
export type RunnableJob = {
  readonly queue: string;
  readonly name: string;
  run(services: WorkServices, job: RunningJob): Promise<void>;
};

/** Parses the payload at the border and runs the work. */
export function defineJob<Payload>(job: Job<Payload>): RunnableJob {
  return {
    queue: job.queue,
    name: job.name,
    async run(services, running) {
      const payload = job.payload.safeParse(running.data);
      if (!payload.success) {
        throw new Problem({
          code: 'INVALID_INPUT',
          field: job.name,
          zh: `任务 ${job.name} 的内容不符合格式，已拒绝。`,
          en: `the payload of ${job.name} does not have its form`,
        });
      }
      await job.run(services, payload.data, running);
    },
  };
}
