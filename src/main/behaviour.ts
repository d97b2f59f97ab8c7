import { z } from 'zod';
import { calendarDateSchema } from '../evidence/fact-scalars.ts';
import { VERIFICATION_PURPOSES } from '../policy/pack.ts';
import type { Hub, SourceBehaviour, SourceDefinition } from '../sources/port.ts';
import { Problem } from '../platform/problem.ts';

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
const count = z.int().positive();

/** The settings that an installation may change for one of its departments, besides the department's address. */
const overrideSchema = z
  .strictObject({
    quota: z.strictObject({ perSecond: count, perDay: count, concurrent: count }).partial(),
    window: z.strictObject({ opens: time, closes: time }).nullable(),
    timeoutMs: count,
    attempts: count,
    breaker: z.strictObject({ consecutiveFailures: count, halfOpenAfterMs: count }).partial(),
    turnaroundWorkingDays: count,
    staleAfterDays: count,
    reuse: z.strictObject({ withinHours: z.number().nonnegative(), purposes: z.array(z.enum(VERIFICATION_PURPOSES)) }),
    lineQuestions: z.array(
      z.strictObject({
        institution: z.string(),
        from: calendarDateSchema,
        until: calendarDateSchema.nullable().default(null),
        tellsAmount: z.boolean().default(true),
      }),
    ),
  })
  .partial();

/** An entry of the endpoints file: the department's address, and the settings that differ. */
export type SplitEntry = { readonly endpoint: unknown; readonly override: z.infer<typeof overrideSchema> };

/**
 * Separates `behaviour` from an entry of the endpoints file.
 *
 * @throws Problem BAD_CONFIGURATION naming source and field.
 */
export function splitEntry(sourceId: string, entry: unknown): SplitEntry {
  if (typeof entry !== 'object' || entry === null || !('behaviour' in entry)) return { endpoint: entry, override: {} };
  const { behaviour, ...endpoint } = entry;
  const parsed = overrideSchema.safeParse(behaviour);
  if (parsed.success) return { endpoint, override: parsed.data };
  throw wrongSetting(sourceId, ['endpoints', sourceId, 'behaviour', ...(parsed.error.issues[0]?.path ?? [])]);
}

/** The registry's settings with this installation's settings over them. */
export function overrideBehaviour(behaviour: SourceBehaviour, override: SplitEntry['override']): SourceBehaviour {
  const { quota, window, timeoutMs, attempts, breaker, turnaroundWorkingDays, staleAfterDays } = override;
  const reuse = override.reuse ?? behaviour.reuse;
  const lineQuestions = override.lineQuestions ?? behaviour.lineQuestions;
  return {
    ...overrideLimits(behaviour, { quota, breaker }),
    window: window === undefined ? behaviour.window : window,
    timeoutMs: timeoutMs ?? behaviour.timeoutMs,
    attempts: attempts ?? behaviour.attempts,
    turnaroundWorkingDays: turnaroundWorkingDays ?? behaviour.turnaroundWorkingDays,
    staleAfterDays: staleAfterDays ?? behaviour.staleAfterDays,
    ...(reuse === undefined ? {} : { reuse }),
    ...(lineQuestions === undefined ? {} : { lineQuestions }),
  };
}

const hubEntrySchema = z.strictObject({
  behaviour: z.strictObject({ quota: overrideSchema.shape.quota, breaker: overrideSchema.shape.breaker }).partial(),
});

/**
 * A source with this installation's settings, also for its hub.
 *
 * @param entries The endpoints file: entries by the ids of sources and of hubs.
 * @throws Problem BAD_CONFIGURATION naming entry and field.
 */
export function treatedHere(
  definition: SourceDefinition,
  entries: Readonly<Record<string, unknown>>,
): SourceDefinition {
  const { id, hub, behaviour } = definition;
  const { override } = splitEntry(id, entries[id]);
  if (hub === undefined) return { ...definition, behaviour: overrideBehaviour(behaviour, override) };
  const own = (['quota', 'breaker'] as const).find((field) => override[field] !== undefined);
  if (own !== undefined) throw sharedWithHub(id, hub.id, own);
  const treated = overrideHub(hub, entries[hub.id]);
  const { quota, breaker } = treated;
  return { ...definition, hub: treated, behaviour: { ...overrideBehaviour(behaviour, override), quota, breaker } };
}

function overrideHub(hub: Hub, entry: unknown): Hub {
  if (entry === undefined) return hub;
  const parsed = hubEntrySchema.safeParse(entry);
  if (!parsed.success) throw wrongSetting(hub.id, ['endpoints', hub.id, ...(parsed.error.issues[0]?.path ?? [])]);
  return { ...hub, ...overrideLimits(hub, parsed.data.behaviour) };
}

type Limits = Pick<SourceBehaviour, 'quota' | 'breaker'>;

function overrideLimits(limits: Limits, { quota, breaker }: Pick<SplitEntry['override'], 'quota' | 'breaker'>): Limits {
  return {
    quota: {
      perSecond: quota?.perSecond ?? limits.quota.perSecond,
      perDay: quota?.perDay ?? limits.quota.perDay,
      concurrent: quota?.concurrent ?? limits.quota.concurrent,
    },
    breaker: {
      consecutiveFailures: breaker?.consecutiveFailures ?? limits.breaker.consecutiveFailures,
      halfOpenAfterMs: breaker?.halfOpenAfterMs ?? limits.breaker.halfOpenAfterMs,
    },
  };
}

function wrongSetting(id: string, path: readonly PropertyKey[]): Problem {
  const field = path.map(String).join('.');
  return new Problem({
    code: 'BAD_CONFIGURATION',
    field,
    zh: `数据源“${id}”的设置有误，请检查 ${field}。`,
    en: `the settings of source "${id}" are wrong; check ${field}`,
  });
}

function sharedWithHub(id: string, hub: string, setting: string): Problem {
  return new Problem({
    code: 'BAD_CONFIGURATION',
    field: `endpoints.${id}.behaviour.${setting}`,
    zh: `数据源“${id}”与同一平台的部门共用 ${setting}；请改在“${hub}”条目中设置。`,
    en: `source "${id}" shares ${setting} with the departments behind its hub; set it in the entry "${hub}"`,
  });
}
