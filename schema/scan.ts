import { SCAN_MEDIA_TYPES } from '../src/authorisation/scan.ts';
import { builder } from './builder.ts';

/** A paper that is handed in: the signed letter, or a proof. */
export const ScanInput = builder.inputType('ScanInput', {
  description: 'A scanned paper, at most 10 MB.',
  fields: (t) => ({
    mediaType: t.string({ required: true, description: SCAN_MEDIA_TYPES.join(', ') }),
    bytes: t.field({ type: 'Base64', required: true }),
  }),
});
