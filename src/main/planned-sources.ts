import { NOT_CONNECTED } from '../../adapters/not-connected.ts';
import { SOURCES } from '../../adapters/registry.ts';
import { placeSources } from '../sources/planned-source.ts';
import type { PlannedSource, PrintedSource } from '../sources/planned-source.ts';
import { REUSE } from '../sources/port.ts';
import type { SourceDefinition, SourceDescription } from '../sources/port.ts';
import { termsOf } from '../sources/terms.ts';

/**
 * The registry of sources as checks and reports see it: first those that can be asked, then the departments to which
 * no line is laid.
 *
 * @param connected Ids that this installation has an endpoint for; a known source without one is not connected.
 * @param sources The registry, or the registry with this installation's own settings.
 * @param lines Codes of the institutions to which this installation has a line, by source id; a source that is absent
 * has one to all of its institutions.
 */
export function describeSources(
  connected: ReadonlySet<string>,
  sources: readonly SourceDescription[] = SOURCES,
  lines: ReadonlyMap<string, ReadonlySet<string>> = new Map(),
): readonly PrintedSource[] {
  return [
    ...sources.map((source) => ({
      id: source.id,
      department: source.department,
      subject: source.subject,
      ...(source.since === undefined ? {} : { since: source.since }),
      facts: source.facts,
      level: source.level,
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

/** {@link describeSources} at the place of an installation. @param division its GB/T 2260 code. */
export function planSources(
  division: string,
  ...described: Parameters<typeof describeSources>
): readonly PlannedSource[] {
  return placeSources(describeSources(...described), division);
}

/** Institutions without a line stay in the plan and in reports: what could not be asked is told by name. */
function withoutLine(
  { institutions }: SourceDescription,
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
