import type { ExecutionResult } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { RequestScope } from './request-scope.ts';

const PING_MS = 12_000;
/** A watcher that lost its connection comes back after this time. */
const RETRY_MS = 1_000;

/**
 * Streams of a subscription as server-sent events that carry their cursor as `id:`, so that `Last-Event-ID` resumes
 * them; yoga's own stream has none. Otherwise the distinct-connections mode of the GraphQL over SSE protocol.
 */
export function streamWithIds(): Plugin<object, RequestScope> {
  return {
    onResultProcess({ request, result, setResultProcessor, serverContext }) {
      const accepts = request.headers.get('accept')?.includes('text/event-stream') === true;
      if (!accepts || !(Symbol.asyncIterator in result)) return;
      const { stream } = serverContext;
      setResultProcessor(() => eventStream(result, () => stream.cursor), 'text/event-stream');
    },
  };
}

function eventStream(results: AsyncIterable<ExecutionResult>, cursor: () => number | null): Response {
  const iterator = results[Symbol.asyncIterator]();
  const encoder = new TextEncoder();
  let ping: ReturnType<typeof setInterval> | undefined;
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(encoder.encode(`retry: ${RETRY_MS}\n\n`));
      ping = setInterval(() => {
        if ((controller.desiredSize ?? 0) > 0) controller.enqueue(encoder.encode(':\n\n'));
      }, PING_MS);
    },
    async pull(controller) {
      const next = await iterator.next();
      if (next.done === true) {
        clearInterval(ping);
        controller.enqueue(encoder.encode('event: complete\ndata:\n\n'));
        controller.close();
        return;
      }
      // The stream is pulled one event at a time: the newest cursor is this event's.
      const id = cursor();
      const head = id === null ? '' : `id: ${id}\n`;
      controller.enqueue(encoder.encode(`${head}event: next\ndata: ${JSON.stringify(next.value)}\n\n`));
    },
    async cancel() {
      clearInterval(ping);
      await iterator.return?.();
    },
  });
  const headers = { 'content-type': 'text/event-stream', 'cache-control': 'no-cache', 'content-encoding': 'none' };
  return new Response(body, { headers });
}
