import { Problem } from './problem.ts';

/** The refusal of an idempotency key under which something else was asked for before. */
export function keyReused(cause?: unknown): Problem {
  return new Problem(
    {
      code: 'IDEMPOTENCY_KEY_REUSED',
      field: 'idempotencyKey',
      zh: '该幂等键已用于另一次不同的提交；请换一个新键。',
      en: 'this idempotency key was used for something else; use a new one',
    },
    { cause },
  );
}
