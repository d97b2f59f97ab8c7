import { describe, expect, it } from 'vitest';
import { askWithRetry } from '../../../adapters/ask-with-retry.ts';
import { SourceFault } from '../../../src/sources/port.ts';
import type { SourceReply } from '../../../src/sources/port.ts';
import { realEstate } from '../../../adapters/real-estate.ts';
import { inquiry } from './asking.ts';

const reply: SourceReply = {
  requestId: inquiry().requestId,
  kind: 'NO_RECORD',
  facts: [],
  coverage: { territory: '320200', period: { from: null, to: null } },
  dataDate: null,
  raw: new Uint8Array(),
};
const busy = new SourceFault('BUSY', { retryable: true });
const asking = (outcomes: (SourceFault | SourceReply)[]) => {
  const asked: string[] = [];
  const ask = async ({ requestId }: { requestId: string }) => {
    asked.push(requestId);
    const outcome = outcomes.shift() ?? reply;
    if (outcome instanceof SourceFault) throw outcome;
    return outcome;
  };
  return { asked, ask };
};
const withAttempts = (attempts: number) => ({ behaviour: { ...realEstate.behaviour, attempts } });
const never = new AbortController().signal;

describe('asking again', () => {
  it('repeats a retryable fault with the same request id, and counts attempts from 1', async () => {
    const { asked, ask } = asking([busy, busy]);
    const attempts: number[] = [];
    const answer = await askWithRetry(withAttempts(3), { ask }, inquiry(), never, async (attempt) => {
      attempts.push(attempt);
    });
    expect(answer).toBe(reply);
    expect(asked).toEqual(Array.from({ length: 3 }, () => inquiry().requestId));
    expect(attempts).toEqual([1, 2, 3]);
  });

  it('gives up after the attempts of the source, with the last fault', async () => {
    const { asked, ask } = asking([busy, busy]);
    await expect(askWithRetry(withAttempts(2), { ask }, inquiry(), never)).rejects.toBe(busy);
    expect(asked).toHaveLength(2);
  });

  it('asks once where the source knows no repetition, and where the fault forbids it', async () => {
    const once = asking([busy]);
    await expect(askWithRetry(withAttempts(1), once, inquiry(), never)).rejects.toBe(busy);
    const refused = new SourceFault('REFUSED', { retryable: false });
    const final = asking([refused]);
    await expect(askWithRetry(withAttempts(3), final, inquiry(), never)).rejects.toBe(refused);
    expect([once.asked.length, final.asked.length]).toEqual([1, 1]);
  });

  it('gives each exchange the time of the source, and the next one its own', async () => {
    const hung = (_inquiry: unknown, signal: AbortSignal): Promise<SourceReply> =>
      new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(new SourceFault('TIMEOUT', { retryable: true })));
      });
    let turn = 0;
    const ask = (given: unknown, signal: AbortSignal) => (++turn === 1 ? hung(given, signal) : Promise.resolve(reply));
    const patient = { behaviour: { ...realEstate.behaviour, attempts: 2, timeoutMs: 20 } };
    expect(await askWithRetry(patient, { ask }, inquiry(), never)).toBe(reply);
    expect(turn).toBe(2);
  });

  it('does not repeat what is no fault of the source', async () => {
    const bug = new TypeError('a bug');
    const ask = () => Promise.reject(bug);
    await expect(askWithRetry(withAttempts(3), { ask }, inquiry(), never)).rejects.toBe(bug);
  });

  it('ends with the budget, during an exchange and between two', async () => {
    const hanging = { ask: () => new Promise<never>(() => {}) };
    await expect(askWithRetry(withAttempts(3), hanging, inquiry(), AbortSignal.timeout(20))).rejects.toMatchObject({
      reason: 'TIMEOUT',
    });
    const budget = new AbortController();
    const { asked, ask } = asking([busy, busy, busy]);
    const ending = async (attempt: number) => {
      if (attempt === 2) budget.abort();
    };
    await expect(askWithRetry(withAttempts(9), { ask }, inquiry(), budget.signal, ending)).rejects.toBeInstanceOf(
      SourceFault,
    );
    expect(asked.length).toBeLessThanOrEqual(2);
  });

  it('asks nothing when the budget is over already', async () => {
    const { asked, ask } = asking([]);
    await expect(askWithRetry(withAttempts(3), { ask }, inquiry(), AbortSignal.abort())).rejects.toMatchObject({
      reason: 'TIMEOUT',
    });
    expect(asked).toEqual([]);
  });
});
