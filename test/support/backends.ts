import { redisAvailable } from './queue.ts';

/** A queue backend on which a flow runs; `missing` where its server is not installed. */
export type Backend = { readonly backend: 'postgres' | 'redis'; readonly missing: boolean };

/** Marks tests that need Redis, and whether Redis is missing. */
const REDIS = { backend: 'redis', missing: !redisAvailable() } as const;

const POSTGRES = { backend: 'postgres', missing: false } as const;

/** Both backends: for what the queue itself promises, and for the one whole flow that `npm test` walks on each. */
export const BOTH_BACKENDS: readonly Backend[] = [POSTGRES, REDIS];

/** Set by `.ci/long backends`. */
const EVERY_BACKEND = process.env['TEST_EVERY_BACKEND'] === '1';

/**
 * Backends of a flow that knows of its queue only by the seam, whose suites (`test/integration/queue`) hold both to the
 * same promises: PostgreSQL in `npm test`, Redis too in `.ci/long backends`.
 */
export const FLOW_BACKENDS: readonly Backend[] = EVERY_BACKEND ? BOTH_BACKENDS : [POSTGRES];
