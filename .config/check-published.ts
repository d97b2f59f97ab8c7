// Promise: the published schema only grows. What a caller of commit 86cff67 may say is still answered; a field that gets a
// better name stays beside it, `@deprecated`, with the same value.
import { buildSchema, DangerousChangeType, findBreakingChanges, findDangerousChanges } from 'graphql';
import { conclude } from './findings.ts';
import { readFiles } from './tree.ts';

const NOW = 'schema/schema.graphql';
/** As it was published; never written again. */
const THEN = 'test/corpus/stored/schema-86cff67.graphql';
/** Another default answers the same question otherwise; all else that graphql calls dangerous is an addition. */
const OTHERWISE: ReadonlySet<string> = new Set([DangerousChangeType.ARG_DEFAULT_VALUE_CHANGE]);

const [now, then] = [NOW, THEN].map((path) => readFiles(/\.graphql$/).find((file) => file.path === path)?.text);
const taken = now === undefined || then === undefined ? [] : changes(then, now);
conclude(
  taken.map((says) => ({ path: NOW, says })),
  now === undefined || then === undefined ? 0 : 2,
);

function changes(before: string, after: string): readonly string[] {
  const [old, current] = [before, after].map((text) => buildSchema(text, { assumeValid: true, assumeValidSDL: true }));
  if (old === undefined || current === undefined) return [];
  const dangerous = findDangerousChanges(old, current).filter(({ type }) => OTHERWISE.has(type));
  return [...findBreakingChanges(old, current), ...dangerous].map(({ description }) => description);
}
