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
 * The machine's time from a day of the law on, so that whoever waits is woken by a queue of its own accord; a test that
 * has seen what must come first moves it on to just before what it waits for.
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
