import { Problem } from '../platform/problem.ts';

/** A place in a text, both counted from 1, the column in characters as an editor shows it. */
export type Place = { readonly line: number; readonly column: number };

/** A path into a JSON value: `['rules', 'deadlines', 0, 'value']`. */
export type JsonPath = readonly PropertyKey[];

/** A JSON text read, and where each of its values stands. */
export type JsonText = {
  readonly value: unknown;
  /** Where the value at a path begins (a member: its name); the nearest one above where there is none at the path. */
  placeOf(path: JsonPath): Place;
};

/** The tokens that JSON has; whatever else stands in a text ends the reading. */
const TOKEN = /[\t\n\r ]*(?:([{}[\]:,])|("(?:[^"\\]|\\.)*")|(true|false|null|-?\d[\d.eE+-]*))/y;

/**
 * Reads a JSON text with the place of each value, so that an error can name its line. Two members of one name in one
 * object are refused: the second would take the first one's place without a word.
 * @throws Problem INVALID_INPUT naming line and column.
 */
export function readJsonText(text: string): JsonText {
  const places = new Map<string, number>();
  const value = parse(text);
  let at = 0;
  const next = (): string => {
    TOKEN.lastIndex = at;
    const found = TOKEN.exec(text);
    const token = found?.[1] ?? found?.[2] ?? found?.[3];
    if (found === null || token === undefined) throw new RangeError('parsed JSON has JSON tokens only');
    at += found[0].length;
    return token;
  };
  const start = (token: string): number => at - token.length;
  const walk = (token: string, path: JsonPath, from: number): void => {
    places.set(keyOf(path), from);
    if (token === '{') members(path);
    else if (token === '[') elements(path);
  };
  const members = (path: JsonPath): void => {
    const names = new Set<string>();
    for (let token = next(); token !== '}'; token = next()) {
      if (token === ',') continue;
      const name: string = JSON.parse(token);
      const from = start(token);
      if (names.has(name)) throw twice(placeAt(text, from), name);
      names.add(name);
      next();
      walk(next(), [...path, name], from);
    }
  };
  const elements = (path: JsonPath): void => {
    let index = 0;
    for (let token = next(); token !== ']'; token = next()) {
      if (token === ',') continue;
      walk(token, [...path, index], start(token));
      index += 1;
    }
  };
  const first = next();
  walk(first, [], start(first));
  return {
    value,
    placeOf(path) {
      for (let length = path.length; length > 0; length -= 1) {
        const found = places.get(keyOf(path.slice(0, length)));
        if (found !== undefined) return placeAt(text, found);
      }
      return placeAt(text, places.get(keyOf([])) ?? 0);
    },
  };
}

function keyOf(path: JsonPath): string {
  return JSON.stringify(path.map(String));
}

function placeAt(text: string, index: number): Place {
  const before = text.slice(0, index);
  const line = before.split('\n');
  return { line: line.length, column: Array.from(line.at(-1) ?? '').length + 1 };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (thrown) {
    if (!(thrown instanceof SyntaxError)) throw thrown;
    const { line, column } = placeAt(text, Number(/position (\d+)/.exec(thrown.message)?.[1] ?? text.length));
    throw new Problem({
      code: 'INVALID_INPUT',
      zh: `第 ${line} 行第 ${column} 列：不是有效的 JSON，请检查此处的引号、逗号和括号`,
      en: `line ${line}, column ${column}: this is no JSON; look at the quotes, commas and brackets here`,
    });
  }
}

function twice({ line, column }: Place, name: string): Problem {
  return new Problem({
    code: 'INVALID_INPUT',
    zh: `第 ${line} 行第 ${column} 列：字段 ${name} 重复出现，请只保留一个`,
    en: `line ${line}, column ${column}: ${name} stands here twice; keep one of them`,
  });
}
