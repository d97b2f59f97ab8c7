import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import * as fontkit from 'fontkit';

const require = createRequire(import.meta.url);
const FAMILY = '@expo-google-fonts/noto-serif-sc';

/** Noto Serif SC 宋体 (SIL Open Font License 1.1), whole, out of a package: nothing depends on a font of the machine. */
export const FONT_FILES = {
  normal: require.resolve(`${FAMILY}/400Regular/NotoSerifSC_400Regular.ttf`),
  bold: require.resolve(`${FAMILY}/700Bold/NotoSerifSC_700Bold.ttf`),
} as const;

type OpenFont = { readonly font: fontkit.Font; readonly characters: ReadonlySet<number> };
let open: OpenFont | null = null;

/** Read at the first page, as the file is large. */
function songti(): OpenFont {
  if (open !== null) return open;
  const font = fontkit.create(readFileSync(FONT_FILES.normal));
  if (!('characterSet' in font)) throw new Error('the font file is one font');
  open = { font, characters: new Set(font.characterSet) };
  return open;
}

/** Where a slanted line stands on a page: its middle, in points from the upper left, and how steeply it rises. */
export type Slant = { readonly x: number; readonly y: number; readonly degrees: number };

/**
 * A line of text as outlines around a point, as data of a path, so that it is seen behind a page and is no text when the
 * page is read or copied.
 * @param size of a character, points
 */
export function outlined(text: string, size: number, { x, y, degrees }: Slant): string {
  const { font } = songti();
  const scale = size / font.unitsPerEm;
  const { glyphs } = font.layout(printable(text));
  const width = glyphs.reduce((sum, glyph) => sum + glyph.advanceWidth * scale, 0);
  const angle = (-degrees * Math.PI) / 180;
  let at = -width / 2;
  return glyphs
    .map((glyph) => {
      const placed = glyph.path.scale(scale, -scale).translate(at, 0).rotate(angle).translate(x, y).toSVG();
      at += glyph.advanceWidth * scale;
      return placed;
    })
    .join('');
}

/**
 * A text with each character that the font lacks as 〓 and its code point: `〓(U+20BB7)`. A name may never lose a
 * character silently.
 */
export function printable(text: string): string {
  const { characters: has } = songti();
  return Array.from(text, (character) => (isPrinted(character, has) ? character : geta(character))).join('');
}

function isPrinted(character: string, has: ReadonlySet<number>): boolean {
  return character === '\n' || has.has(character.codePointAt(0) ?? 0);
}

function geta(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  return `〓(U+${code})`;
}
