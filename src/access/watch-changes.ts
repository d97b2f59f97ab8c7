import { PUBLIC_CHANGES, readChangesOfCase, readNewestSeq } from '../audit/case-changes.ts';
import type { CaseChange } from '../audit/case-changes.ts';
import type { RegionCode } from '../identity/region.ts';
import { readChangedSince } from '../work-items/read-items.ts';
import type { WorkItem } from '../work-items/work-item.ts';
import { createBell, LONGEST_TIMER_MS } from './bell.ts';
import { look } from './reader.ts';
import type { Reader } from './reader.ts';
import { tokenExpired } from './verify-token.ts';
import type { Watcher } from './watch-progress.ts';

const POLL_MS = 500;
/** Milliseconds: a change may be committed so much later than its instant, and clocks of two machines may differ so much. */
const OVERLAP_MS = 10_000;

/**
 * Work items of a place as they are opened, assigned and settled, each change once; an audit entry for each that is shown.
 * The table is read every 500 ms, on Node and at the edge alike.
 *
 * @throws Problem UNAUTHENTICATED when the watcher's token expires on the way.
 */
export async function* watchWorkItems(
  reader: Reader,
  division: RegionCode,
  watcher: Watcher,
): AsyncGenerator<WorkItem, void, undefined> {
  const { db, clock } = reader.services;
  const told = new Set<string>();
  const changes = async (since: Date) =>
    (await readChangedSince(db, division, since)).filter(({ id, version }) => !told.has(`${id} ${version}`));
  let since = new Date(clock.now().getTime() - OVERLAP_MS);
  // Changes from before the watch are in the list.
  for (const { id, version } of await changes(since)) told.add(`${id} ${version}`);
  for await (const _ of turns(watcher)) {
    const now = clock.now();
    const items = await changes(since);
    since = new Date(now.getTime() - OVERLAP_MS);
    await look(
      reader,
      items.map((item) => ({
        act: 'READ_WORK_ITEMS' as const,
        ...(item.applicationId === null ? {} : { applicationId: item.applicationId }),
        fieldKinds: [item.reason],
        division: item.division,
      })),
    );
    for (const item of items) {
      told.add(`${item.id} ${item.version}`);
      yield item;
    }
  }
}

/**
 * Acts on one case as they happen: which and when, and nothing of their content. The caller has seen the application.
 *
 * @param after cursor of the last change that the caller has; `null` from now on.
 * @throws Problem UNAUTHENTICATED when the watcher's token expires on the way.
 */
export async function* watchCase(
  { services: { db } }: Reader,
  applicationId: string,
  after: number | null,
  watcher: Watcher,
): AsyncGenerator<CaseChange, void, undefined> {
  const from = after ?? (await readNewestSeq(db));
  const told = new Set<number>();
  let newest = from;
  for await (const _ of turns(watcher)) {
    // Numbers are given before their transactions end: a smaller one may become visible later.
    const changes = await readChangesOfCase(db, applicationId, Math.max(from, newest - PUBLIC_CHANGES.reread));
    for (const change of changes.filter(({ seq }) => !told.has(seq))) {
      told.add(change.seq);
      newest = Math.max(newest, change.seq);
      yield change;
    }
  }
}

/** A turn at once and then every 500 ms, until the watcher goes away. */
async function* turns({ signal, validForMs }: Watcher): AsyncGenerator<void, void, undefined> {
  const bell = createBell(signal);
  let expired = validForMs <= 0;
  const expire = (): void => {
    expired = true;
    bell.ring();
  };
  const timer = setTimeout(expire, Math.min(validForMs, LONGEST_TIMER_MS));
  try {
    while (!signal.aborted) {
      if (expired) throw tokenExpired();
      yield;
      await bell.wait(POLL_MS);
    }
  } finally {
    clearTimeout(timer);
    bell.remove();
  }
}
