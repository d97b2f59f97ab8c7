import type { GraphQLParams, Plugin } from 'graphql-yoga';
import { z } from 'zod';
import { Problem } from '../platform/problem.ts';
import { assertReadable } from './readable-input.ts';
import type { RequestScope } from './request-scope.ts';
import { refuseTyped, refusing } from './typed-errors.ts';

/** The parameters of GraphQL over HTTP. Their specification keeps every other name for itself. */
const parametersSchema = z
  .object({
    query: z.string(),
    operationName: z.string().nullish(),
    variables: z.record(z.string(), z.unknown()).nullish(),
    extensions: z.record(z.string(), z.unknown()).nullish(),
  })
  .catchall(z.null());

/**
 * Refuses what is no well-formed request of GraphQL over HTTP, before GraphQL looks at it: with 415 what is written in
 * a form that nobody here reads, with 400 what cannot be read or has not the parameters of a request. Unlike a mistake
 * in the document it never answers with 200, whatever the client accepts.
 */
export function requireWellFormed(): Plugin<object, RequestScope> {
  return {
    onRequestParse({ request, requestParser, setRequestParser }) {
      // Yoga reads more forms than one; which it is stands in the header, never in the body.
      if (request.method === 'POST' && (requestParser === undefined || !isJson(request)))
        throw refusing(wrongContentType(), 415);
      if (requestParser === undefined) return;
      setRequestParser(async (incoming) => wellFormed(await readBy(requestParser, incoming)));
    },
  };
}

const JSON_TYPES: ReadonlySet<string> = new Set(['application/json', 'application/graphql+json']);

function isJson(request: Request): boolean {
  const [type = ''] = (request.headers.get('content-type') ?? '').split(';', 1);
  return JSON_TYPES.has(type.trim().toLowerCase());
}

type Parser = (request: Request) => unknown;
type Parsed = GraphQLParams | GraphQLParams[] | Response;

async function readBy(parser: Parser, request: Request): Promise<Parsed> {
  try {
    return (await parser(request)) as Parsed;
  } catch (cause) {
    const zh = '请求为空，或不是有效的 JSON 对象；请检查后重新发送。';
    const en = 'the request is empty, or no valid JSON object; check it and send it again';
    throw refusing(new Problem({ code: 'INVALID_INPUT', zh, en }, { cause }), 400);
  }
}

function wellFormed(parameters: Parsed): Parsed {
  const [issue] = parametersSchema.safeParse(parameters).error?.issues ?? [];
  if (issue === undefined) {
    const { query: _document, ...values } = parameters as GraphQLParams;
    refuseTyped(() => assertReadable(values), 400);
    return parameters;
  }
  throw refusing(Array.isArray(parameters) ? noBatches() : wrongParameter(String(issue.path[0] ?? '')), 400);
}

function wrongParameter(name: string): Problem {
  // Any other name is the sender's own, and may hold anything.
  if (!Object.hasOwn(parametersSchema.shape, name)) {
    return new Problem({
      code: 'INVALID_INPUT',
      zh: '请求只能包含 query、operationName、variables 和 extensions 这几项。',
      en: 'a request holds query, operationName, variables and extensions, and nothing else',
    });
  }
  const isText = name === 'query' || name === 'operationName';
  return new Problem({
    code: 'INVALID_INPUT',
    field: name,
    zh: `请求缺少 ${name}，或其类型不符，应为${isText ? '文本' : '对象'}。`,
    en: `"${name}" is missing or of another type: it must be ${isText ? 'text' : 'an object'}`,
  });
}

function noBatches(): Problem {
  return new Problem({
    code: 'INVALID_INPUT',
    zh: '不支持批量请求；请逐个发送。',
    en: 'no batches: send one request at a time',
  });
}

function wrongContentType(): Problem {
  return new Problem({
    code: 'INVALID_INPUT',
    field: 'content-type',
    zh: '不支持请求的内容类型；请以 Content-Type: application/json 发送。',
    en: 'this content type is not read here; send Content-Type: application/json',
  });
}
