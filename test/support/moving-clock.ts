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
