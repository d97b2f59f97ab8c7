import type { Principal } from '../access/principal.ts';
import type { SourceCalls } from '../access/source-calls.ts';
import type { Log } from '../platform/log.ts';

/** The facts about a request that the GraphQL endpoint knows before it reads the query. */
export type RequestScope = {
  readonly principal: Principal;
  /** Milliseconds until the caller's token expires. */
  readonly tokenValidForMs: number;
  readonly checkId: string;
  readonly log: Log;
  readonly bodyBytes: number;
  readonly mayIntrospect: boolean;
  /** Cursor of the newest event of the request's stream. */
  readonly stream: { cursor: number | null };
  /** The number of questions to sources that the request causes. */
  readonly calls: SourceCalls;
};
