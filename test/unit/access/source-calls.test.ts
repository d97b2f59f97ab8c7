import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { SourceCalls } from '../../../src/access/source-calls.ts';

describe('what one request may ask', () => {
  it('is not decided while another household of it is being opened', async () => {
    const calls = new SourceCalls();
    const order: string[] = [];
    const opening = calls.prepare(async () => {
      await pause(20);
      order.push('opened');
    });
    await Promise.all([calls.mayAsk(200).then(() => order.push('asked')), opening]);
    expect(order).toEqual(['opened', 'asked']);
  });

  it('is refused to all of them where together they want too much', async () => {
    const calls = new SourceCalls();
    calls.reckon(3, 200);
    calls.reckon(0, 51);
    const outcomes = await Promise.allSettled([calls.mayAsk(200), calls.mayAsk(51)]);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(calls.state()).toEqual({ fromStore: 3, needed: 251, asked: 0, limit: 250 });
  });

  it('tells who comes after something was asked that nothing more was', async () => {
    const calls = new SourceCalls();
    await calls.mayAsk(200);
    await expect(calls.mayAsk(51)).rejects.toThrow(/nothing more was asked/);
    calls.spared(20);
    await calls.mayAsk(51);
    calls.reckon(0, 0);
    expect(calls.state()?.asked).toBe(231);
  });

  it('goes on where a household cannot be opened', async () => {
    const calls = new SourceCalls();
    const failing = calls.prepare(() => Promise.reject(new Error('not found')));
    await expect(failing).rejects.toThrow('not found');
    await expect(calls.mayAsk(1)).resolves.toBeUndefined();
  });
});
