import type { SandboxSettingsInput } from '../../adapters/sandbox/settings.ts';

/** Decides which people are checked and what the departments know of them. */
export const SEED = 'bench';

/** How slow the departments are, milliseconds. The ratio depends on the slowest; the overhead hardly does. */
export const LATENCY_MS = { 'real-estate': 600, vehicles: 800, banks: 5_000 } as const;

const bank = { latencyMs: LATENCY_MS.banks };

/** Every bank answers: a silent one would make the report wait for the law, not for us. */
export const DEPARTMENTS: SandboxSettingsInput = {
  'real-estate': { latencyMs: LATENCY_MS['real-estate'] },
  vehicles: { latencyMs: LATENCY_MS.vehicles },
  banks: { 'DEMO-A': bank, 'DEMO-B': bank, 'DEMO-C': bank, 'DEMO-D': bank, 'DEMO-E': bank },
};

const wide = { perSecond: 1_000, perDay: 1_000_000, concurrent: 500 };

/** Neither quota nor service hours are what is measured here. */
export const BEHAVIOUR = {
  'real-estate': { quota: wide },
  vehicles: { quota: wide },
  banks: { quota: wide, window: null },
} as const;

/** How much is measured. */
export type Amount = {
  /** Checks at once. */
  readonly checks: number;
  /** Bursts that count, after one that warms up. */
  readonly runs: number;
  /** Checks one after the other on the idle system. */
  readonly singles: number;
};

export const FULL: Amount = { checks: 50, runs: 5, singles: 5 };
