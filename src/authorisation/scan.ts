import { assertNoOtherFormat } from './other-formats.ts';
import { assertPicture } from './picture-scan.ts';
import { scanRefusal } from './scan-refusal.ts';

/** Kinds of image in which a signed letter, or a proof, is kept. */
export const SCAN_MEDIA_TYPES = ['image/jpeg', 'image/png', 'application/pdf'] as const;
export type ScanMediaType = (typeof SCAN_MEDIA_TYPES)[number];

/** A scan of a paper, as handed in. */
export type ScanInput = { readonly mediaType: string; readonly bytes: Uint8Array };

const MOST_BYTES = 10 * 1024 * 1024;

/** First bytes by which each format is known, whatever the file was called. */
const SIGNATURES: Readonly<Record<ScanMediaType, readonly number[]>> = {
  'image/jpeg': [0xff, 0xd8, 0xff],
  'image/png': [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
  'application/pdf': [0x25, 0x50, 0x44, 0x46, 0x2d],
};

/** A scan, and the path of the input that holds it. */
export type PlacedScan = { readonly scan: ScanInput; readonly field: string };

/** What was found of scans of requests under way, by the very bytes that were handed in; nobody changes those. */
const judged = new WeakMap<Uint8Array, Map<string, Promise<ScanMediaType>>>();

/**
 * Judges scans before an act holds its case: a PDF may take two seconds. It refuses nothing; the act is told what was
 * found, or is refused, where it asks by {@link checkScan}. After one that is no usable scan no more are read.
 */
export async function judgeScans(scans: readonly PlacedScan[]): Promise<void> {
  for (const { scan, field } of scans) {
    const [found] = await Promise.allSettled([checkScan(scan, field)]);
    if (found.status === 'rejected') return;
  }
}

/**
 * The true media type of a scan, which is whole, is one file of one kind, and holds nothing that runs. It is read to its
 * end, within a bounded time, and once only.
 *
 * @param field Path of the input that holds it.
 * @throws Problem INVALID_INPUT where it is empty, over 10 MB, of another kind, not what it is said to be, damaged, or
 *   more than a scan.
 */
export async function checkScan(scan: ScanInput, field = 'scan'): Promise<ScanMediaType> {
  const { bytes, mediaType } = scan;
  const key = `${field} ${mediaType}`;
  const known = judged.get(bytes) ?? new Map<string, Promise<ScanMediaType>>();
  const found = known.get(key) ?? readScan(scan, field);
  judged.set(bytes, known.set(key, found));
  return found;
}

async function readScan({ mediaType, bytes }: ScanInput, field: string): Promise<ScanMediaType> {
  if (bytes.length > MOST_BYTES) throw scanRefusal('TOO_LARGE', field);
  const found = SCAN_MEDIA_TYPES.find((type) => SIGNATURES[type].every((byte, index) => bytes[index] === byte));
  if (found === undefined) throw scanRefusal('OTHER_KIND', field);
  if (found !== mediaType.trim().toLowerCase()) throw scanRefusal('MISNAMED', `${field}.mediaType`);
  assertNoOtherFormat(bytes, field);
  if (found === 'application/pdf') {
    // The library is large, and few requests bring a PDF.
    const { assertPlainPdf } = await import('./pdf-scan.ts');
    await assertPlainPdf(bytes, field);
  } else {
    assertPicture(found, bytes, field);
  }
  return found;
}
