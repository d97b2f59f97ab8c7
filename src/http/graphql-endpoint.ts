import type { Context } from 'hono';
import { createYoga } from 'graphql-yoga';
import type { YogaInitialContext } from 'graphql-yoga';
import type { GraphQLContext } from '../../schema/context.ts';
import { schema } from '../../schema/schema.ts';
import { may } from '../access/may.ts';
import { actorOf } from '../access/principal.ts';
import type { HttpEnvironment } from './environment.ts';
import { readLastEventId } from './last-event-id.ts';
import { gateIntrospection, limitQuery, limitToScans } from './request-gates.ts';
import type { RequestScope } from './request-scope.ts';
import type { AppServices } from './services.ts';
import { streamWithIds } from './stream-with-ids.ts';
import { typedErrors } from './typed-errors.ts';

/**
 * The GraphQL endpoint. Stands behind `authenticate` and `limitBody`.
 *
 * @example app.all('/graphql', graphqlEndpoint(services));
 */
export function graphqlEndpoint(services: AppServices) {
  const yoga = createYoga<RequestScope, GraphQLContext>({
    schema,
    context: (initial) => contextOf(services, initial),
    graphqlEndpoint: '/graphql',
    graphiql: false,
    landingPage: false,
    multipart: false,
    batching: false,
    cors: false,
    logging: false,
    // `typedErrors` masks the finished result instead, where the check id is known.
    maskedErrors: false,
    maxRequestBodySize: false,
    fetchAPI: { Response, Request, Headers, ReadableStream, TextEncoder, TextDecoder },
    plugins: [limitQuery(), gateIntrospection(), limitToScans(), typedErrors(), streamWithIds()],
  });

  return async function graphqlEndpoint(c: Context<HttpEnvironment>): Promise<Response> {
    const principal = c.get('principal');
    return yoga.fetch(c.req.raw, {
      principal,
      tokenValidForMs: c.get('tokenValidForMs'),
      checkId: c.get('checkId'),
      log: services.log,
      bodyBytes: c.get('bodyBytes'),
      mayIntrospect: services.demo || may(principal, 'INTROSPECT'),
      stream: { cursor: null },
    });
  };
}

function contextOf(services: AppServices, scope: YogaInitialContext & RequestScope) {
  const { principal, checkId, stream, request } = scope;
  return {
    services,
    request: services.request,
    subscribe: services.subscribe,
    reader: { services, principal, actor: actorOf(principal, checkId) },
    lastEventId: readLastEventId(request.headers.get('last-event-id')),
    onCursor: (cursor: number) => {
      stream.cursor = cursor;
    },
    tokenValidForMs: scope.tokenValidForMs,
    signal: request.signal,
  };
}
