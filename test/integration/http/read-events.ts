/** One server-sent event. */
export type SentEvent = { readonly id: string | null; readonly event: string; readonly data: string };

/** The events of a stream as a browser's EventSource would tell them; comments and `retry` are left out. */
export async function* readEvents(response: Response): AsyncGenerator<SentEvent, void, undefined> {
  if (response.body === null) throw new Error('the response has no body');
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let buffer = '';
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      buffer += value;
      const blocks = buffer.split('\n\n');
      buffer = blocks.pop() ?? '';
      for (const block of blocks) {
        const fields = new Map(block.split('\n').map((line) => [line.split(':', 1)[0], line.replace(/^\w+:\s?/, '')]));
        const event = fields.get('event');
        if (event !== undefined) yield { id: fields.get('id') ?? null, event, data: fields.get('data') ?? '' };
      }
    }
  } finally {
    await reader.cancel();
  }
}
