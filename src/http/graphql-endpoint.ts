import type { Context } from 'hono';
import { createYoga } from 'graphql-yoga';
import type { YogaInitialContext } from 'graphql-yoga';
import type { GraphQLContext } from '../../schema/context.ts';
import { schema } from '../../schema/schema.ts';
import { perform } from '../access/acts/perform.ts';
import { may } from '../access/may.ts';
import { actorOf } from '../access/principal.ts';
import { SourceCalls } from '../access/source-calls.ts';
import { Problem } from '../platform/problem.ts';
import { clientGone } from './client-gone.ts';
import type { HttpEnvironment } from './environment.ts';
import { readLastEventId } from './last-event-id.ts';
import { nameLiterals } from './name-literals.ts';
import { respond, show } from './refusal.ts';
import { gateIntrospection, limitBreadth, limitQuery, limitToScans } from './request-gates.ts';
import type { RequestScope } from './request-scope.ts';
import type { AppServices } from './services.ts';
import { tellSourceCalls } from './source-calls.ts';
import { streamWithIds } from './stream-with-ids.ts';
import { typedErrors } from './typed-errors.ts';
import { requireWellFormed } from './well-formed.ts';

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
    plugins: [
      requireWellFormed(),
      limitQuery(),
      gateIntrospection(),
      limitBreadth(),
      nameLiterals(),
      limitToScans(),
      typedErrors(),
      streamWithIds(),
      tellSourceCalls(),
    ],
  });

  return async function graphqlEndpoint(c: Context<HttpEnvironment>): Promise<Response> {
    const principal = c.get('principal');
    const checkId = c.get('checkId');
    const { log } = services;
    const scope: RequestScope = {
      principal,
      tokenValidForMs: c.get('tokenValidForMs'),
      checkId,
      log,
      bodyBytes: c.get('bodyBytes'),
      mayIntrospect: services.demo || may(principal, 'INTROSPECT'),
      stream: { cursor: null },
      calls: new SourceCalls(),
    };
    // Yoga ends a request by the reason for which its signal was aborted, whatever the request is doing.
    const answered = Promise.resolve(yoga.fetch(c.req.raw, scope));
    const response = await answered.catch((thrown: unknown) => {
      if (c.req.raw.signal.aborted) return clientGone();
      throw thrown;
    });
    // Yoga's own has no body: nobody is left to write one in a type that the client accepts.
    return response.status === 406 ? respond(show(notAcceptable(), { checkId, log }), 406) : response;
  };
}

function notAcceptable(): Problem {
  return new Problem({
    code: 'INVALID_INPUT',
    field: 'accept',
    zh: '客户端不接受本接口的响应类型；请接受 application/json，订阅请接受 text/event-stream。',
    en: 'no answer of this kind is accepted: accept application/json, or text/event-stream for a subscription',
  });
}

async function contextOf(services: AppServices, scope: YogaInitialContext & RequestScope): Promise<GraphQLContext> {
  // A pack that was loaded beside the running gateway holds from the next request on.
  await services.packs.renew(services.db);
  const { principal, checkId, stream, request } = scope;
  return {
    services,
    perform: (act, input) => perform(services, principal, checkId, act, input),
    request: (request) => services.request(principal, checkId, request),
    lookUp: services.lookUp,
    calls: scope.calls,
    mayAsk: request.method === 'POST',
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
