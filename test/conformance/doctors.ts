import { createHash } from 'node:crypto';
import { encodeChinese } from '../../adapters/transports/chinese-text.ts';

/** Changes an answer in transit. `content` is the body of a response, or a decrypted response file. */
export type Doctor = (content: Buffer) => Buffer;

/** In which form an answer is. */
export type Form = 'JSON' | 'XML' | 'BATCH';

/** The form of a genuine answer. */
export function formOf(content: Buffer): Form {
  const first = content.subarray(0, 1).toString('latin1');
  return first === '{' ? 'JSON' : first === '<' ? 'XML' : 'BATCH';
}

/** How a text can stand in an answer: Chinese departments write one of these. */
function writingsOf(text: string): readonly Buffer[] {
  return [Buffer.from(text, 'utf8'), Buffer.from(encodeChinese(text, 'gb18030'))];
}

/** Whether an answer holds the text. */
export function holds(content: Buffer, text: string): boolean {
  return writingsOf(text).some((bytes) => content.includes(bytes));
}

/**
 * Puts other text in the place of a text, everywhere. It is repeated and cut to as many bytes: fixed-width files count
 * them.
 */
export function inPlaceOf(text: string, other: Uint8Array): Doctor {
  return (content) => {
    const found = writingsOf(text).find((bytes) => content.includes(bytes));
    if (found === undefined) return content;
    const filler = Buffer.alloc(found.byteLength, other);
    return spliced(content, found, filler);
  };
}

/** Puts ASCII in front of the first occurrence of a text of the answer. */
export function before(mark: string, inserted: string): Doctor {
  return (content) => {
    const at = content.indexOf(mark, 'latin1');
    if (at === -1) return content;
    return Buffer.concat([content.subarray(0, at), Buffer.from(inserted, 'latin1'), content.subarray(at)]);
  };
}

/** A batch file whose rows were changed, with a trailer that is right for them. */
export function withTrailer(content: Buffer, change: Doctor): Buffer {
  const trailerAt = content.subarray(0, -1).lastIndexOf(0x0a) + 1;
  const trailer = content.subarray(trailerAt).toString('latin1');
  const rows = change(content.subarray(0, trailerAt));
  const more = linesIn(rows) - linesIn(content.subarray(0, trailerAt));
  const written = trailer
    .replace(/[0-9a-f]{64}/, createHash('sha256').update(rows).digest('hex'))
    .replace(/(?<=^TRAILER.)\d+/, (count) => String(Number(count) + more));
  return Buffer.concat([rows, Buffer.from(written, 'latin1')]);
}

function linesIn(content: Buffer): number {
  let count = 0;
  for (let at = content.indexOf(0x0a); at !== -1; at = content.indexOf(0x0a, at + 1)) count += 1;
  return count;
}

function spliced(content: Buffer, from: Buffer, to: Buffer): Buffer {
  const parts: Buffer[] = [];
  let rest = 0;
  for (let at = content.indexOf(from); at !== -1; at = content.indexOf(from, rest)) {
    parts.push(content.subarray(rest, at), to);
    rest = at + from.byteLength;
  }
  return Buffer.concat([...parts, content.subarray(rest)]);
}
