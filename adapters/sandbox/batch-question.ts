import { z } from 'zod';
import { calendarDateSchema } from '../../src/evidence/fact-scalars.ts';
import type { BatchRow } from '../transports/batch-layout.ts';
import type { Asked } from './register.ts';
import * as form from './wire-forms.ts';

/** The format that a batch partner requires of each row; it rejects a wrong row and answers the others. */
export const batchQuestionSchema = z.strictObject({
  请求编号: form.requestId,
  授权书编号: form.letterNumber,
  查询目的: form.purpose,
  基准日: calendarDateSchema,
  证件类型: form.certificateType,
  证件号码: form.certificateNumber,
  原证件号码: form.formerNumber,
  姓名: z.string().min(1).max(100),
});

/** The person that a row asks about. */
export function askedBy(row: BatchRow): Asked {
  return { number: row['证件号码'] ?? '', formerNumber: row['原证件号码'] ?? '', name: row['姓名'] ?? '' };
}
