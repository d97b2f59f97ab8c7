import { Buffer } from 'node:buffer';
import { setImmediate as breathe } from 'node:timers/promises';
import { inflateSync } from 'node:zlib';
import { PDFArray, PDFContext, PDFDict, PDFName, PDFNumber, PDFObjectParser, PDFRawStream } from '@cantoo/pdf-lib';
import type { PDFObject } from '@cantoo/pdf-lib';
import { asError, Problem } from '../platform/problem.ts';
import { hasTooManyPixels } from './picture-scan.ts';
import { scanRefusal } from './scan-refusal.ts';

/** The scan stops after this time; ten pages take some milliseconds. */
const MOST_MS = 2_000;
const MOST_OBJECTS = 20_000;
/**
 * Limits for one object without its stream, and for the different names in a file: the library keeps every name for
 * ever.
 */
const LONGEST_OBJECT = 128 * 1024;
const MOST_NAMES = 5_000;
/** Limit for all object streams together, unpacked. */
const MOST_UNPACKED = 32 * 1024 * 1024;
const AT_ONCE = 200;

/**
 * Dictionary names of actions or parts that run, start or carry something. Source: ISO 32000-2, 7.11.4, 12.6.4,
 * 12.7.8, 13.
 */
const FORBIDDEN: ReadonlySet<string> = new Set([
  'JavaScript',
  'JS',
  'Launch',
  'EmbeddedFile',
  'EmbeddedFiles',
  'RichMedia',
  'RichMediaExecute',
  'XFA',
  'SubmitForm',
  'ImportData',
  'GoToE',
  'GoToR',
  'Rendition',
  'Movie',
  'Sound',
]);

/**
 * Accepts a PDF that shows pages and does nothing else. It reads every object in the file, including objects that a
 * later revision replaces and objects in object streams, because viewers differ in which of them they use.
 *
 * @throws Problem INVALID_INPUT
 */
export async function assertPlainPdf(bytes: Uint8Array, field: string): Promise<void> {
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const text = whole.toString('latin1');
  if (!/%%EOF/.test(text.slice(-1_024))) throw scanRefusal('DAMAGED', field);
  if (!/%%EOF[\0\t\n\f\r ]*$/.test(text.slice(-1_024))) throw scanRefusal('MORE_BEHIND', field);
  const look = new Look(field);
  try {
    // `obj` opens an object; `trailer` opens the dictionary that names the encryption. Neither occurs within a number
    // or a name.
    for (const { index, 0: opening } of text.matchAll(/\d[\0\t\n\f\r ]+\d{1,5}[\0\t\n\f\r ]+obj|trailer/g)) {
      const start = index + opening.length;
      const end = endOf(text, start);
      if (end === null) throw scanRefusal('DAMAGED', field);
      await look.at(whole.subarray(start, end.at), whole.subarray(end.contents));
    }
  } catch (thrown) {
    if (thrown instanceof Problem) throw thrown;
    // For malformed input the library throws an error of its own type or exhausts the stack.
    throw scanRefusal('DAMAGED', field, asError(thrown));
  }
  if (!look.hasPage) throw scanRefusal('DAMAGED', field);
}

/**
 * The end of the object that begins here, or of its dictionary where a stream follows; `null` for an unterminated
 * object.
 */
function endOf(text: string, start: number): { readonly at: number; readonly contents: number } | null {
  const sought = /(?<=[>\s])stream\r?\n|endobj|startxref/g;
  sought.lastIndex = start;
  const found = sought.exec(text);
  return found && { at: found.index, contents: found.index + found[0].length };
}

/** One scan of a file. */
class Look {
  hasPage = false;
  private readonly field: string;
  private readonly context = PDFContext.create();
  private readonly until = performance.now() + MOST_MS;
  private readonly names = new Set<string>();
  private objects = 0;
  private unpacked = 0;

  constructor(field: string) {
    this.field = field;
  }

  /** @param contents the bytes from the start of its stream, if it has one. */
  async at(bytes: Uint8Array, contents: Uint8Array | null): Promise<void> {
    this.objects += 1;
    const isTooMuch = this.objects > MOST_OBJECTS || bytes.length > LONGEST_OBJECT;
    if (isTooMuch || performance.now() > this.until) throw scanRefusal('TOO_INVOLVED', this.field);
    if (this.objects % AT_ONCE === 0) await breathe();
    const object = PDFObjectParser.forBytes(bytes, this.context).parseObject();
    this.judge(object);
    if (this.names.size > MOST_NAMES) throw scanRefusal('TOO_INVOLVED', this.field);
    if (contents !== null && object instanceof PDFDict) await this.within(object, contents);
  }

  private judge(object: PDFObject): void {
    // The stream was cut off before its contents. An object that still begins with a stream would be read differently
    // by another viewer.
    if (object instanceof PDFRawStream) throw scanRefusal('DAMAGED', this.field);
    if (object instanceof PDFName) this.judgeName(object.decodeText());
    if (object instanceof PDFArray) for (const one of object.asArray()) this.judge(one);
    if (object instanceof PDFDict) this.judgeDictionary(object);
  }

  private judgeName(name: string): void {
    if (FORBIDDEN.has(name)) throw scanRefusal('RUNS', this.field);
    this.names.add(name);
  }

  private judgeDictionary(object: PDFDict): void {
    for (const [name, value] of object.entries()) {
      if (name.decodeText() === 'Encrypt') throw scanRefusal('ENCRYPTED', this.field);
      this.judge(name);
      this.judge(value);
    }
    if (object.get(TYPE) === PAGE) this.hasPage = true;
    const [width, height] = [object.get(WIDTH), object.get(HEIGHT)];
    const isPicture = width instanceof PDFNumber && height instanceof PDFNumber;
    if (isPicture && hasTooManyPixels(width.asNumber(), height.asNumber())) {
      throw scanRefusal('TOO_MANY_PIXELS', this.field);
    }
  }

  /** Objects in an object stream. A viewer recognises one by its entry `First`, whatever its type says. */
  private async within(dictionary: PDFDict, contents: Uint8Array): Promise<void> {
    const first = dictionary.get(FIRST);
    if (first === undefined) return;
    if (!(first instanceof PDFNumber)) throw scanRefusal('DAMAGED', this.field);
    const unpacked = this.unpack(dictionary, contents);
    const start = first.asNumber();
    const numbers = unpacked.toString('latin1', 0, start).match(/\d+/g) ?? [];
    const offsets = numbers
      .flatMap((text, index) => (index % 2 === 1 ? [start + Number(text)] : []))
      .toSorted(byNumber);
    for (const [index, offset] of offsets.entries()) await this.at(unpacked.subarray(offset, offsets[index + 1]), null);
  }

  private unpack(dictionary: PDFDict, contents: Uint8Array): Buffer {
    const filter = dictionary.get(FILTER);
    const filters = filter instanceof PDFArray ? filter.asArray() : filter === undefined ? [] : [filter];
    const isPlain = [DECODE_PARMS, OTHER_FILE].every((name) => dictionary.get(name) === undefined);
    if (!isPlain || filters.length !== 1 || filters[0] !== FLATE) throw scanRefusal('TOO_INVOLVED', this.field);
    // The compressed data mark their own end; bytes after it are not read.
    const bytes = inflateSync(contents, { maxOutputLength: MOST_UNPACKED - this.unpacked });
    this.unpacked += bytes.length;
    return bytes;
  }
}

const byNumber = (a: number, b: number) => a - b;

const TYPE = PDFName.of('Type');
const PAGE = PDFName.of('Page');
const WIDTH = PDFName.of('Width');
const HEIGHT = PDFName.of('Height');
const FIRST = PDFName.of('First');
const FILTER = PDFName.of('Filter');
const FLATE = PDFName.of('FlateDecode');
const DECODE_PARMS = PDFName.of('DecodeParms');
const OTHER_FILE = PDFName.of('F');
