import type { Principal } from '../access/principal.ts';
import type { GraphiqlPage } from './graphiql-page.ts';

/** What the server brings along, and what the middlewares leave for those behind them. */
export type HttpEnvironment = {
  Bindings: {
    /** On Node only. */
    graphiqlPage?: () => Promise<GraphiqlPage>;
  };
  Variables: {
    /** Follows the request through log, database, queue and source. */
    checkId: string;
    /** Set behind `authenticate`. */
    principal: Principal;
    /** Set behind `authenticate`: milliseconds until the caller's token expires. */
    tokenValidForMs: number;
    /** Set behind `limitBody`: bytes of the request's body. */
    bodyBytes: number;
  };
};
