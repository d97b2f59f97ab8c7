import { HUBS } from '../../adapters/hubs.ts';
import { findSource } from '../../adapters/registry.ts';
import { OFFICES } from '../../adapters/sandbox/offices.ts';
import { PARTNERS } from '../../adapters/sandbox/partners.ts';
import { BANK_CODES } from '../../adapters/sandbox/person.ts';
import type { SandboxSettingsInput } from '../../adapters/sandbox/settings.ts';
import type { LineTerms } from '../../src/sources/port.ts';

/** Decides which people are checked and what the departments know of them. */
export const SEED = 'bench';

/**
 * How slow all who take batch files are, milliseconds; both are measured, one after the other. A bank by files takes days,
 * so either is as good as at once; but the departments that are asked online have answered long before, as they have in
 * life. What Hedui adds hardly depends on it, the ratio does.
 */
export const FILES_MS: readonly [number, ...number[]] = [5_000, 30_000];
/** How slow the other departments are: each another, between these. */
const OFFICE_MS = { from: 400, to: 1_200 } as const;

/** The own latency of each department that is asked online, milliseconds, by source id. */
export const OFFICES_MS: Readonly<Record<string, number>> = Object.fromEntries(
  OFFICES.map(({ sourceId }, place) => {
    const step = (OFFICE_MS.to - OFFICE_MS.from) / (OFFICES.length - 1);
    return [sourceId, Math.round(OFFICE_MS.from + place * step)];
  }),
);

/** Everybody answers: a silent one would make the report wait for the law, not for us. */
export function departments(filesMs: number): SandboxSettingsInput {
  const byFiles = { latencyMs: filesMs };
  return {
    ...Object.fromEntries(OFFICES.map(({ sourceId }) => [sourceId, { latencyMs: OFFICES_MS[sourceId] ?? 0 }])),
    ...Object.fromEntries(PARTNERS.map(({ sourceId }) => [sourceId, byFiles])),
    banks: Object.fromEntries(BANK_CODES.map((code) => [code, byFiles])),
  };
}

const wide = { perSecond: 1_000, perDay: 1_000_000, concurrent: 500 };
/** All departments behind a hub share this. */
const wideHub = { perSecond: 20_000, perDay: 20_000_000, concurrent: 10_000 };

/** Every burst asks anew: an answer of the burst before would be no source's. */
const never = { withinHours: 0, purposes: [] };

/** Every bank is asked for amounts at once: an amount asked after the line takes a bank's time once more, not ours. */
const atOnce: readonly LineTerms[] = [];

/**
 * The sources as an installation treats them, and the hubs behind which some lie: neither quota nor service hours are
 * what is measured here.
 *
 * @param endpoints Addresses by source id.
 */
export function treated(endpoints: Readonly<Record<string, object>>): Record<string, object> {
  const sources = Object.entries(endpoints).map(([id, endpoint]) => {
    const quota = findSource(id)?.hub === undefined ? { quota: wide } : {};
    const hours = PARTNERS.some(({ sourceId }) => sourceId === id) ? { window: null } : {};
    return [id, { ...endpoint, behaviour: { ...quota, ...hours, reuse: never, lineQuestions: atOnce } }];
  });
  const hubs = HUBS.map(({ id }) => [id, { behaviour: { quota: wideHub } }]);
  return Object.fromEntries([...sources, ...hubs]);
}

/** How much is measured. */
export type Amount = {
  /** Checks at once. */
  readonly checks: number;
  /** Bursts that count, after one that warms up. */
  readonly runs: number;
  /** Checks one after the other on the idle system. */
  readonly singles: number;
};

export const FULL: Amount = { checks: 50, runs: 5, singles: 3 };
