import { SourceFault } from '../../src/sources/port.ts';

/** No department's answer nests deeper; the parser itself would go to 100. */
export const MAX_DEPTH = 32;
/** An answer about one person: 2,000 records of twenty fields. */
const MAX_ELEMENTS = 40_000;
const MAX_ATTRIBUTES = 32;
/** From `<` to `>`, characters. */
const MAX_TAG = 4_096;

// oxlint-disable-next-line no-control-regex -- these are the characters outside XML 1.0's Char production
const NO_CHARACTER = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/;

/** Whether XML 1.0 can carry the text at all (production 2, Char). */
export function isXmlText(text: string): boolean {
  return text.isWellFormed() && !NO_CHARACTER.test(text);
}

/**
 * Walks once over the tags, before a parser builds anything of them: one root, bounded depth, bounded number of
 * elements and attributes. Whatever begins with `<!` or `<?` is refused: document types, entities, CDATA, comments and
 * processing instructions have no use in an answer. A comment inside a name would split it, and a document type is how
 * a kilobyte becomes gigabytes.
 * @throws SourceFault FORMAT_CHANGED.
 */
export function assertBounded(text: string): void {
  if (!isXmlText(text)) throw formatChanged();
  let depth = 0;
  let elements = 0;
  let from = 0;
  for (let at = text.indexOf('<'); at !== -1; at = text.indexOf('<', from)) {
    // Outside the root there is room for white space only, and for no second root.
    if (depth === 0 && (text.slice(from, at).trim() !== '' || elements > 0)) throw formatChanged();
    const tag = readTag(text, at);
    if (tag.kind !== 'CLOSES') elements += 1;
    if (tag.kind === 'OPENS') depth += 1;
    if (tag.kind === 'CLOSES') depth -= 1;
    if (depth < 0 || depth > MAX_DEPTH || elements > MAX_ELEMENTS) throw formatChanged();
    from = tag.end;
  }
  if (depth !== 0 || elements === 0 || text.slice(from).trim() !== '') throw formatChanged();
}

type Tag = { readonly kind: 'OPENS' | 'CLOSES' | 'EMPTY'; readonly end: number };

/** A `>` inside a quoted value ends no tag: counting it as an end would let an attacker exceed the depth. */
function readTag(text: string, at: number): Tag {
  const second = text[at + 1];
  if (second === '!' || second === '?') throw formatChanged();
  let quote = '';
  let attributes = 0;
  for (let index = at + 1; index < Math.min(text.length, at + MAX_TAG); index += 1) {
    const character = text[index] ?? '';
    if (character === '<') throw formatChanged();
    if (quote !== '') {
      if (character === quote) quote = '';
    } else if (character === '"' || character === "'") {
      quote = character;
      attributes += 1;
      if (attributes > MAX_ATTRIBUTES) throw formatChanged();
    } else if (character === '>') {
      const kind = second === '/' ? 'CLOSES' : text[index - 1] === '/' ? 'EMPTY' : 'OPENS';
      return { kind, end: index + 1 };
    }
  }
  throw formatChanged();
}

function formatChanged(): SourceFault {
  return new SourceFault('FORMAT_CHANGED', { retryable: false });
}
