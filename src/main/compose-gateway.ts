import type { Hono } from 'hono';
import { perform } from '../access/acts/perform.ts';
import { requestLookupAct, requestVerificationAct } from '../access/acts/verification.ts';
import type { LookUp, RequestCheck } from '../access/acts/verification.ts';
import type { VerifyToken } from '../access/verify-token.ts';
import type { Subscribe } from '../access/watch-progress.ts';
import { createApp } from '../http/app.ts';
import type { HttpEnvironment } from '../http/environment.ts';
import type { Log } from '../platform/log.ts';
import type { Printer } from '../print/printed-with.ts';
import type { VerificationServices } from '../verification/services.ts';

// Apart from the rest of the composition: schema and HTTP are half of what a program loads, and workers and commands have
// no use for them. It runs in workerd as well.

/** The entry points of a gateway that write an outbox row. */
export type Doors = { readonly request: RequestCheck; readonly lookUp: LookUp };

/** The parts of a gateway besides the services. */
export type GatewayParts = {
  readonly log: Log;
  readonly verifyToken: VerifyToken;
  /** Default: each request in a transaction of its own; workers find its outbox row. */
  readonly doors?: Doors;
  readonly subscribe?: Subscribe;
  readonly probeQueue?: () => Promise<void>;
  readonly printer?: Printer;
};

/** Composes the gateway as an app of standard requests and responses. */
export function composeGateway(
  services: VerificationServices,
  { doors = directDoors(services), ...parts }: GatewayParts,
): Hono<HttpEnvironment> {
  return createApp({ ...services, ...parts, ...doors });
}

function directDoors(services: VerificationServices): Doors {
  return {
    request: (principal, requestId, input) => perform(services, principal, requestId, requestVerificationAct, input),
    lookUp: (principal, requestId, input) => perform(services, principal, requestId, requestLookupAct, input),
  };
}
