import { REUSE } from '../../adapters/define-source.ts';
import type { SourceDefinition } from '../../adapters/define-source.ts';
import { lineOf } from '../../adapters/hubs.ts';
import { NOT_CONNECTED } from '../../adapters/not-connected.ts';
import { SOURCES } from '../../adapters/registry.ts';
import type { SourceTerms } from '../sources/terms.ts';
import type { PlannedSource } from '../verification/services.ts';

/**
 * The registry of sources as checks and reports see it: first those that can be asked, then the departments to which
 * no line is laid.
 *
 * @param connected Ids that this installation has an endpoint for; a known source without one is not connected.
 * @param sources The registry, or the registry with this installation's own settings.
 * @param lines Codes of the institutions to which this installation has a line, by source id; a source that is absent
 * has one to all of its institutions.
 */
export function planSources(
  connected: ReadonlySet<string>,
  sources: readonly SourceDefinition[] = SOURCES,
  lines: ReadonlyMap<string, ReadonlySet<string>> = new Map(),
): readonly PlannedSource[] {
  return [
    ...sources.map((source) => ({
      id: source.id,
      department: source.department,
      subject: source.subject,
      facts: source.facts,
      territory: source.territory,
      institutions: connected.has(source.id) ? source.institutions : [],
      connected: connected.has(source.id),
      ...withoutLine(source, lines.get(source.id)),
      certificates: source.certificates,
      turnaroundWorkingDays: source.behaviour.turnaroundWorkingDays,
      staleAfterDays: source.behaviour.staleAfterDays,
      terms: connected.has(source.id) ? termsOf(source) : null,
      reuse: source.behaviour.reuse ?? REUSE,
      ...(source.behaviour.lineQuestions === undefined ? {} : { lineQuestions: source.behaviour.lineQuestions }),
    })),
    ...NOT_CONNECTED.map((department) => ({
      ...department,
      facts: [],
      institutions: [],
      connected: false,
      certificates: [],
      turnaroundWorkingDays: 1,
      staleAfterDays: 0,
      terms: null,
      reuse: { withinHours: 0, purposes: [] },
    })),
  ];
}

function termsOf(source: SourceDefinition): SourceTerms {
  const line = lineOf(source);
  return {
    line: line.id,
    hub: source.hub?.name ?? null,
    quota: line.quota,
    halfOpenAfterMs: line.breaker.halfOpenAfterMs,
    window: source.behaviour.window,
    byFiles: source.byFiles ?? false,
  };
}

/** Institutions without a line stay in the plan and in reports: what could not be asked is told by name. */
function withoutLine(
  { institutions }: SourceDefinition,
  lines: ReadonlySet<string> | undefined,
): Pick<PlannedSource, 'unconnectedInstitutions'> {
  if (lines === undefined) return {};
  return { unconnectedInstitutions: institutions.map(({ code }) => code).filter((code) => !lines.has(code)) };
}

/**
 * The institutions to which an installation has a line, as its endpoints say, for the sources that tell.
 *
 * @param endpoints Endpoint entries by source id, without the gateway's own settings. An entry that is wrong is left
 * out here: connecting refuses it with its field.
 */
export function institutionLines(
  sources: readonly SourceDefinition[],
  endpoints: Readonly<Record<string, unknown>>,
): ReadonlyMap<string, ReadonlySet<string>> {
  return new Map(
    sources.flatMap((source): [string, ReadonlySet<string>][] => {
      const parsed = source.endpoint.safeParse(endpoints[source.id]);
      if (!parsed.success || source.connectedInstitutions === undefined) return [];
      return [[source.id, new Set(source.connectedInstitutions(parsed.data))]];
    }),
  );
}
