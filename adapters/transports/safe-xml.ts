import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { SourceFault } from '../../src/sources/port.ts';
import { decodeChinese, labelFits, withoutByteOrderMark } from './chinese-text.ts';
import type { ChineseEncoding } from './chinese-text.ts';
import { assertBounded, isXmlText, MAX_DEPTH } from './xml-bounds.ts';

/** Counted before a byte is decoded. */
const MAX_BYTES = 1_048_576;

/** XML 1.0, production 23; anything that only resembles it is a processing instruction, and refused as one. */
const DECLARATION =
  /^<\?xml\s+version\s*=\s*(?:"1\.0"|'1\.0')(?:\s+encoding\s*=\s*(?:"([A-Za-z][\w.-]*)"|'([A-Za-z][\w.-]*)'))?(?:\s+standalone\s*=\s*(?:"(?:yes|no)"|'(?:yes|no)'))?\s*\?>/;

/** The five entities of XML 1.0, section 4.6. Nothing else is ever expanded. */
const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/**
 * Bytes of an untrusted sender as text, where they are what was agreed: not too many, in the agreed encoding to the
 * last byte, and declared as no other. Without a declared encoding the agreement stands.
 * @throws SourceFault FORMAT_CHANGED.
 */
export function decodeXml(bytes: Uint8Array, encoding: ChineseEncoding): string {
  if (bytes.byteLength > MAX_BYTES) throw formatChanged();
  const text = decodeChinese(withoutByteOrderMark(bytes, encoding), encoding);
  const [, double, single] = DECLARATION.exec(text) ?? [];
  const declared = double ?? single;
  if (declared !== undefined && !labelFits(declared, encoding)) throw formatChanged();
  return text;
}

/**
 * Reads XML of an untrusted sender. No document type, no entities beyond the five, nothing deep, large or ambiguous
 * (see {@link assertBounded}); attributes are left out.
 * @param lists names of elements that repeat, and are lists even where there is one.
 * @throws SourceFault FORMAT_CHANGED.
 */
export function parseXml(text: string, lists: readonly string[]): unknown {
  const body = text.replace(DECLARATION, '');
  assertBounded(body);
  // The parser forgives unclosed elements; a truncated answer must not pass for a shorter one.
  if (XMLValidator.validate(body) !== true) throw formatChanged();
  const parser = new XMLParser({
    ignoreAttributes: true,
    removeNSPrefix: true,
    parseTagValue: false,
    // The parser would expand what a document type declares.
    processEntities: false,
    maxNestedTags: MAX_DEPTH,
    isArray: (name) => lists.includes(name),
    tagValueProcessor: (_name, value) => decodeEntities(value),
  });
  try {
    return parser.parse(body);
  } catch (thrown) {
    if (thrown instanceof SourceFault) throw thrown;
    // The parser's message quotes what it read.
    throw formatChanged();
  }
}

/** Text as XML content. Characters that XML 1.0 cannot carry at all make the question unsendable. */
export function escapeXml(text: string): string {
  if (!isXmlText(text)) throw new SourceFault('UNENCODABLE', { retryable: false });
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

/** The two halves of a character beyond the BMP, as systems that count in UTF-16 write it. */
const PAIR = /&#(?:x0*(d[89ab][0-9a-f]{2})|0*(5[5-9]\d{3}));&#(?:x0*(d[c-f][0-9a-f]{2})|0*(5[5-9]\d{3}));/gi;

/**
 * Decimal and hexadecimal references stay lawful, with zeros in front and in halves: systems on GBK write rare
 * characters so.
 */
function decodeEntities(value: string): string {
  const joined = value.replace(PAIR, (whole: string, ...halves: (string | undefined)[]) => {
    const [highHex, highDecimal, lowHex, lowDecimal] = halves;
    const pair = String.fromCharCode(unitOf(highHex, highDecimal), unitOf(lowHex, lowDecimal));
    return Array.from(pair).length === 1 && pair.isWellFormed() ? pair : whole;
  });
  return joined.replace(/&([^;&]{0,12});?/g, (whole: string, name: string) => {
    if (!whole.endsWith(';')) throw formatChanged();
    const known = Object.hasOwn(ENTITIES, name) ? ENTITIES[name] : undefined;
    if (known !== undefined) return known;
    const [, hex, decimal] = /^#(?:x0*([0-9a-f]{1,6})|0*(\d{1,7}))$/i.exec(name) ?? [];
    const point = hex === undefined ? Number(decimal ?? Number.NaN) : Number.parseInt(hex, 16);
    if (!(point <= 0x10_ffff)) throw formatChanged();
    const character = String.fromCodePoint(point);
    if (!isXmlText(character)) throw formatChanged();
    return character;
  });
}

function unitOf(hex: string | undefined, decimal: string | undefined): number {
  return hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
}

function formatChanged(): SourceFault {
  return new SourceFault('FORMAT_CHANGED', { retryable: false });
}
