import { GraphQLError } from 'graphql';
import { PROBLEM_CODES } from '../platform/problem.ts';
import type { ProblemDetails } from '../platform/problem.ts';

/**
 * Explains GraphQL's own errors about a request in our words. GraphQL's messages repeat the submitted value, which
 * may be a name, a number or an amount; this function shows only the place and the kind of the mistake.
 *
 * @param suggest Whether the caller may read the schema, so that names of it may be suggested.
 */
export function explainRequestError(error: GraphQLError, suggest: boolean): ProblemDetails {
  const field = fieldOf(error);
  const own = ownDetails(error);
  if (own !== null) return field === undefined ? own : { ...own, field };
  const words = wordsFor(tailOf(error), suggest);
  return { code: 'INVALID_INPUT', ...words, ...(field === undefined ? {} : { field }) };
}

/** A refusal by one of our scalars brings its own sentences, which GraphQL passes on in the extensions of its error. */
function ownDetails({ extensions }: GraphQLError): ProblemDetails | null {
  const { code, zh, en } = extensions;
  const known = PROBLEM_CODES.find((one) => one === code);
  return known !== undefined && typeof zh === 'string' && typeof en === 'string' ? { code: known, zh, en } : null;
}

const VARIABLE = /^Variable "\$(\w{1,60})"/;

/** The message without `Variable "$input" got invalid value {…} at "input.a"; `. */
function tailOf(error: GraphQLError): string {
  return error.originalError instanceof GraphQLError ? error.originalError.message : error.message;
}

/** GraphQL's message for a missing or a superfluous field names the enclosing type. */
const MISSING = /^Field "(?:\w+\.)?(\w{1,60})" of required type "[^"]+" was not provided/;
const UNKNOWN = /^Field "(\w{1,60})" is not defined by type "(\w+)"/;
/** A longer path never comes from our schema. */
const LONGEST_PATH = 200;
/** A name that could be a person's number, and the text after it. */
const LONG_NUMBER = /\.?\w*\d{15}.*$/s;

/** Turns `$input.members[0].name` into `members[0].name`, the domain's path of the field. */
function fieldOf(error: GraphQLError): string | undefined {
  const path = pathInLiteral(error) ?? pathInVariable(error);
  const field = path?.replace(/^input\./, '').replace(LONG_NUMBER, '');
  return field === '' ? undefined : field;
}

/** The path that `nameLiterals` recorded. */
function pathInLiteral(error: GraphQLError): string | undefined {
  const path = error.extensions['field'];
  if (typeof path !== 'string' || path.length > LONGEST_PATH) return undefined;
  return joined(path, MISSING.exec(tailOf(error))?.[1]);
}

function pathInVariable(error: GraphQLError): string | undefined {
  const variable = VARIABLE.exec(error.message)?.[1];
  if (variable === undefined) return undefined;
  const tail = tailOf(error);
  const head = tail === error.message ? '' : error.message.slice(0, -(tail.length + 2));
  const path = / at "([\w.[\]]{1,200})"$/.exec(head)?.[1] ?? variable;
  return joined(path, (MISSING.exec(tail) ?? UNKNOWN.exec(tail))?.[1]);
}

function joined(path: string, name: string | undefined): string {
  return name === undefined ? path : `${path}.${name}`;
}

type Sentences = { readonly zh: string; readonly en: string };
type Explanation = readonly [pattern: RegExp, words: (name: string, type: string) => Sentences];

const EXPLANATIONS: readonly Explanation[] = [
  [
    UNKNOWN,
    (name, type) => ({ zh: `不认识字段 ${name}；请核对 ${type} 的字段名。`, en: `unknown field "${name}" of ${type}` }),
  ],
  [
    // The name comes from the sender and may be a person's.
    /^Field "[\s\S]*" is not defined by type "(\w+)"/,
    (type) => ({ zh: `含有 ${type} 没有的字段；请核对字段名。`, en: `a field that ${type} does not have` }),
  ],
  [MISSING, (name) => ({ zh: `缺少必填字段 ${name}。`, en: `the required field "${name}" is missing` })],
  [
    /^(?:Exactly one key must be specified for OneOf type|OneOf Input Object) "(\w+)"/,
    (type) => ({ zh: `${type} 须且只能填写其中一项。`, en: `give exactly one of the fields of ${type}` }),
  ],
  [
    /^(?:Value .* does not exist in|Enum) "(\w+)" ?(?:enum|cannot)/s,
    (type) => ({ zh: `只能填写 ${type} 列出的代码之一。`, en: `give one of the codes of ${type}` }),
  ],
  [
    /^(\w+) cannot represent/,
    (type) => ({ zh: `值的类型不符，应为 ${type}。`, en: `the value must be of type ${type}` }),
  ],
  [
    /^Expected (?:value of |non-nullable )?type "([\w![\]]+)"/,
    (type) => ({ zh: `值不能为空或类型不符，应为 ${type}。`, en: `the value must be of type ${type}` }),
  ],
  [
    /^Variable "\$(\w+)" of (?:required|non-null) type/,
    (name) => ({ zh: `缺少变量 ${name}。`, en: `the variable "${name}" is missing` }),
  ],
];

function wordsFor(tail: string, suggest: boolean): Sentences {
  for (const [pattern, words] of EXPLANATIONS) {
    const [, name = '', type = ''] = pattern.exec(tail) ?? [];
    if (name !== '' && !/\d{15}/.test(name + type)) return words(name, type);
  }
  // The remaining text is about the query, but the part after "found" may still be a value.
  const told = tail
    .replace(/,? found [\s\S]*$/, '')
    .replace(/\d{6,}/g, '…')
    .slice(0, 300);
  const en = suggest ? told : told.replace(/ Did you mean [\s\S]*$/, '');
  return { zh: `请求与接口定义不符：${en}`, en };
}
