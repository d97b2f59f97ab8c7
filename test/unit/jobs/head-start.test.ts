import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { HeadStart } from '../../../jobs/head-start.ts';

describe('the head start of what waits longest', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  /** Work that ends when it is told to. */
  function held() {
    const { promise, resolve } = Promise.withResolvers<string>();
    return { work: () => promise, end: () => resolve('done') };
  }

  it('is over at once when nothing comes first', async () => {
    await new HeadStart().over();
    expect(vi.getTimerCount()).toBe(0);
  });

  it('is over for all who wait when the last of what comes first has ended, failed or not', async () => {
    const headStart = new HeadStart();
    const [one, failing] = [held(), Promise.withResolvers<string>()];
    const first = headStart.first(one.work);
    const second = headStart.first(() => failing.promise);
    const gone: string[] = [];
    const waiting = ['a', 'b'].map(async (name) => {
      await headStart.over();
      gone.push(name);
    });
    one.end();
    expect(await first).toBe('done');
    await Promise.resolve();
    expect(gone).toEqual([]);
    failing.reject(new Error('not laid'));
    await expect(second).rejects.toThrow('not laid');
    await Promise.all(waiting);
    expect(gone).toEqual(['a', 'b']);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('is never longer than half a second', async () => {
    const headStart = new HeadStart();
    const { work, end } = held();
    const first = headStart.first(work);
    const over = headStart.over();
    await vi.advanceTimersByTimeAsync(500);
    await over;
    end();
    await first;
  });

  it('lets nobody wait longer for files that are slow to lie there, and leaves no timer behind', async () => {
    const headStart = new HeadStart();
    const slow = held();
    const laid = headStart.laid(slow.work());
    await vi.advanceTimersByTimeAsync(500);
    await laid;
    await headStart.laid(Promise.resolve());
    expect(vi.getTimerCount()).toBe(0);
  });

  it('tells why files could not be laid', async () => {
    await expect(new HeadStart().laid(Promise.reject(new Error('not laid')))).rejects.toThrow('not laid');
    expect(vi.getTimerCount()).toBe(0);
  });
});
