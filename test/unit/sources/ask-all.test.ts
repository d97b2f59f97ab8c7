import fc from 'fast-check';
import { expect, it } from 'vitest';
import { askAll } from '../../../src/sources/ask-all.ts';
import { SourceFault } from '../../../src/sources/port.ts';
import type { AskedOutcome, DirectConnection, Inquiry, SourceReply } from '../../../src/sources/port.ts';
import { inquiry, patience } from '../adapters/asking.ts';

const replyTo = ({ requestId }: Inquiry): SourceReply => ({
  requestId,
  kind: 'NO_RECORD',
  facts: [],
  coverage: { territory: '100000', period: { from: null, to: null } },
  dataDate: null,
  raw: Buffer.from(requestId),
});
const busy = new SourceFault('BUSY', { retryable: true });

/** Answers each question, but for those that it has no time for. */
function oneByOne(refuses: ReadonlySet<string>): DirectConnection {
  return {
    mode: 'DIRECT',
    ask: async (asked) => {
      if (refuses.has(asked.requestId)) throw busy;
      return replyTo(asked);
    },
    read: replyTo,
    close: async () => {},
  };
}

/** The same department with a protocol for many; `sizes` notes its exchanges. */
function inBatches(refuses: ReadonlySet<string>, batchSize: number, sizes: number[]): DirectConnection {
  return {
    ...oneByOne(refuses),
    batchSize,
    async askMany(inquiries) {
      sizes.push(inquiries.length);
      return inquiries.map((asked): AskedOutcome =>
        refuses.has(asked.requestId)
          ? { requestId: asked.requestId, fault: busy }
          : { requestId: asked.requestId, reply: replyTo(asked) },
      );
    },
  };
}

it('gives the same outcomes in the same order, whether a department takes many or one by one', async () => {
  const questions = fc.uniqueArray(fc.uuid(), { maxLength: 30 });
  await fc.assert(
    fc.asyncProperty(
      questions,
      fc.integer({ min: 1, max: 8 }),
      fc.array(fc.nat(29)),
      async (ids, batchSize, chosen) => {
        const refuses = new Set(chosen.flatMap((place) => ids[place] ?? []));
        const inquiries = ids.map((requestId) => inquiry({ requestId }));
        const sizes: number[] = [];
        const alone = await askAll(oneByOne(refuses), inquiries, patience());
        expect(await askAll(inBatches(refuses, batchSize, sizes), inquiries, patience())).toEqual(alone);
        expect(alone.map(({ requestId }) => requestId)).toEqual(ids);
        expect(alone.flatMap((one) => ('fault' in one ? [one.requestId] : []))).toEqual(
          ids.filter((id) => refuses.has(id)),
        );
        expect(sizes.every((size) => size >= 1 && size <= batchSize)).toBe(true);
        expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(ids.length);
      },
    ),
  );
});

const two = [inquiry({ requestId: 'a' }), inquiry({ requestId: 'b' })];
const mixed = (askMany: (inquiries: readonly Inquiry[]) => readonly AskedOutcome[]): DirectConnection => ({
  ...oneByOne(new Set()),
  batchSize: 10,
  askMany: async (inquiries) => askMany(inquiries),
});
const answered = (asked: Inquiry): AskedOutcome => ({ requestId: asked.requestId, reply: replyTo(asked) });

it.each([
  ['in another order', mixed((asked) => asked.map(answered).toReversed())],
  ['one short', mixed((asked) => asked.slice(1).map(answered))],
  [
    'with the answer to another question',
    mixed((asked) => asked.map(({ requestId }) => ({ requestId, reply: replyTo(inquiry({ requestId: 'c' })) }))),
  ],
])('takes no answer of an exchange that comes back %s', async (_case, department) => {
  const outcomes = await askAll(department, two, patience());
  expect(outcomes.map((one) => ('fault' in one ? one.fault.reason : 'REPLY'))).toEqual([
    'FORMAT_CHANGED',
    'FORMAT_CHANGED',
  ]);
});

it('counts a fault of the whole exchange to each of its questions, and lets a mistake of the adapter through', async () => {
  const failing = (thrown: Error): DirectConnection => ({
    ...oneByOne(new Set()),
    batchSize: 10,
    askMany: () => Promise.reject(thrown),
  });
  expect(await askAll(failing(busy), two, patience())).toEqual([
    { requestId: 'a', fault: busy },
    { requestId: 'b', fault: busy },
  ]);
  await expect(askAll(failing(new RangeError('a mistake')), two, patience())).rejects.toThrow('a mistake');
});
