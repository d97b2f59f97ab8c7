import { assertNoOtherFormat } from './other-formats.ts';
import { assertPicture } from './picture-scan.ts';
import { scanRefusal } from './scan-refusal.ts';

/** Image formats in which a signed letter, or a proof, is stored. */
export const SCAN_MEDIA_TYPES = ['image/jpeg', 'image/png', 'application/pdf'] as const;
export type ScanMediaType = (typeof SCAN_MEDIA_TYPES)[number];

/** A scan of a paper, as uploaded. */
export type ScanInput = { readonly mediaType: string; readonly bytes: Uint8Array };

const MOST_BYTES = 10 * 1024 * 1024;

/** First bytes that identify each format, whatever the file's name. */
const SIGNATURES: Readonly<Record<ScanMediaType, readonly number[]>> = {
  'image/jpeg': [0xff, 0xd8, 0xff],
  'image/png': [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
  'application/pdf': [0x25, 0x50, 0x44, 0x46, 0x2d],
};

/** A scan, and the path of the input field that holds it. */
export type PlacedScan = { readonly scan: ScanInput; readonly field: string };

/** Results for the scans of requests under way, keyed by the uploaded byte array, which nothing changes. */
const judged = new WeakMap<Uint8Array, Map<string, Promise<ScanMediaType>>>();

/**
 * Examines scans before an act locks its case, because a PDF may take two seconds. This function refuses nothing:
 * the act receives the result, or the refusal, from {@link checkScan}. It stops after the first unusable scan.
 */
export async function judgeScans(scans: readonly PlacedScan[]): Promise<void> {
  for (const { scan, field } of scans) {
    const [found] = await Promise.allSettled([checkScan(scan, field)]);
    if (found.status === 'rejected') return;
  }
}

/**
 * The true media type of a scan that is complete, is one file of one format, and holds nothing that runs. The scan
 * is read to its end, within a bounded time, and only once.
 *
 * @param field Path of the input that holds it.
 * @throws Problem INVALID_INPUT where the scan is empty, over 10 MB, of another format, not of the declared type,
 * damaged, or more than a scan.
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
    // The library is large and few requests bring a PDF, so it is loaded on first use.
    const { assertPlainPdf } = await import('./pdf-scan.ts');
    await assertPlainPdf(bytes, field);
  } else {
    assertPicture(found, bytes, field);
  }
  return found;
}
