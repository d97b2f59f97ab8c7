import type { Log } from '../platform/log.ts';

/** The parts that a process depends on, in the order of the reply. */
export const READY_PARTS = ['database', 'queue', 'keys', 'migrations'] as const;
export type ReadyPart = (typeof READY_PARTS)[number];

/** Resolves when the part works; the log receives any error. */
type Probe = () => Promise<void>;

/** A probe of a part that is still running. */
type Asked = { readonly since: number; readonly answer: Promise<void> };

/** The probes of an installation; a part that it lacks is absent. */
export type Readiness = {
  readonly ready: boolean;
  readonly parts: Readonly<Partial<Record<ReadyPart, 'READY' | 'NOT_READY'>>>;
};

/** How long a part may take to answer. */
const PROBE_MS = 2_000;
/** A silently cut connection never answers: after this time the part is probed again on another connection. */
const GIVE_UP_MS = 30_000;
/** A part that stays unavailable is logged at most this often. */
const TELL_EVERY_MS = 60_000;

/**
 * When each part was last logged, by `performance.now()`; it outlives an app, which at the edge lives for one
 * request.
 */
const toldIn = new WeakMap<Log, Map<ReadyPart, number>>();

/**
 * Creates a function that probes all parts at once. A caller who arrives during a probe waits for the same answer,
 * so that many callers cause no load, and a part that hangs occupies one connection.
 */
export function createReadiness(
  probes: Readonly<Partial<Record<ReadyPart, Probe>>>,
  log: Log,
  { probeMs = PROBE_MS, giveUpMs = GIVE_UP_MS }: { readonly probeMs?: number; readonly giveUpMs?: number } = {},
): () => Promise<Readiness> {
  const asked = new Map<ReadyPart, Asked>();

  function ask(part: ReadyPart, probe: Probe): Promise<void> {
    const known = asked.get(part);
    if (known !== undefined && performance.now() - known.since < giveUpMs) return known.answer;
    const answer = Promise.resolve()
      .then(probe)
      .finally(() => {
        if (asked.get(part)?.answer === answer) asked.delete(part);
      });
    asked.set(part, { since: performance.now(), answer });
    return answer;
  }

  async function holds(part: ReadyPart, probe: Probe): Promise<boolean> {
    const running = ask(part, probe);
    try {
      await inTime(running, probeMs);
      return true;
    } catch (err) {
      tell(log, part, err);
      return false;
    }
  }

  return async () => {
    const known = READY_PARTS.flatMap((part) => {
      const probe = probes[part];
      return probe === undefined ? [] : [{ part, probe }];
    });
    const states = await Promise.all(
      known.map(async ({ part, probe }) => [part, (await holds(part, probe)) ? 'READY' : 'NOT_READY'] as const),
    );
    return { ready: states.every(([, state]) => state === 'READY'), parts: Object.fromEntries(states) };
  };
}

async function inTime(work: Promise<void>, ms: number): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('no answer in time')), ms);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

function tell(log: Log, part: ReadyPart, err: unknown): void {
  const told = toldIn.get(log) ?? new Map<ReadyPart, number>();
  toldIn.set(log, told);
  const now = performance.now();
  if (now - (told.get(part) ?? Number.NEGATIVE_INFINITY) < TELL_EVERY_MS) return;
  told.set(part, now);
  log.warn('not ready', { kind: part, err });
}
