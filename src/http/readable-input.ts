import { Lexer, Source, TokenKind } from 'graphql';
import { createMiddleware } from 'hono/factory';
import { Problem } from '../platform/problem.ts';
import { isStorable } from '../platform/storable-text.ts';
import type { HttpEnvironment } from './environment.ts';

/** Levels of lists and objects in a request; no input of the schema has more than nine. */
const MOST_LEVELS = 32;
/**
 * Open brackets in a document. The schema answers at most fourteen levels of fields; a parser that calls itself for
 * each bracket is at its end near two thousand.
 */
const MOST_BRACKETS = 100;

/**
 * Refuses, in every text of a request's address, what no table can keep; routes and queries read their parts from it.
 * A header can hold neither NUL nor half a pair (RFC 9110, 5.5).
 *
 * @throws Problem INVALID_INPUT
 * @example app.use(readableAddress());
 */
export function readableAddress() {
  return createMiddleware<HttpEnvironment>(async function readableAddress(c, next) {
    // However an address is decoded, a NUL comes from this, and half a pair from nothing.
    if (!isStorable(c.req.url.replaceAll('%00', '\0'))) throw unstorable();
    await next();
  });
}

/**
 * Refuses values of a request that no table can keep, and such as are nested too deep to be walked.
 *
 * @throws Problem INVALID_INPUT, with the field where its name is one.
 */
export function assertReadable(values: unknown): void {
  const fault = faultIn(values, MOST_LEVELS);
  if (fault === null) return;
  const field = fieldOf(fault.steps);
  throw fault.kind === 'TEXT' ? unstorable(field) : tooDeep(field);
}

/**
 * The same for a document of GraphQL, by its tokens: it is read from front to back and never calls itself.
 *
 * @throws Problem INVALID_INPUT
 * @throws GraphQLError for what is no token at all.
 */
export function assertReadableDocument(document: string): void {
  const lexer = new Lexer(new Source(document));
  let open = 0;
  for (let token = lexer.advance(); token.kind !== TokenKind.EOF; token = lexer.advance()) {
    if (OPENING.has(token.kind)) open += 1;
    if (CLOSING.has(token.kind)) open -= 1;
    if (open > MOST_BRACKETS) throw tooDeep('query');
    if (!isStorable(token.value ?? '')) throw unstorable('query');
  }
}

const OPENING: ReadonlySet<TokenKind> = new Set([TokenKind.BRACE_L, TokenKind.BRACKET_L, TokenKind.PAREN_L]);
const CLOSING: ReadonlySet<TokenKind> = new Set([TokenKind.BRACE_R, TokenKind.BRACKET_R, TokenKind.PAREN_R]);

type Fault = { readonly kind: 'TEXT' | 'DEPTH'; readonly steps: readonly (string | number)[] };

/** The first fault of a value. It calls itself at most `levels` times. */
function faultIn(value: unknown, levels: number): Fault | null {
  if (typeof value === 'string') return isStorable(value) ? null : { kind: 'TEXT', steps: [] };
  if (typeof value !== 'object' || value === null) return null;
  if (levels === 0) return { kind: 'DEPTH', steps: [] };
  const isList = Array.isArray(value);
  for (const [name, inner] of Object.entries(value)) {
    const fault = isStorable(name) ? faultIn(inner, levels - 1) : ({ kind: 'TEXT', steps: [] } as const);
    if (fault !== null) return { ...fault, steps: [isList ? Number(name) : name, ...fault.steps] };
  }
  return null;
}

const NAME = /^[A-Za-z_]\w{0,59}$/;
const LONG_NUMBER = /\d{15}/;
/** An input of the schema has no deeper place than this. */
const LONGEST_PATH = 9;

/** The place as the domain names it, up to the first step that is no name: that one is the sender's, and may say anything. */
function fieldOf(steps: readonly (string | number)[]): string | undefined {
  const own = steps[0] === 'variables' ? steps.slice(steps[1] === 'input' ? 2 : 1) : steps;
  const end = own.findIndex((step) => typeof step === 'string' && (!NAME.test(step) || LONG_NUMBER.test(step)));
  const told = own.slice(0, Math.min(end === -1 ? own.length : end, LONGEST_PATH));
  const path = told.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`)).join('');
  return path === '' ? undefined : path.replace(/^\./, '');
}

function unstorable(field?: string): Problem {
  return new Problem({
    code: 'INVALID_INPUT',
    ...(field === undefined ? {} : { field }),
    zh: '文字中含有无法保存的字符（NUL 或不成对的代理码元）；请删去后重新发送。',
    en: 'the text holds a character that cannot be kept (NUL, or half a surrogate pair); take it out and send it again',
  });
}

function tooDeep(field?: string): Problem {
  return new Problem({
    code: 'INVALID_INPUT',
    ...(field === undefined ? {} : { field }),
    zh: `括号嵌套过深：变量最多 ${MOST_LEVELS} 层，查询最多 ${MOST_BRACKETS} 层；请按接口定义填写。`,
    en: `nested too deep: ${MOST_LEVELS} levels in variables, ${MOST_BRACKETS} brackets in a query; write it as the schema has it`,
  });
}
