import type { SourceDefinition } from '../../adapters/define-source.ts';
import { NOT_CONNECTED } from '../../adapters/not-connected.ts';
import { SOURCES } from '../../adapters/registry.ts';
import type { PlannedSource } from '../verification/services.ts';

/**
 * The registry of sources as checks and reports see it: first those that can be asked, then the departments to which
 * no line is laid.
 *
 * @param connected Ids that this installation has an endpoint for; a known source without one is not connected.
 * @param sources The registry, or the registry with this installation's own settings.
 */
export function planSources(
  connected: ReadonlySet<string>,
  sources: readonly SourceDefinition[] = SOURCES,
): readonly PlannedSource[] {
  return [
    ...sources.map((source) => ({
      id: source.id,
      department: source.department,
      subject: source.subject,
      territory: source.territory,
      institutions: connected.has(source.id) ? source.institutions : [],
      connected: connected.has(source.id),
      certificates: source.certificates,
      turnaroundWorkingDays: source.behaviour.turnaroundWorkingDays,
      staleAfterDays: source.behaviour.staleAfterDays,
    })),
    ...NOT_CONNECTED.map((department) => ({
      ...department,
      institutions: [],
      connected: false,
      certificates: [],
      turnaroundWorkingDays: 1,
      staleAfterDays: 0,
    })),
  ];
}
