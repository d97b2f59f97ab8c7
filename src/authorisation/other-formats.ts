import { Buffer } from 'node:buffer';
import { scanRefusal } from './scan-refusal.ts';

/** Long enough not to stand in ten megabytes of pixels by chance. */
const MARKUP = /<script|<!doctype\s+html|<html[\s>]|<iframe|<\?php\s/i;
const ARCHIVES = [Buffer.from('Rar!\u001a\u0007', 'latin1'), Buffer.from('7z\u00bc\u00af\u0027\u001c', 'latin1')];

const END_OF_DIRECTORY = Buffer.from('PK\u0005\u0006', 'latin1');
const DIRECTORY_ENTRY = 0x02014b50;
/** Bytes of the record that ends a ZIP, without its comment. APPNOTE.TXT 6.3, 4.3.16. */
const RECORD_BYTES = 22;

/**
 * A file may be read as a second format too, by a program that looks for that one: a ZIP from its end, a web page from
 * wherever its first tag stands.
 *
 * @throws Problem INVALID_INPUT
 */
export function assertNoOtherFormat(bytes: Uint8Array, field: string): void {
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (MARKUP.test(whole.toString('latin1')) || ARCHIVES.some((start) => whole.includes(start)) || holdsZip(whole)) {
    throw scanRefusal('OTHER_FORMAT_INSIDE', field);
  }
}

/** Four bytes may be pixels; a record that points at a directory in front of it is not. */
function holdsZip(whole: Buffer): boolean {
  for (let at = whole.indexOf(END_OF_DIRECTORY); at !== -1; at = whole.indexOf(END_OF_DIRECTORY, at + 1)) {
    if (at + RECORD_BYTES > whole.length) return false;
    const size = whole.readUInt32LE(at + 12);
    // Offsets count from the archive's own beginning, which may lie anywhere in the file: the directory ends here.
    if (at - size >= 0 && size >= 4 && whole.readUInt32LE(at - size) === DIRECTORY_ENTRY) return true;
    if (
      size === 0 &&
      whole.readUInt16LE(at + 10) === 0 &&
      whole.readUInt16LE(at + 20) === whole.length - at - RECORD_BYTES
    )
      return true;
  }
  return false;
}
