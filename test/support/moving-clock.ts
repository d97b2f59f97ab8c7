import { systemClock } from '../../src/platform/clock.ts';
import type { Clock } from '../../src/platform/clock.ts';

/**
 * A clock that goes on by `stepMs` each time it is looked at. An act that looks twice writes two instants, on a fast
 * machine too, where a clock that stands still would hide it.
 */
export function movingClock(start: Date, stepMs = 7): Clock {
  let ms = start.getTime();
  return {
    now() {
      ms += stepMs;
      return new Date(ms);
    },
  };
}

/**
 * The machine's time from a day of the law on, so that a queue wakes waiting jobs by itself. A test that has seen
 * the preceding events moves the time forward to just before the awaited event.
 */
export class RunningClock implements Clock {
  #ahead: number;

  constructor(start: Date) {
    this.#ahead = start.getTime() - systemClock.now().getTime();
  }

  now(): Date {
    return new Date(systemClock.now().getTime() + this.#ahead);
  }

  /** Moves it on so that `ms` are left until the instant; it is never moved back. */
  moveTo(instant: Date, ms: number): void {
    this.#ahead += Math.max(0, instant.getTime() - ms - this.now().getTime());
  }
}
