import type { ServiceWindow } from '../platform/working-days.ts';

type Words = { readonly zh: string; readonly en: string };

/** How a source is asked here, as far as operators look at it. */
export type SourceTerms = {
  /** The line over which it is asked: its own id, or that of its hub. */
  readonly line: string;
  /** The hub whose quota and breaker it shares; `null` where it has a line of its own. */
  readonly hub: Words | null;
  readonly quota: { readonly perSecond: number; readonly perDay: number; readonly concurrent: number };
  readonly halfOpenAfterMs: number;
  readonly window: ServiceWindow | null;
  /** It takes files now and answers later. */
  readonly byFiles: boolean;
};

/** A source as the view of operators needs it. */
export type WatchedSource = {
  readonly id: string;
  readonly department: Words;
  readonly subject: Words;
  readonly connected: boolean;
  /** `null` where no line is laid. */
  readonly terms: SourceTerms | null;
};
