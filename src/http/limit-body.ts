import { createMiddleware } from 'hono/factory';
import { Problem } from '../platform/problem.ts';
import { clientGone } from './client-gone.ts';
import type { HttpEnvironment } from './environment.ts';

/** A scan of 10 MB in base64 (13.4 MB) and the form around it. */
const LARGEST_BODY = 15 * 1024 * 1024;
/** Everything but a letter with its scan. */
export const LARGEST_ORDINARY_BODY = 1024 * 1024;

/** The refusal of a body, with the limit that it broke. */
export function tooLarge(limit: number): Problem {
  const mb = limit / 1024 / 1024;
  return new Problem({
    code: 'BODY_TOO_LARGE',
    zh: `请求内容过大：不能超过 ${mb} MB；扫描件请压缩后随授权书单独提交。`,
    en: `the request is too large: at most ${mb} MB; send a smaller scan, alone with its letter`,
  });
}

/**
 * Reads the body at most up to the limit and leaves its size in `bodyBytes`. A declared length over the limit is
 * refused before a byte is read; a body without a declared length is counted as it comes.
 *
 * @throws Problem BODY_TOO_LARGE
 * @example app.use('/graphql', limitBody());
 */
export function limitBody(limit = LARGEST_BODY) {
  return createMiddleware<HttpEnvironment>(async function limitBody(c, next) {
    const { body } = c.req.raw;
    if (Number(c.req.header('content-length') ?? 0) > limit) throw tooLarge(limit);
    if (body === null) {
      c.set('bodyBytes', 0);
    } else {
      const bytes = await readAtMost(body, limit);
      if (bytes === null) return clientGone();
      c.set('bodyBytes', bytes.byteLength);
      // Built from its parts: on Node the raw request is the adaptor's own, which the constructor does not know.
      const { method, headers, signal } = c.req.raw;
      c.req.raw = new Request(c.req.url, { method, headers, signal, body: bytes });
    }
    return next();
  });
}

/** @returns `null` where the connection ended before the body. */
async function readAtMost(body: ReadableStream<Uint8Array>, limit: number): Promise<ArrayBuffer | null> {
  const reader = body.getReader();
  const parts: Uint8Array[] = [];
  let size = 0;
  for (let part = await nextPart(reader); !part.done; part = await nextPart(reader)) {
    if (part.value === null) return null;
    size += part.value.byteLength;
    if (size > limit) throw tooLarge(limit);
    parts.push(part.value);
  }
  const whole = new Uint8Array(size);
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.byteLength;
  }
  return whole.buffer;
}

/** A body cannot be read for one reason: the client hung up, or was cut off because it was too slow. */
function nextPart(reader: ReadableStreamDefaultReader<Uint8Array>) {
  return reader.read().catch(() => ({ done: false, value: null }) as const);
}
