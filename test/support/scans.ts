import { Buffer } from 'node:buffer';
import { crc32, deflateSync } from 'node:zlib';

/** A chunk of a PNG. */
export function pngChunk(type: string, content: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), content]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(content.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

/** A real PNG, grey. @param noise of so many bytes as a chunk of its own, for a file of a certain size. */
export function pngScan({ width = 8, height = 8, noise = 0 } = {}): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head[8] = 8;
  const pixels = deflateSync(Buffer.alloc((Math.min(width, 64) + 1) * Math.min(height, 64)));
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    pngChunk('IHDR', head),
    ...(noise > 0 ? [pngChunk('noIs', Buffer.alloc(noise, 7))] : []),
    pngChunk('IDAT', pixels),
    pngChunk('IEND', Buffer.alloc(0)),
  ]);
}

/** A real JPEG of one pixel. */
export function jpegScan(): Buffer {
  const head =
    '/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////////////////////////////wgALCAABAAEBAREA/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAAgBAQABPxA=';
  return Buffer.concat([Buffer.from(head, 'base64'), Buffer.from('ffd9', 'hex')]);
}

type PdfParts = {
  /** Entries beside those of a catalogue. */
  readonly catalogue?: string;
  /** Whole objects, `7 0 obj … endobj`. */
  readonly more?: string | Buffer;
  readonly trailer?: string;
  /** Behind the end of the file. */
  readonly behind?: string | Buffer;
};

/** A real PDF of one page. */
export function pdfScan({ catalogue = '', more = '', trailer = '', behind = '' }: PdfParts = {}): Buffer {
  const words = 'BT /F1 12 Tf 20 100 Td (a signed letter) Tj ET';
  return Buffer.concat(
    [
      '%PDF-1.7\n',
      `1 0 obj\n<< /Type /Catalog /Pages 2 0 R ${catalogue} >>\nendobj\n`,
      '2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n',
      '3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 4 0 R >>\nendobj\n',
      `4 0 obj\n<< /Length ${words.length} >>\nstream\n${words}\nendstream\nendobj\n`,
      more,
      `trailer\n<< /Root 1 0 R /Size 9 ${trailer} >>\nstartxref\n0\n%%EOF\n`,
      behind,
    ].map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : part)),
  );
}

/** Objects packed into an object stream. */
export function objectStream(objects: readonly string[], entries = '/Type /ObjStm'): Buffer {
  let offset = 0;
  const index = objects.map((text, at) => {
    const entry = `${20 + at} ${offset}`;
    offset += text.length + 1;
    return entry;
  });
  const head = `${index.join(' ')} `;
  const packed = deflateSync(Buffer.from(`${head}${objects.join(' ')}`, 'latin1'));
  return Buffer.concat([
    Buffer.from(
      `7 0 obj\n<< ${entries} /N ${objects.length} /First ${head.length} /Filter /FlateDecode /Length ${packed.length} >>\nstream\r\n`,
    ),
    packed,
    Buffer.from('\nendstream\nendobj\n'),
  ]);
}

/** An archive with one stored file. */
export function zipArchive(): Buffer {
  const name = Buffer.from('a.txt');
  const content = Buffer.from('hello');
  const head = Buffer.alloc(30);
  head.writeUInt32LE(0x04034b50, 0);
  head.writeUInt32LE(crc32(content), 14);
  head.writeUInt32LE(content.length, 18);
  head.writeUInt32LE(content.length, 22);
  head.writeUInt16LE(name.length, 26);
  const entry = Buffer.alloc(46);
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt32LE(crc32(content), 16);
  entry.writeUInt32LE(content.length, 20);
  entry.writeUInt32LE(content.length, 24);
  entry.writeUInt16LE(name.length, 28);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(entry.length + name.length, 12);
  end.writeUInt32LE(head.length + name.length + content.length, 16);
  return Buffer.concat([head, name, content, entry, name, end]);
}
