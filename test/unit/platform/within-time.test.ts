import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { withinTime } from '../../../src/platform/within-time.ts';

const LONG_MS = 60_000;
const SHORT_MS = 5;

/** Ends only with its signal, for the signal's reason. */
const heeding = (signal: AbortSignal) => pause(LONG_MS, undefined, { signal, ref: false });

describe('withinTime', () => {
  it('returns what the work returns, and its signal ends with nothing afterwards', async () => {
    const caller = new AbortController();
    const handed: AbortSignal[] = [];
    const done = await withinTime(caller.signal, SHORT_MS, (signal) => {
      handed.push(signal);
      return Promise.resolve('done');
    });
    await pause(2 * SHORT_MS);
    caller.abort();
    expect(done).toBe('done');
    expect(handed.map(({ aborted }) => aborted)).toEqual([false]);
  });

  it('ends the work when its time is up, with a TimeoutError as the reason', async () => {
    const ended = withinTime(new AbortController().signal, SHORT_MS, heeding);
    await expect(ended).rejects.toMatchObject({ cause: { name: 'TimeoutError' } });
  });

  it('ends the work when the caller ends, for the caller’s reason', async () => {
    const caller = new AbortController();
    const ended = withinTime(caller.signal, LONG_MS, heeding);
    caller.abort(new Error('told to stop'));
    await expect(ended).rejects.toMatchObject({ cause: { message: 'told to stop' } });
  });

  it('hands an ended signal to work that begins after the caller has ended', async () => {
    const ended = withinTime(AbortSignal.abort(new Error('told to stop')), LONG_MS, heeding);
    await expect(ended).rejects.toMatchObject({ cause: { message: 'told to stop' } });
  });

  it('lets a fault of the work through', async () => {
    const broken = withinTime(new AbortController().signal, LONG_MS, () => Promise.reject(new Error('broken')));
    await expect(broken).rejects.toThrow('broken');
  });
});
