import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { assertIdsOnly } from '../../../src/platform/queue.ts';
import { readHint, writeHint } from '../../../src/verification/moved-hint.ts';

it('tells each check once, in hints that fit a notification', () => {
  const ids = Array.from({ length: 250 }, () => randomUUID());
  const hints = writeHint([...ids, ...ids]);
  expect(hints).toHaveLength(3);
  expect(hints.flatMap(readHint)).toEqual(ids);
  for (const hint of hints) {
    assertIdsOnly(hint);
    expect(JSON.stringify(hint).length).toBeLessThan(8_000);
  }
  expect(writeHint([])).toEqual([]);
});
