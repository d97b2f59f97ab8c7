import { z } from 'zod';
import { words } from './assessment-schema.ts';

/** The declaration and the findings on one item. */
export const comparisonRow = z.strictObject({
  item: words,
  unit: z.enum(['COUNT', 'FEN']),
  declared: z.int(),
  found: z.int().nullable(),
  status: z.enum(['AGREES', 'DIFFERS', 'NOT_CHECKED']),
  words,
  byCheck: z.exactOptional(z.literal(true)).describe('以核对为准 / left to the check'),
});
