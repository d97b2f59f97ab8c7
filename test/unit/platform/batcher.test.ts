import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createBatcher } from '../../../src/platform/batcher.ts';

describe('a batcher', () => {
  it('serves a lone call at once and joins what comes meanwhile into the next batch', async () => {
    const batches: number[][] = [];
    const gates: (() => void)[] = [];
    const double = createBatcher(async (items: readonly number[]) => {
      batches.push([...items]);
      await new Promise<void>((resolve) => gates.push(resolve));
      return items.map((item) => item * 2);
    });
    const first = double(1);
    await Promise.resolve();
    await Promise.resolve();
    const later = [double(2), double(3)];
    gates[0]?.();
    expect(await first).toBe(2);
    await new Promise((resolve) => setImmediate(resolve));
    gates[1]?.();
    expect(await Promise.all(later)).toEqual([4, 6]);
    expect(batches).toEqual([[1], [2, 3]]);
  });

  it('gives the error of a batch to its callers only, and serves the next', async () => {
    let turn = 0;
    const serve = createBatcher(async (items: readonly string[]) => {
      turn += 1;
      if (turn === 1) throw new Error('first batch failed');
      return items;
    });
    await expect(serve('a')).rejects.toThrow('first batch failed');
    expect(await serve('b')).toBe('b');
  });

  it('refuses a server that answers another number of items', async () => {
    const serve = createBatcher(async () => [] as string[]);
    await expect(serve('a')).rejects.toThrow('another number');
  });

  it('serves the items of a failed batch one by one where they stand alone, so that one fault has one caller', async () => {
    const served: string[][] = [];
    const serve = createBatcher(
      async (batch: readonly string[]) => {
        served.push([...batch]);
        if (batch.includes('bad')) throw new Error('bad');
        return batch.map((item) => item.toUpperCase());
      },
      { alone: true },
    );
    const settled = await Promise.allSettled(['a', 'bad', 'b'].map((item) => serve(item)));
    expect(settled.map((one) => (one.status === 'fulfilled' ? one.value : String(one.reason)))).toEqual([
      'A',
      'Error: bad',
      'B',
    ]);
    expect(served).toEqual([['a', 'bad', 'b'], ['a'], ['bad'], ['b']]);
  });

  it('gives every caller its own result and never exceeds the most in a batch', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer(), { maxLength: 60 }),
        fc.integer({ min: 1, max: 7 }),
        async (items, most) => {
          const sizes: number[] = [];
          const serve = createBatcher(
            async (batch: readonly number[]) => {
              sizes.push(batch.length);
              return batch.map((item) => ({ item }));
            },
            { most },
          );
          const results = await Promise.all(items.map((item) => serve(item)));
          expect(results.map(({ item }) => item)).toEqual(items);
          expect(Math.max(0, ...sizes)).toBeLessThanOrEqual(most);
        },
      ),
    );
  });
});
