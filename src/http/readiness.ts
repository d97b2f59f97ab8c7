import type { Log } from '../platform/log.ts';

/** What a process stands on, in the order in which it is told. */
export const READY_PARTS = ['database', 'queue', 'keys', 'migrations'] as const;
export type ReadyPart = (typeof READY_PARTS)[number];

/** Resolves when the part works; whatever it throws goes to the log. */
type Probe = () => Promise<void>;

/** A question to a part that is under way. */
type Asked = { readonly since: number; readonly answer: Promise<void> };

/** A part that an installation has not is absent. */
export type Readiness = {
  readonly ready: boolean;
  readonly parts: Readonly<Partial<Record<ReadyPart, 'READY' | 'NOT_READY'>>>;
};

/** How long a part may take to answer. */
const PROBE_MS = 2_000;
/** A connection that was cut without a word never answers: after this time the part is asked anew on another. */
const GIVE_UP_MS = 30_000;
/** A part that stays away is told at most so often. */
const TELL_EVERY_MS = 60_000;

/** When each part was last told, by `performance.now()`; it outlives an app, which at the edge lives for one request. */
const toldIn = new WeakMap<Log, Map<ReadyPart, number>>();

/**
 * Makes a question that asks all parts at once. Whoever asks while a part has not answered yet waits for the same
 * answer, so that the number of callers is no load, and a part that hangs holds one connection.
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
