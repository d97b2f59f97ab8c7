import type { AskedOutcome, DirectConnection, Inquiry } from './port.ts';
import { SourceFault } from './port.ts';

/**
 * Asks several questions of one department: in exchanges of at most `batchSize` where its protocol takes many, else each
 * in an exchange of its own, all at once. The caller sees no difference.
 *
 * @returns one outcome for each inquiry, in their order.
 * @throws Error only for what is no SourceFault: a fault is the outcome of the questions that it concerns.
 */
export async function askAll(
  connection: DirectConnection,
  inquiries: readonly Inquiry[],
  signal: AbortSignal,
): Promise<readonly AskedOutcome[]> {
  if (connection.askMany === undefined) {
    return Promise.all(
      inquiries.map(async (inquiry) => {
        const { requestId } = inquiry;
        return outcomeOf([inquiry], async () => [{ requestId, reply: await connection.ask(inquiry, signal) }]);
      }),
    ).then((outcomes) => outcomes.flat());
  }
  const outcomes: AskedOutcome[] = [];
  for (let start = 0; start < inquiries.length; start += connection.batchSize) {
    const batch = inquiries.slice(start, start + connection.batchSize);
    outcomes.push(...(await outcomeOf(batch, () => connection.askMany(batch, signal))));
  }
  return outcomes;
}

/** A fault of the whole exchange is the outcome of every question in it; so is an exchange that mixes questions up. */
async function outcomeOf(
  batch: readonly Inquiry[],
  exchange: () => Promise<readonly AskedOutcome[]>,
): Promise<readonly AskedOutcome[]> {
  try {
    const outcomes = await exchange();
    const inOrder =
      outcomes.length === batch.length && batch.every(({ requestId }, at) => answers(outcomes[at], requestId));
    if (!inOrder) throw new SourceFault('FORMAT_CHANGED', { retryable: false, differences: ['. OTHER_REQUESTS'] });
    return outcomes;
  } catch (thrown) {
    if (!(thrown instanceof SourceFault)) throw thrown;
    return batch.map(({ requestId }) => ({ requestId, fault: thrown }));
  }
}

function answers(outcome: AskedOutcome | undefined, requestId: string): boolean {
  if (outcome?.requestId !== requestId) return false;
  return 'fault' in outcome || outcome.reply.requestId === requestId;
}
