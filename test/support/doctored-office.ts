import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Something that stands between gateway and department and changes what the department says. */
export type DoctoredOffice = {
  readonly url: string;
  /** Text that stands in the answer, and what shall stand there instead; everywhere. */
  swap(from: string, to: string): void;
  /** The bytes of the answer, and what shall come instead; it takes the place of a swap. */
  change(change: (bytes: Buffer) => Uint8Array): void;
  /** Whether the last answer held the text that was to be swapped. */
  swapped(): boolean;
  close(): Promise<void>;
};

/**
 * Passes questions on to a department's server, and its answers back with a text swapped. The question's signature
 * stays good: it is over path and body, not over the port. Only ASCII is swapped, so that any encoding survives.
 */
export async function openDoctoredOffice(target: string): Promise<DoctoredOffice> {
  let change = (bytes: Buffer): Uint8Array => bytes;
  let swapped = false;
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      void (async () => {
        const headers = Object.entries(request.headers).flatMap(([name, value]): [string, string][] =>
          typeof value === 'string' && !['host', 'connection', 'content-length'].includes(name) ? [[name, value]] : [],
        );
        const answer = await fetch(target, { method: 'POST', headers, body: Buffer.concat(parts) });
        const body = change(Buffer.from(await answer.arrayBuffer()));
        response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' }).end(body);
      })();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}${new URL(target).pathname}`,
    swap(from, to) {
      change = (bytes) => {
        const text = bytes.toString('latin1');
        swapped = text.includes(from);
        return Buffer.from(text.replaceAll(from, to), 'latin1');
      };
    },
    change(other) {
      change = other;
    },
    swapped: () => swapped,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
