import { describe, expect, it } from 'vitest';
import { pauseFor } from '../../../jobs/run-check.ts';

type Open = Parameters<typeof pauseFor>[1][number];
type Services = Parameters<typeof pauseFor>[0];

const NOW = new Date('2018-03-05T01:30:00Z');
const HOUR_MS = 3_600_000;
const connection = (mode: 'DIRECT' | 'EXCHANGE') => [mode.toLowerCase(), { connection: { mode } }] as const;
// Only the mode of a source's connection matters here.
const services = {
  clock: { now: () => NOW },
  connected: new Map([connection('DIRECT'), connection('EXCHANGE')]),
} as unknown as Services;

const open = (sourceId: string, unsent: number, dueInMs = HOUR_MS): Open => ({
  sourceId,
  unsent,
  nextDueAt: new Date(NOW.getTime() + dueInMs),
});
const direct = (againInMs: number | null) => ({ mode: 'DIRECT' as const, againInMs });

describe('a check that waits', () => {
  it('looks again each second for a direct question in the hand of another worker', () => {
    expect(pauseFor(services, [open('direct', 1)], [direct(null)], null)).toBe(1_000);
  });

  it('sleeps until it is woken or due where all its direct questions wait with those of other checks', () => {
    expect(pauseFor(services, [open('direct', 0)], [], null)).toBe(HOUR_MS);
    expect(pauseFor(services, [open('direct', 0), open('exchange', 3)], [], null)).toBe(HOUR_MS);
  });

  it('looks again where one of them has to be asked by itself', () => {
    expect(pauseFor(services, [open('direct', 0), open('direct', 1)], [direct(null)], null)).toBe(1_000);
    expect(pauseFor(services, [open('direct', 0), open('direct', 1)], [direct(2_500)], null)).toBe(2_500);
  });

  it('never sleeps past the first due time, nor past the moment at which the lines are weighed', () => {
    expect(pauseFor(services, [open('direct', 0), open('exchange', 0, 700)], [], null)).toBe(700);
    expect(pauseFor(services, [open('direct', 0)], [], new Date(NOW.getTime() + 300))).toBe(300);
  });

  it('looks again soon where nothing is open and no report came of it yet', () => {
    expect(pauseFor(services, [], [], null)).toBe(1_000);
  });
});
