import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { SourceFault } from '../define-source.ts';

/** No department's answer nests deeper; the parser itself would go to 100. */
const MAX_DEPTH = 32;

/** The five entities of XML 1.0, section 4.6. Nothing else is ever expanded. */
const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/**
 * Reads XML of an untrusted sender. DOCTYPE, ENTITY, CDATA, comments and processing instructions are refused before
 * the parser sees them: an answer has no use for any, and a document type is how a kilobyte becomes gigabytes.
 * @param lists names of elements that repeat, and are lists even where there is one.
 * @throws SourceFault FORMAT_CHANGED.
 */
export function parseXml(text: string, lists: readonly string[]): unknown {
  const body = text.replace(/^\uFEFF?<\?xml [^<>]*\?>/, '');
  if (body.includes('<!') || body.includes('<?') || depthOf(body) > MAX_DEPTH) throw formatChanged();
  // The parser forgives unclosed elements; a truncated answer must not pass for a shorter one.
  if (XMLValidator.validate(body) !== true) throw formatChanged();
  const parser = new XMLParser({
    ignoreAttributes: true,
    removeNSPrefix: true,
    parseTagValue: false,
    processEntities: false,
    maxNestedTags: MAX_DEPTH,
    isArray: (name) => lists.includes(name),
    tagValueProcessor: (_name, value) => decodeEntities(value),
  });
  try {
    return parser.parse(body);
  } catch (thrown) {
    if (thrown instanceof SourceFault) throw thrown;
    throw formatChanged();
  }
}

/** Text as XML content. Characters that XML 1.0 cannot carry at all make the question unsendable. */
export function escapeXml(text: string): string {
  // oxlint-disable-next-line no-control-regex -- these are the characters outside XML 1.0's Char production
  if (/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/.test(text)) {
    throw new SourceFault('UNENCODABLE', { retryable: false });
  }
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (let at = text.indexOf('<'); at !== -1; at = text.indexOf('<', at + 1)) {
    if (text[at + 1] === '/') depth -= 1;
    else {
      const end = text.indexOf('>', at);
      if (end === -1) return Number.POSITIVE_INFINITY;
      if (text[end - 1] !== '/') depth += 1;
      deepest = Math.max(deepest, depth);
      if (deepest > MAX_DEPTH) return deepest;
    }
  }
  return deepest;
}

/** Decimal and hexadecimal references stay lawful: systems on GBK write rare characters so. */
function decodeEntities(value: string): string {
  return value.replace(/&([^;&]{0,12});?/g, (whole: string, name: string) => {
    const known = ENTITIES[name];
    if (known !== undefined && whole.endsWith(';')) return known;
    const [, hex, decimal] = /^#(?:x([0-9a-f]{1,6})|(\d{1,7}))$/i.exec(name) ?? [];
    const point = hex === undefined ? Number(decimal ?? Number.NaN) : Number.parseInt(hex, 16);
    const lawful = point >= 0x20 && point <= 0x10_ffff && !(point >= 0xd800 && point <= 0xdfff);
    if (!lawful || !whole.endsWith(';')) throw formatChanged();
    return String.fromCodePoint(point);
  });
}

function formatChanged(): SourceFault {
  return new SourceFault('FORMAT_CHANGED', { retryable: false });
}
