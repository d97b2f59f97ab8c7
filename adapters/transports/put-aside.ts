import type { ReceivedRow } from './batch-layout.ts';

/** Why a file of a partner, or a row of one, is put aside. It ends the name of the file in `rejects`. */
export type AsideReason =
  /** Not the name of a file that this partner may send. */
  | 'NAME'
  | 'TOO_LARGE'
  /** Half-written, and it has not grown for long. */
  | 'INCOMPLETE'
  | 'NO_CONTAINER'
  /** Another key, another name, another bit. */
  | 'SEAL'
  /** Trailer, digest, count, columns or encoding are not as agreed. */
  | 'FORM'
  /** About a batch, or a row of one, that was never sent. */
  | 'NEVER_ASKED'
  /** Sound in itself; but our own copy of what was sent or answered before does not open any more. */
  | 'OWN_COPY'
  /** An answer that makes no sense, or an acknowledgement of something else than was sent. */
  | 'CONTENT'
  /** A row: its request id stands in the file more than once, and a contradiction is no answer. */
  | 'TWICE_IN_FILE'
  /** A row: the lines of its answer are not all there, or one of them comes twice. */
  | 'LINES'
  /** A row: nothing but its request id could be read, or not whom it answers about. */
  | 'UNREAD'
  /** A row: an earlier file answered the same question otherwise; the first answer stands. */
  | 'ANSWERED_BEFORE';

/** A row that is not taken, and why. */
export type AsideRow = { readonly reason: AsideReason; readonly row: ReceivedRow };

/** Something of a partner's that is not taken. Carries nothing of its content. */
export class PutAside extends Error {
  override readonly name = 'PutAside';
  readonly reason: AsideReason;

  constructor(reason: AsideReason, options: { cause?: unknown } = {}) {
    super(`put aside: ${reason}`, options);
    this.reason = reason;
  }
}
