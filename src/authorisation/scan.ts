import { Problem } from '../platform/problem.ts';

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

function refusal(field: string, zh: string, en: string): Problem {
  return new Problem({
    code: 'INVALID_INPUT',
    field,
    zh: `扫描件无效：${zh}`,
    en: `The scan is not usable: ${en}`,
  });
}

/**
 * The true media type of a scan.
 * @param field Path of the input that holds it.
 * @throws Problem INVALID_INPUT where it is empty, over 10 MB, of another kind, or not what it is said to be.
 */
export function checkScan({ mediaType, bytes }: ScanInput, field = 'scan'): ScanMediaType {
  if (bytes.length > MOST_BYTES) throw refusal(field, '不能超过 10 MB', 'it may not exceed 10 MB');
  const found = SCAN_MEDIA_TYPES.find((type) => SIGNATURES[type].every((byte, index) => bytes[index] === byte));
  if (found === undefined) throw refusal(field, '只接受 JPEG、PNG 或 PDF', 'it must be JPEG, PNG or PDF');
  if (found !== mediaType.trim().toLowerCase()) {
    throw refusal(
      `${field}.mediaType`,
      `内容是 ${found}，与所填类型不符`,
      `its content is ${found}, not the type given`,
    );
  }
  return found;
}
