import type { CalendarDate } from '../platform/calendar-date.ts';
import type { SourceLimits } from '../platform/source-guard.ts';
import type { Hub, LineTerms, SourceBehaviour, SourceDescription } from './port.ts';

/** How a source is asked here, as far as operators look at it. */
export type SourceTerms = {
  /** The line over which it is asked: its own id, or that of its hub. */
  readonly line: string;
  /** The hub whose quota and breaker it shares; `null` where it has a line of its own. */
  readonly hub: Hub['name'] | null;
  readonly quota: SourceLimits['quota'];
  readonly halfOpenAfterMs: SourceLimits['breaker']['halfOpenAfterMs'];
  readonly window: SourceBehaviour['window'];
  /** It takes files now and answers later. */
  readonly byFiles: boolean;
};

/** A source as the view of operators needs it. */
export type WatchedSource = Pick<SourceDescription, 'id' | 'department' | 'subject'> & {
  readonly connected: boolean;
  /** `null` where no line is laid. */
  readonly terms: SourceTerms | null;
};

/** The line over which a source is asked: that of its hub, shared with the other departments behind it, or its own. */
export function lineOf({
  id,
  hub,
  behaviour: { quota, breaker },
}: Pick<SourceDescription, 'id' | 'hub' | 'behaviour'>): Pick<Hub, 'id'> & SourceLimits {
  return hub ?? { id, quota, breaker };
}

/** How a source is asked, as its description says. */
export function termsOf(source: SourceDescription): SourceTerms {
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

/** The terms of a body on this day; `null` where it is asked for everything at once. */
export function lineTermsOn(
  terms: readonly LineTerms[] | undefined,
  institution: string,
  day: CalendarDate,
): LineTerms | null {
  const holds = ({ from, until }: LineTerms) => from <= day && (until === null || day <= until);
  return terms?.find((one) => one.institution === institution && holds(one)) ?? null;
}
