import { SourceFault } from '../../src/sources/port.ts';

/** No department's answer nests deeper. */
const MAX_DEPTH = 32;

/**
 * Walks once over JSON before it is parsed: bounded depth, and no name twice in one object. `JSON.parse` keeps the last
 * of two without a word, so that an answer could say 有记录 to one reader and 无记录 to another (RFC 8259, section 4).
 * Whether it is JSON at all, the parser says.
 * @throws SourceFault FORMAT_CHANGED.
 */
export function assertUnambiguous(text: string): void {
  /** The names of each object that is open; `null` stands for a list. */
  const open: (Set<string> | null)[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (character === '{' || character === '[') {
      open.push(character === '{' ? new Set() : null);
      if (open.length > MAX_DEPTH) throw formatChanged();
    } else if (character === '}' || character === ']') {
      open.pop();
    } else if (character === '"') {
      const end = endOfString(text, at);
      if (isName(text, end)) note(open.at(-1), text.slice(at, end));
      at = end - 1;
    }
  }
}

function note(names: Set<string> | null | undefined, written: string): void {
  if (names === null || names === undefined) return;
  const name = unescaped(written);
  if (names.has(name)) throw formatChanged();
  names.add(name);
}

/** The place behind the closing quote; a string without an end ends with the text. */
function endOfString(text: string, from: number): number {
  for (let at = from + 1; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === '"') return at + 1;
  }
  return text.length;
}

function isName(text: string, from: number): boolean {
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === ':') return true;
    if (!' \t\r\n'.includes(text[at] ?? '')) return false;
  }
  return false;
}

/** `"\u0061"` and `"a"` are one name. */
function unescaped(written: string): string {
  if (!written.includes('\\')) return written;
  try {
    return JSON.stringify(JSON.parse(written));
  } catch {
    // JSON.parse quotes what it could not read: personal data. It must not travel as a cause.
    throw formatChanged();
  }
}

function formatChanged(): SourceFault {
  return new SourceFault('FORMAT_CHANGED', { retryable: false });
}
