import type { Principal } from '../access/principal.ts';
import type { GraphiqlPage } from './graphiql-page.ts';

/** Bindings of the server, and variables that a middleware sets for later ones. */
export type HttpEnvironment = {
  Bindings: {
    /** On Node only. */
    graphiqlPage?: () => Promise<GraphiqlPage>;
  };
  Variables: {
    /** The request id, carried through log, database, queue and source. */
    checkId: string;
    /** Set by `authenticate`. */
    principal: Principal;
    /** Set by `authenticate`: milliseconds until the caller's token expires. */
    tokenValidForMs: number;
    /** Set by `limitBody`: bytes of the request's body. */
    bodyBytes: number;
  };
};
