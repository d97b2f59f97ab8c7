import { inflateSync } from 'node:zlib';

/**
 * The text of a PDF as pdfkit writes one: glyphs of embedded fonts, each font with its table back to Unicode. Text that
 * stands apart on the page is not parted by spaces.
 */
export function readPdfText(bytes: Uint8Array): string {
  const file = Buffer.from(bytes).toString('latin1');
  const objects = new Map(
    [...file.matchAll(/(?:^|\n)(\d+) 0 obj\n([\s\S]*?)\nendobj/g)].map(([, id = '', body = '']) => [id, body]),
  );
  const fonts = new Map(
    [...file.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name = '', id = '']) => {
      const table = /\/ToUnicode (\d+) 0 R/.exec(objects.get(id) ?? '')?.[1];
      return [name, table === undefined ? new Map<number, string>() : glyphsOf(streamOf(objects.get(table) ?? ''))];
    }),
  );
  return [...objects.values()]
    .map(streamOf)
    .filter((content) => /\bTJ\b/.test(content))
    .map((content) => shown(content, fonts))
    .join('\n');
}

function streamOf(object: string): string {
  const [head] = /^[\s\S]*?\bstream\r?\n/.exec(object) ?? [''];
  const length = Number(/\/Length (\d+)/.exec(head)?.[1] ?? 0);
  // By its length: the bytes of a stream may end as a line does.
  const content = object.slice(head.length, head.length + length);
  return head.includes('/FlateDecode') ? inflateSync(Buffer.from(content, 'latin1')).toString('latin1') : content;
}

/** `<0000> <0041> [<0031> <0032> …]`: from the first glyph on, each by its code units. */
function glyphsOf(table: string): ReadonlyMap<number, string> {
  return new Map(
    [...table.matchAll(/<([0-9a-f]+)> <[0-9a-f]+> \[([^\]]*)\]/gi)].flatMap(([, first = '0', codes = '']) =>
      [...codes.matchAll(/<([0-9a-f\s]+)>/gi)].map(([, code = ''], index): [number, string] => [
        Number.parseInt(first, 16) + index,
        Buffer.from(code.replaceAll(/\s/g, ''), 'hex').swap16().toString('utf16le'),
      ]),
    ),
  );
}

function shown(content: string, fonts: ReadonlyMap<string, ReadonlyMap<number, string>>): string {
  let glyphs: ReadonlyMap<number, string> = new Map();
  let text = '';
  for (const [, font, line] of content.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
    if (font !== undefined) glyphs = fonts.get(font) ?? new Map();
    for (const [, hex = ''] of (line ?? '').matchAll(/<([0-9a-f]+)>/gi)) {
      for (const [glyph] of hex.matchAll(/.{4}/g)) text += glyphs.get(Number.parseInt(glyph, 16)) ?? '';
    }
  }
  return text;
}
