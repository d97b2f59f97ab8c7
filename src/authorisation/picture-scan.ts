import { Buffer } from 'node:buffer';
import { crc32 } from 'node:zlib';
import { imageSize } from 'image-size';
import { scanRefusal } from './scan-refusal.ts';

/** A sheet of A3 at 600 dpi has 70 million. */
const MOST_PIXELS = 80_000_000;
const LONGEST_SIDE = 20_000;

/** Whether a picture of this size is more than any scan has. */
export function hasTooManyPixels(width: number, height: number): boolean {
  return width * height > MOST_PIXELS || Math.max(width, height) > LONGEST_SIDE;
}

/**
 * A picture that is whole, has a size that a scan may have, and ends where its file ends.
 *
 * @throws Problem INVALID_INPUT
 */
export function assertPicture(kind: 'image/jpeg' | 'image/png', bytes: Uint8Array, field: string): void {
  const { width, height } = sizeOf(bytes, field);
  if (hasTooManyPixels(width, height)) throw scanRefusal('TOO_MANY_PIXELS', field);
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = kind === 'image/png' ? endOfPng(whole) : endOfJpeg(whole);
  if (end === null || width === 0 || height === 0) throw scanRefusal('DAMAGED', field);
  if (end !== whole.length) throw scanRefusal('MORE_BEHIND', field);
}

function sizeOf(bytes: Uint8Array, field: string): { readonly width: number; readonly height: number } {
  try {
    return imageSize(bytes);
  } catch (thrown) {
    throw scanRefusal('DAMAGED', field, thrown);
  }
}

const PNG_SIGNATURE_BYTES = 8;
/** Length, type and checksum around the content of a chunk. */
const CHUNK_FRAME_BYTES = 12;

/** Where the picture ends; `null` where a chunk is damaged or one that must be there is not. Source: PNG, 5. */
function endOfPng(whole: Buffer): number | null {
  let hasPixels = false;
  for (let at = PNG_SIGNATURE_BYTES; at + CHUNK_FRAME_BYTES <= whole.length;) {
    const end = at + CHUNK_FRAME_BYTES + whole.readUInt32BE(at);
    if (end > whole.length) return null;
    if (crc32(whole.subarray(at + 4, end - 4)) !== whole.readUInt32BE(end - 4)) return null;
    const type = whole.toString('latin1', at + 4, at + 8);
    if ((at === PNG_SIGNATURE_BYTES) !== (type === 'IHDR')) return null;
    if (type === 'IDAT') hasPixels = true;
    if (type === 'IEND') return hasPixels ? end : null;
    at = end;
  }
  return null;
}

const MARKER = 0xff;
const END_OF_IMAGE = 0xd9;
const START_OF_SCAN = 0xda;
/** A marker without a length: a stuffed byte of pixels, or the restart of a run of them. */
const isWithinPixels = (code: number) => code === 0 || (code >= 0xd0 && code <= 0xd7);

/** Where the picture ends; `null` where it does not. Source: ITU-T T.81, B.1.1. */
function endOfJpeg(whole: Buffer): number | null {
  let hasPixels = false;
  for (let at = 2; at + 1 < whole.length;) {
    if (whole[at] !== MARKER) return null;
    const code = whole[at + 1] ?? 0;
    if (code === MARKER) {
      at += 1;
    } else if (code === END_OF_IMAGE) {
      return hasPixels ? at + 2 : null;
    } else {
      if (at + 4 > whole.length) return null;
      at += 2 + whole.readUInt16BE(at + 2);
      if (code === START_OF_SCAN) {
        hasPixels = true;
        at = endOfPixels(whole, at);
      }
    }
  }
  return null;
}

function endOfPixels(whole: Buffer, from: number): number {
  let at = whole.indexOf(MARKER, from);
  while (at !== -1 && isWithinPixels(whole[at + 1] ?? END_OF_IMAGE)) at = whole.indexOf(MARKER, at + 2);
  return at === -1 ? whole.length : at;
}
