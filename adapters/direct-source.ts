import { sampleOf } from '../src/evidence/format-sample.ts';
import type { AnswerForm } from '../src/evidence/format-sample.ts';
import { SourceFault } from '../src/sources/port.ts';
import type { DirectConnection, Inquiry, SourceReply } from '../src/sources/port.ts';

/** The differences between sources that answer in the same exchange. */
type DirectSource = {
  readonly form: AnswerForm;
  /** Asks, and brings the answer as it arrived. @throws SourceFault */
  exchange(inquiry: Inquiry, signal: AbortSignal): Promise<Uint8Array>;
  /** Makes a reply of an answer. @throws SourceFault */
  read(inquiry: Inquiry, raw: Uint8Array): SourceReply;
  /** The answer's form without its meaning. @throws SourceFault where it has not even that. */
  tree(raw: Uint8Array): unknown;
};

/**
 * Asking and reading are two steps, so that an answer that could not be read is kept and read again once the adapter is
 * mended. It leaves with the fault that says so.
 */
export function connectDirect({ form, exchange, read, tree }: DirectSource): DirectConnection {
  const sample = (raw: Uint8Array, differences: readonly string[]) =>
    sampleOf(form, raw.byteLength, treeOrNothing(tree, raw), { differences });
  const readOrKeep = (inquiry: Inquiry, raw: Uint8Array): SourceReply => {
    try {
      return read(inquiry, raw);
    } catch (thrown) {
      if (!(thrown instanceof SourceFault) || thrown.reason !== 'FORMAT_CHANGED') throw thrown;
      const unread = { raw, sample: sample(raw, thrown.differences) };
      throw new SourceFault('FORMAT_CHANGED', { retryable: false, unread });
    }
  };
  return {
    mode: 'DIRECT',
    ask: async (inquiry, signal) => readOrKeep(inquiry, await exchange(inquiry, signal)),
    read: readOrKeep,
    close: async () => {},
  };
}

function treeOrNothing(tree: (raw: Uint8Array) => unknown, raw: Uint8Array): unknown {
  try {
    return tree(raw);
  } catch (thrown) {
    if (thrown instanceof SourceFault) return undefined;
    throw thrown;
  }
}
