import { addLatenciesInTrx } from '../../sources/latency.ts';
import type { LatencyCount } from '../../sources/latency.ts';
import { closeReplayedInTrx } from '../../sources/replayed.ts';
import { keepUnreadInTrx } from '../../sources/unread-store.ts';
import type { NewUnread } from '../../sources/unread-store.ts';
import { holdWatchInTrx, watchSourcesInTrx } from '../../sources/watch.ts';
import type { Watched } from '../../sources/watch.ts';
import type { VerificationServices } from '../../verification/services.ts';
import { defineProgramAct } from './program-act.ts';

/** Looks at the sources: which have fallen silent, and which are back. */
export const watchSourcesAct = defineProgramAct<VerificationServices, null, Watched, number | null>({
  name: 'WATCH_SOURCES',
  traces: 'NO_PERSON',
  hold: holdWatchInTrx,
  run: (_, acting, __, readUntil) => watchSourcesInTrx(acting, readUntil),
});

/** Adds up how long exchanges took. */
export const addLatenciesAct = defineProgramAct<VerificationServices, readonly LatencyCount[], void, null>({
  name: 'ADD_LATENCIES',
  traces: 'NO_PERSON',
  hold: () => Promise.resolve(null),
  run: (_, acting, counts) => addLatenciesInTrx(acting, counts),
});

/** Keeps an answer that cannot be read, sealed and unseen. @returns whether operators had not been told of it yet. */
export const keepUnreadAct = defineProgramAct<VerificationServices, NewUnread, boolean, null>({
  name: 'KEEP_UNREAD',
  traces: 'NO_PERSON',
  hold: () => Promise.resolve(null),
  run: ({ vault, office }, acting, unread) => keepUnreadInTrx(vault, acting, office.division, unread),
});

/** Notes that the kept answers of a source were read again. */
export const closeReplayedAct = defineProgramAct<VerificationServices, { readonly sourceId: string }, void, null>({
  name: 'CLOSE_REPLAYED',
  roles: ['OPERATOR'],
  traces: 'NO_PERSON',
  hold: () => Promise.resolve(null),
  run: (_, acting, { sourceId }) => closeReplayedInTrx(acting, sourceId),
});
