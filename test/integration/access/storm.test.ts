import { expect, it } from 'vitest';
import { storm } from './storm.ts';

it('acts of all kinds at one moment end in their output or a typed refusal, never in a deadlock', async () => {
  const outcome = await storm({ seed: 7, acts: 160 });
  expect(outcome.internal).toEqual([]);
  expect(outcome.done).toBeGreaterThan(30);
});
