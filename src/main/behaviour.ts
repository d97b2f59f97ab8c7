import { z } from 'zod';
import type { SourceBehaviour } from '../../adapters/define-source.ts';
import { Problem } from '../platform/problem.ts';

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
const count = z.int().positive();

/** What an installation may set differently for one of its departments, beside the department's address. */
const overrideSchema = z
  .strictObject({
    quota: z.strictObject({ perSecond: count, perDay: count, concurrent: count }).partial(),
    window: z.strictObject({ opens: time, closes: time }).nullable(),
    timeoutMs: count,
    attempts: count,
    breaker: z.strictObject({ consecutiveFailures: count, halfOpenAfterMs: count }).partial(),
    turnaroundWorkingDays: count,
    staleAfterDays: count,
  })
  .partial();

/** An entry of the endpoints file: the department's address, and how it is treated where that differs. */
export type SplitEntry = { readonly endpoint: unknown; readonly override: z.infer<typeof overrideSchema> };

/**
 * Takes `behaviour` off an entry of the endpoints file.
 *
 * @throws Problem BAD_CONFIGURATION naming source and field.
 */
export function splitEntry(sourceId: string, entry: unknown): SplitEntry {
  if (typeof entry !== 'object' || entry === null || !('behaviour' in entry)) return { endpoint: entry, override: {} };
  const { behaviour, ...endpoint } = entry;
  const parsed = overrideSchema.safeParse(behaviour);
  if (parsed.success) return { endpoint, override: parsed.data };
  const path = ['endpoints', sourceId, 'behaviour', ...(parsed.error.issues[0]?.path ?? [])].join('.');
  throw new Problem({
    code: 'BAD_CONFIGURATION',
    field: path,
    zh: `数据源“${sourceId}”的设置有误，请检查 ${path}。`,
    en: `the settings of source "${sourceId}" are wrong; check ${path}`,
  });
}

/** The registry's settings with those of this installation over them. */
export function overrideBehaviour(behaviour: SourceBehaviour, override: SplitEntry['override']): SourceBehaviour {
  const { quota, window, timeoutMs, attempts, breaker, turnaroundWorkingDays, staleAfterDays } = override;
  return {
    quota: {
      perSecond: quota?.perSecond ?? behaviour.quota.perSecond,
      perDay: quota?.perDay ?? behaviour.quota.perDay,
      concurrent: quota?.concurrent ?? behaviour.quota.concurrent,
    },
    window: window === undefined ? behaviour.window : window,
    timeoutMs: timeoutMs ?? behaviour.timeoutMs,
    attempts: attempts ?? behaviour.attempts,
    breaker: {
      consecutiveFailures: breaker?.consecutiveFailures ?? behaviour.breaker.consecutiveFailures,
      halfOpenAfterMs: breaker?.halfOpenAfterMs ?? behaviour.breaker.halfOpenAfterMs,
    },
    turnaroundWorkingDays: turnaroundWorkingDays ?? behaviour.turnaroundWorkingDays,
    staleAfterDays: staleAfterDays ?? behaviour.staleAfterDays,
  };
}
