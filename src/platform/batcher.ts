/**
 * Joins calls that come in while an earlier batch is under way into the next one. A lone call is served at once;
 * under load the batches grow by themselves, so that a burst costs round trips by the batch, not by the call.
 *
 * @param serve Serves a batch; its results in the order of its items. When it throws, every caller of the batch gets
 *   that error.
 */
export function createBatcher<Item, Result>(
  serve: (items: readonly Item[]) => Promise<readonly Result[]>,
  { most = 500 }: { most?: number } = {},
): (item: Item) => Promise<Result> {
  type Waiting = { item: Item; resolve: (result: Result) => void; reject: (reason: unknown) => void };
  let waiting: Waiting[] = [];
  let running = false;

  async function drain(): Promise<void> {
    running = true;
    // Calls made in the same turn of the event loop belong to the first batch.
    await Promise.resolve();
    while (waiting.length > 0) {
      const batch = waiting.slice(0, most);
      waiting = waiting.slice(most);
      try {
        const results = await serve(batch.map(({ item }) => item));
        if (results.length !== batch.length) throw new Error('a batch returned another number of results than items');
        batch.forEach(({ resolve }, index) => resolve(results[index] as Result));
      } catch (thrown) {
        for (const { reject } of batch) reject(thrown);
      }
    }
    running = false;
  }

  return (item) =>
    new Promise<Result>((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (!running) void drain();
    });
}
