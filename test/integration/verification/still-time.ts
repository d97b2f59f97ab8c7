import { setTimeout as pause } from 'node:timers/promises';
import { PARTNERS } from '../../../adapters/sandbox/partners.ts';
import type { SandboxSettingsInput } from '../../../adapters/sandbox/settings.ts';

/** A Monday morning: registers answer at once, banks and others take files from 18:00. */
export const MORNING = new Date('2018-03-05T01:30:00Z');
export const EVENING = new Date('2018-03-05T10:30:00Z');
const QUICK = { latencyMs: 0 };
const SILENT = { ...QUICK, silent: true };
const BANKS = { 'DEMO-A': QUICK, 'DEMO-B': QUICK, 'DEMO-C': QUICK, 'DEMO-D': QUICK, 'DEMO-E': QUICK };
const OFFICES = {
  'real-estate': QUICK,
  vehicles: QUICK,
  ...Object.fromEntries(PARTNERS.map(({ sourceId }) => [sourceId, QUICK])),
};
export const ALL_ANSWER: SandboxSettingsInput = { ...OFFICES, banks: BANKS };
export const ONE_SILENT: SandboxSettingsInput = { ...OFFICES, banks: { ...BANKS, 'DEMO-E': SILENT } };
export const TWO_SILENT: SandboxSettingsInput = { ...OFFICES, banks: { ...BANKS, 'DEMO-D': SILENT, 'DEMO-E': SILENT } };

/** A question with the newest thing that became of it; `OPEN` while nothing has. */
export type Row = {
  person_id: string;
  source_id: string;
  institution: string;
  state: string;
  kind: string;
  due_at: Date;
};

/** Questions to the sources or banks named. */
export const about = (rows: readonly Row[], ...names: readonly string[]) =>
  rows.filter(({ source_id: sourceId, institution }) => names.includes(institution === '' ? sourceId : institution));
/** The kinds of these answers, each once. */
export const kinds = (rows: readonly Row[]) => [...new Set(rows.map(({ kind }) => kind))].toSorted();

/** Waits for what workers do in their own time. */
export async function until(holds: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + 10_000;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error('it did not come to pass');
    await pause(10);
  }
}
