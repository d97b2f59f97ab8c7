import { Buffer } from 'node:buffer';
import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkScan, SCAN_MEDIA_TYPES } from '../../../src/authorisation/scan.ts';
import type { ScanMediaType } from '../../../src/authorisation/scan.ts';
import { Problem } from '../../../src/platform/problem.ts';
import { jpegScan, objectStream, pdfScan, pngChunk, pngScan, zipArchive } from '../../support/scans.ts';

const PNG = 'image/png';
const JPEG = 'image/jpeg';
const PDF = 'application/pdf';
const SCANS: Readonly<Record<ScanMediaType, () => Buffer>> = { [PNG]: pngScan, [JPEG]: jpegScan, [PDF]: pdfScan };

/** English words of the refusal, or the type that was taken. */
async function judged(mediaType: string, bytes: Uint8Array): Promise<string> {
  try {
    return await checkScan({ mediaType, bytes });
  } catch (thrown) {
    if (!(thrown instanceof Problem)) throw thrown;
    expect(thrown.details).toMatchObject({
      code: 'INVALID_INPUT',
      field: expect.stringMatching(/^scan(\.mediaType)?$/),
    });
    expect(thrown.details.zh).toMatch(/；.+。$/);
    return thrown.details.en;
  }
}

describe('a scan', () => {
  it.for(SCAN_MEDIA_TYPES)('that is a real file is taken: %s', async (type) => {
    expect(await judged(` ${type.toUpperCase()} `, SCANS[type]())).toBe(type);
  });

  it('is refused when it is empty, something else, misnamed or too large', async () => {
    expect(await judged(PNG, Buffer.alloc(0))).toContain('JPEG, PNG or PDF');
    expect(await judged(PNG, Buffer.from('<svg>'))).toContain('JPEG, PNG or PDF');
    expect(await judged(JPEG, pngScan())).toContain('not of the type given');
    expect(await judged(PNG, pngScan({ noise: 10 * 1024 * 1024 }))).toContain('10 MB');
  });

  it('of ten megabytes is read in time', async () => {
    const start = performance.now();
    expect(await judged(PNG, pngScan({ noise: 10 * 1024 * 1024 - 500 }))).toBe(PNG);
    expect(performance.now() - start).toBeLessThan(5_000);
  });

  it.for(SCAN_MEDIA_TYPES)('that is cut anywhere is refused: %s', async (type) => {
    const whole = SCANS[type]();
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: whole.length - 2 }), async (length) => {
        expect(await judged(type, whole.subarray(0, length))).toContain('not usable');
      }),
    );
  });

  it.for(SCAN_MEDIA_TYPES)('that is garbled is taken or refused, and nothing else: %s', async (type) => {
    const whole = SCANS[type]();
    const change = fc.tuple(fc.integer({ min: 8, max: whole.length - 1 }), fc.integer({ min: 0, max: 255 }));
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 20 }), async (changes) => {
        const garbled = Buffer.from(whole);
        for (const [at, byte] of changes) garbled[at] = byte;
        expect(await judged(type, garbled)).toMatch(/^(image|application)\/|not usable/);
      }),
    );
  });

  const two: readonly (readonly [string, ScanMediaType, Buffer])[] = [
    ['a PDF with an archive behind it', PDF, Buffer.concat([pdfScan(), zipArchive()])],
    ['a PDF with an archive in front of its end', PDF, pdfScan({ more: zipArchive() })],
    ['a PDF with a web page in it', PDF, pdfScan({ more: '9 0 obj\n(<HTML><body>)\nendobj\n' })],
    ['a PDF with a script in a comment', PDF, pdfScan({ more: '% <script src=x>\n' })],
    ['a JPEG with an archive behind it', JPEG, Buffer.concat([jpegScan(), zipArchive()])],
    ['a JPEG with a program in its comment', JPEG, withComment('<?php system($x); ?>')],
    ['a PNG with an archive behind it', PNG, Buffer.concat([pngScan(), zipArchive()])],
    ['a PNG with an archive in a chunk', PNG, withChunk(zipArchive())],
    ['a PNG with RAR behind it', PNG, Buffer.concat([pngScan(), Buffer.from('Rar!\x1a\x07\x00', 'latin1')])],
    ['a PNG with anything behind it', PNG, Buffer.concat([pngScan(), Buffer.alloc(10)])],
    ['a JPEG with anything behind it', JPEG, Buffer.concat([jpegScan(), Buffer.from('more')])],
    ['a PDF with anything behind it', PDF, pdfScan({ behind: 'more' })],
  ];
  it.for(two)('that is more than one file is refused: %s', async ([, type, bytes]) => {
    expect(await judged(type, bytes)).toMatch(/inside the file|follows the end/);
  });

  it.for([
    ['the eight bytes of a PNG', PNG, pngScan().subarray(0, 8)],
    ['a PNG without pixels', PNG, Buffer.concat([pngScan().subarray(0, 33), pngChunk('IEND', Buffer.alloc(0))])],
    ['four bytes of a JPEG', JPEG, Buffer.from('ffd8ffe0', 'hex')],
    ['a JPEG without pixels', JPEG, Buffer.concat([jpegScan().subarray(0, 110), Buffer.from('ffd9', 'hex')])],
    ['eight bytes of a PDF', PDF, Buffer.from('%PDF-1.7')],
    ['a PDF without a page', PDF, Buffer.from('%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\nstartxref\n0\n%%EOF')],
  ] as const)('that is the beginning of one only is refused: %s', async ([, type, bytes]) => {
    expect(await judged(type, bytes)).toContain('damaged');
  });

  it.for([
    ['a PNG', PNG, pngScan({ width: 30_000, height: 30_000 })],
    ['a narrow PNG', PNG, pngScan({ width: 1, height: 20_001 })],
    ['a PDF', PDF, pdfScan({ more: '8 0 obj\n<< /Subtype /Image /Width 50000 /Height 9000 >>\nendobj\n' })],
  ] as const)('of more pixels than any scan has is refused: %s', async ([, type, bytes]) => {
    expect(await judged(type, bytes)).toContain('80 million pixels');
  });
});

function withComment(text: string): Buffer {
  const comment = Buffer.concat([Buffer.from([0xff, 0xfe, 0, text.length + 2]), Buffer.from(text)]);
  return Buffer.concat([jpegScan().subarray(0, 2), comment, jpegScan().subarray(2)]);
}

function withChunk(content: Buffer): Buffer {
  const whole = pngScan();
  return Buffer.concat([whole.subarray(0, 33), pngChunk('noIs', content), whole.subarray(33)]);
}

describe('a PDF', () => {
  const javaScript = '<< /S /JavaScript /JS (app.alert(1)) >>';
  const runs: readonly (readonly [string, Buffer])[] = [
    ['a script when it is opened', pdfScan({ catalogue: `/OpenAction ${javaScript}` })],
    ['a script by an object of its own', pdfScan({ more: `8 0 obj\n${javaScript}\nendobj\n` })],
    ['a script among its names', pdfScan({ catalogue: '/Names << /JavaScript 9 0 R >>' })],
    ['a script under an escaped name', pdfScan({ catalogue: '/OpenAction << /S /J#61vaS#63ript /#4aS 9 0 R >>' })],
    ['a program that is started', pdfScan({ catalogue: '/OpenAction << /S /Launch /F (cmd.exe) >>' })],
    ['a program under an escaped name', pdfScan({ catalogue: '/AA << /O << /S /#4c#61unch >> >>' })],
    ['an attachment', pdfScan({ catalogue: '/Names << /EmbeddedFiles 9 0 R >>' })],
    ['a form with a program', pdfScan({ catalogue: '/AcroForm << /XFA [ (a) 9 0 R ] >>' })],
    ['a script in an object stream', pdfScan({ more: objectStream(['<< /A 1 >>', javaScript]) })],
    ['a script in an object stream of no type', pdfScan({ more: objectStream([javaScript], '') })],
    [
      'a script in a stream’s dictionary',
      pdfScan({ more: `8 0 obj\n<< /X ${javaScript} /Length 1 >>\nstream\nx\nendstream\nendobj\n` }),
    ],
    [
      'a script that a later version replaces',
      pdfScan({ more: `4 0 obj\n${javaScript}\nendobj\n4 0 obj\n<< >>\nendobj\n` }),
    ],
    ['a script in the trailer', pdfScan({ trailer: `/X ${javaScript}` })],
    ['a script in an array of arrays', pdfScan({ catalogue: `/X [ [ [ ${javaScript} ] ] ]` })],
  ];
  it.for(runs)('with %s is refused, with the way to mend it', async ([, bytes]) => {
    expect(await judged(PDF, bytes)).toMatch(/holds a script.*print/);
  });

  it('that is encrypted is refused', async () => {
    expect(await judged(PDF, pdfScan({ trailer: '/Encrypt 9 0 R' }))).toContain('encrypted');
  });

  const endless: readonly (readonly [string, Buffer])[] = [
    ['an object stream that unpacks without end', pdfScan({ more: bomb() })],
    ['brackets without end', pdfScan({ catalogue: `/X ${'['.repeat(60_000)}` })],
    ['objects without end', pdfScan({ more: '8 0 obj\n<< >>\nendobj\n'.repeat(30_000) })],
    [
      'names without end',
      pdfScan({ more: `8 0 obj\n<< ${Array.from({ length: 9_000 }, (_, i) => `/N${i} 1`).join(' ')} >>\nendobj\n` }),
    ],
    ['openings without an end', pdfScan({ more: '8 0 obj '.repeat(100_000) })],
    ['an object stream packed in another way', pdfScan({ more: objectStream(['<< >>'], '/DecodeParms << >>') })],
  ];
  it.for(endless)('with %s is refused in time', async ([, bytes]) => {
    const start = performance.now();
    expect(await judged(PDF, bytes)).toMatch(/damaged|too involved/);
    expect(performance.now() - start).toBeLessThan(5_000);
  });

  it('with compressed objects, links and several versions is taken', async () => {
    const link = '<< /Type /Annot /Subtype /Link /A << /S /URI /URI (https://www.wuxi.gov.cn) >> >>';
    expect(await judged(PDF, pdfScan({ more: objectStream([link, '<< /Length 3 >>']) }))).toBe(PDF);
    expect(await judged(PDF, Buffer.concat([pdfScan(), pdfScan().subarray(9)]))).toBe(PDF);
  });
});

/** A hundred megabytes of objects in an object stream. */
function bomb(): Buffer {
  const packed = deflateSync(Buffer.alloc(100 * 1024 * 1024, 32));
  return Buffer.concat([
    Buffer.from(`7 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length ${packed.length} >>\nstream\n`),
    packed,
    Buffer.from('\nendstream\nendobj\n'),
  ]);
}
