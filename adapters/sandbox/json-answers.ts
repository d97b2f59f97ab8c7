import { z } from 'zod';
import { calendarDateSchema } from '../../src/evidence/fact-scalars.ts';
import type { Office, OfficeAnswer } from './office.ts';
import * as form from './wire-forms.ts';

/** The format that every JSON office requires of a question. */
export const jsonQuestionShape = {
  ywlsh: form.requestId,
  sqsbh: form.letterNumber,
  cxmd: form.purpose,
  jzrq: calendarDateSchema,
  zjlx: form.certificateType,
  zjhm: form.certificateNumber,
  yzjhm: form.formerNumber,
  xm: z.string().min(1).max(100),
};

/** An answer of a JSON office. */
export function json(status: number, content: unknown): OfficeAnswer {
  return { status, contentType: 'application/json; charset=utf-8', body: JSON.stringify(content) };
}

/** How a JSON office fails. @param truncated the beginning of a good answer. */
export function jsonFailures(truncated: string): Pick<Office, 'malformed' | 'busy' | 'broken' | 'rubbish' | 'refuse'> {
  return {
    malformed: json(400, { error: 'MALFORMED' }),
    busy: json(429, { error: 'BUSY' }),
    broken: json(500, { error: 'INTERNAL' }),
    rubbish: { status: 200, contentType: 'application/json', body: truncated },
    refuse: (reason) => json(reason === 'REQUEST_ID_REUSED' ? 409 : 403, { error: reason }),
  };
}

/** The body as JSON; `null` where it is not JSON. */
export function jsonOf(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    // A body that is not JSON is a malformed question like any other.
    return null;
  }
}
