/**
 * Joins calls that come in while an earlier batch is under way into the next one. A lone call is served at once;
 * under load the batches grow by themselves, so that a burst costs round trips by the batch, not by the call.
 *
 * @param serve Serves a batch; its results in the order of its items. When it throws, every caller of the batch gets
 *   that error.
 * @param options.alone When a batch fails, its items are served one by one: what is wrong with one of them is told to
 *   its own caller only. For a `serve` that has done nothing when it throws.
 */
export function createBatcher<Item, Result>(
  serve: (items: readonly Item[]) => Promise<readonly Result[]>,
  { most = 500, alone = false }: { most?: number; alone?: boolean } = {},
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
      await settle(batch);
    }
    running = false;
  }

  async function settle(batch: readonly Waiting[]): Promise<void> {
    try {
      const results = await serve(batch.map(({ item }) => item));
      if (results.length !== batch.length) throw new Error('a batch returned another number of results than items');
      batch.forEach(({ resolve }, index) => resolve(results[index] as Result));
    } catch (thrown) {
      if (alone && batch.length > 1) for (const one of batch) await settle([one]);
      else for (const { reject } of batch) reject(thrown);
    }
  }

  return (item) =>
    new Promise<Result>((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (!running) void drain();
    });
}
