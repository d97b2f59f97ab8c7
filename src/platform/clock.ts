/**
 * The only source of the present. Law and policy speak of instants on this clock; network timeouts run on
 * the machine's own timers and are never derived from it.
 */
export interface Clock {
  /** The present instant. */
  now(): Date;
}

/** The machine's time. The one place in the project that may ask it. */
export const systemClock: Clock = { now: () => new Date() };

/** The machine's time moved by a fixed distance, so that several processes agree on a demo's date. */
export function shiftedClock(offsetMs: number): Clock {
  return offsetMs === 0 ? systemClock : { now: () => new Date(systemClock.now().getTime() + offsetMs) };
}

/** A clock that stands still until it is moved; for tests. */
export class ManualClock implements Clock {
  #now: number;

  constructor(start: Date) {
    this.#now = start.getTime();
  }

  now(): Date {
    return new Date(this.#now);
  }

  advance(ms: number): void {
    if (ms < 0) throw new RangeError('time does not run backwards');
    this.#now += ms;
  }
}
